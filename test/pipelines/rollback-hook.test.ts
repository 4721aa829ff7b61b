import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createTellHook } from '../../bot/pipelines/rollback-hook.ts';

describe('a rollback hook', () => {
  const told = { url: 'https://ci.example.com/back?code=hush', key: 'DEP-1042-rollback', body: { requestId: 'DEP-1042' } };
  const tells = async (status: number) => {
    const sent: (RequestInit & { readonly url: string })[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      sent.push({ ...init, url: new URL(input instanceof Request ? input.url : input).href });
      return Promise.resolve(new Response('', { status, headers: { location: 'https://elsewhere.example.com' } }));
    };
    const answer = await createTellHook({ fetch, secret: 'between us' })(told);
    return { answer, sent };
  };

  it('is told once, with a signature and with a key that stays the same', async () => {
    const { answer, sent } = await tells(202);
    assert.deepEqual(answer, { kind: 'heard' });
    assert.equal(sent.length, 1);
    const headers = new Headers(sent[0]?.headers);
    const body = JSON.stringify(told.body);
    assert.equal(sent[0]?.body, body);
    assert.equal(headers.get('idempotency-key'), told.key);
    const signature = createHmac('sha256', 'between us').update(body).digest('hex');
    assert.equal(headers.get('x-signoff-signature-256'), `sha256=${signature}`);
  });

  it('has not heard what it answers with an error, with a redirect, or not at all', async () => {
    assert.deepEqual((await tells(503)).answer, { kind: 'unheard', found: '503' });
    const redirected = await tells(307);
    assert.deepEqual(redirected.answer, { kind: 'unheard', found: '307' });
    assert.equal(redirected.sent[0]?.redirect, 'manual');
    const gone = createTellHook({ fetch: () => Promise.reject(new Error('no route')), secret: undefined });
    assert.deepEqual(await gone(told), { kind: 'unheard', found: '' });
  });
});
