import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createCounters } from '../../bot/http/counters.ts';
import { messagesRoute } from '../../bot/http/messages-route.ts';
import { healthRoute, metricsRoute, readyRoute } from '../../bot/http/probes.ts';
import { createServer, type HttpServer } from '../../bot/http/server.ts';
import { silent } from './silent.ts';

describe('the HTTP server', () => {
  let server: HttpServer;
  let base = '';
  let ready: () => Promise<boolean>;
  let handled: unknown[];
  const counters = createCounters();

  before(async () => {
    const routes = [
      messagesRoute((request, response) => {
        handled.push(request.body);
        if (request.headers.authorization === 'throw') throw new Error('the secret is 42');
        response.send(202);
        return Promise.resolve();
      }),
      healthRoute(),
      readyRoute(() => ready()),
      metricsRoute(counters.read, () => Promise.resolve('')),
    ];
    server = createServer(routes, silent);
    base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  beforeEach(() => {
    handled = [];
    ready = () => Promise.resolve(true);
  });
  after(() => server.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${base}/api/messages`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

  it('hands the parsed body of a message on, and leaves the answer to the one who takes it', async () => {
    const response = await post('{"type":"message"}');
    assert.equal(response.status, 202);
    assert.deepEqual(handled, [{ type: 'message' }]);
  });

  it('answers 400 to a body that is not JSON, and 413 to one of more than 1 MB', async () => {
    assert.equal((await post('{"type":')).status, 400);
    assert.equal((await post('')).status, 400);
    assert.equal((await post(JSON.stringify('x'.repeat(1024 * 1024)))).status, 413);
    assert.deepEqual(handled, []);
  });

  it('answers 413 to a large body that does not say its length', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(400 * 1024));
    const body = ReadableStream.from([chunk, chunk, chunk]);
    const response = await fetch(`${base}/api/messages`, { method: 'POST', body, duplex: 'half' });
    assert.equal(response.status, 413);
  });

  it('answers 415 to a body in an encoding that it does not read', async () => {
    assert.equal((await post('{}', { 'content-encoding': 'gzip' })).status, 415);
  });

  it('keeps the words of an exception to itself', async () => {
    const response = await post('{}', { authorization: 'throw' });
    assert.equal(response.status, 500);
    assert.deepEqual(await response.json(), { reason: 'fault' });
  });

  it('answers 404 to an unknown path and 405 to a wrong method, echoing neither', async () => {
    const lost = await fetch(`${base}/api/<script>`);
    assert.equal(lost.status, 404);
    assert.deepEqual(await lost.json(), { reason: 'unknown-path' });
    const wrong = await fetch(`${base}/api/messages`);
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get('allow'), 'POST');
    assert.deepEqual(await wrong.json(), { reason: 'wrong-method' });
  });

  it('says nothing about the software that it is made of', async () => {
    for (const path of ['/healthz', '/nowhere']) {
      const { headers } = await fetch(`${base}${path}`);
      assert.equal(headers.get('server'), null);
      assert.equal(headers.get('x-powered-by'), null);
    }
  });

  it('survives a path that cannot be decoded', async () => {
    assert.ok((await fetch(`${base}/%E0%A4%A`)).status < 500);
    assert.equal((await fetch(`${base}/healthz`)).status, 200);
  });

  it('is ready when the store says so, and alive all the time', async () => {
    assert.equal((await fetch(`${base}/readyz`)).status, 200);
    for (const sick of [() => Promise.resolve(false), () => Promise.reject(new Error('connect ECONNREFUSED'))]) {
      ready = sick;
      const response = await fetch(`${base}/readyz`);
      assert.equal(response.status, 503);
      assert.deepEqual(await response.json(), { reason: 'not-ready' });
      assert.equal((await fetch(`${base}/healthz`)).status, 200);
    }
  });

  it('tells a monitoring system what has happened', async () => {
    counters.count('taps');
    counters.count('taps');
    const response = await fetch(`${base}/metrics`);
    const text = await response.text();
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(text, /^# TYPE signoff_taps_total counter\nsignoff_taps_total 2$/m);
    assert.match(text, /^signoff_posts_dead_total 0$/m);
  });

  it('lets a running request end when it is closed, and takes no more', async () => {
    let finish = () => {};
    let started = () => {};
    const running = new Promise<void>((resolve) => (started = resolve));
    const slow = messagesRoute(async (_request, response) => {
      started();
      await new Promise<void>((resolve) => (finish = resolve));
      response.send(200);
    });
    const other = createServer([slow], silent);
    const port = await other.listen(0, '127.0.0.1');
    const response = fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', body: '{}' });
    await running;
    const closed = other.close();
    finish();
    assert.equal((await response).status, 200);
    await closed;
    const [refused] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
    assert.equal(refused.code, 'ECONNREFUSED');
  });

  it('says so when its port is taken', async () => {
    const port = Number(new URL(base).port);
    await assert.rejects(createServer([], silent).listen(port, '127.0.0.1'), { code: 'EADDRINUSE' });
  });
});
