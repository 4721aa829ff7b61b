import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askHttp } from '../../bot/pipelines/http-probe.ts';

describe('a probe over HTTP', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? 'nobody'}`);
    if (request.url === '/slow') return;
    const status = Number(request.url?.slice(1));
    response.writeHead(status, status === 302 ? { location: '/200' } : {});
    response.end('x'.repeat(100_000));
  });
  before(
    () =>
      new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      }),
  );
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = (path: string, timeout = 10_000) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}${path}`;
    return askHttp({ kind: 'http', url, status: 200 }, { fetch: globalThis.fetch, timeout });
  };

  it('holds for the status that policy names, and for no other', async () => {
    assert.deepEqual(await ask('/200'), { kind: 'proved' });
    assert.deepEqual(await ask('/503'), { kind: 'failed', because: 'other-answer', found: '503' });
  });

  it('goes nowhere else, and signs nobody in', async () => {
    asked.length = 0;
    assert.deepEqual(await ask('/302'), { kind: 'failed', because: 'other-answer', found: '302' });
    assert.deepEqual(asked, ['GET /302 nobody']);
  });

  it('does not wait for an answer that does not come', async () => {
    assert.deepEqual(await ask('/slow', 50), { kind: 'failed', because: 'unreachable', found: '' });
  });
});
