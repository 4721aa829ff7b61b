import assert from 'node:assert/strict';
import { requestLinkRoute } from '../../bot/http/request-link-route.ts';
import { createServer, type HttpServer } from '../../bot/http/server.ts';
import { silent } from './silent.ts';

describe('a link to a request', () => {
  let server: HttpServer;
  let base = '';
  before(async () => {
    server = createServer([requestLinkRoute('the-app')], silent);
    base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  after(() => server.close());

  const follow = (path: string) => fetch(`${base}${path}`, { redirect: 'manual' });

  it('leads to the chat with the bot, where the number waits to be sent', async () => {
    const { status, headers } = await follow('/requests/DEP-42');
    assert.equal(status, 302);
    assert.equal(headers.get('location'), 'https://teams.microsoft.com/l/chat/0/0?users=28:the-app&message=%2Fstatus%20DEP-42');
  });

  for (const path of [
    '/requests/DEP-0',
    '/requests/x',
    '/requests/DEP-42%0d%0aset-cookie:x',
    '/requests/DEP-42/more',
    '/requests/',
  ]) {
    it(`leads nowhere when it is ${path}`, async () => {
      assert.equal((await follow(path)).status, 404);
    });
  }

  it('leads nowhere where the bot is not registered', async () => {
    const { answer } = requestLinkRoute(undefined);
    const reply = await answer({ path: '/requests/DEP-42', body: '', authorization: undefined, query: new URLSearchParams() });
    assert.equal(reply.status, 404);
  });
});
