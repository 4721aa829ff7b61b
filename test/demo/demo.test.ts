import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { eventually, startProgram } from '../support/program.ts';

interface Ran {
  readonly code: number;
  readonly said: string;
}

async function run(file: string, environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  const program = fileURLToPath(new URL(`../../bot/demo/${file}`, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...environment } });
  const closed = once(child, 'close') as Promise<[number]>;
  const [out, problems, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, said: out + problems };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return String((server.address() as AddressInfo).port);
}

describe('npm run demo', () => {
  it('says which port is taken, how to choose another, and ends with 1', async () => {
    const other = createServer();
    const port = await listen(other);
    const { code, said } = await run('demo.ts', { PORT: port });
    other.close();
    assert.equal(code, 1);
    assert.equal(
      said,
      `The bot needs port ${port}, which another program is using: stop that program, or choose another port with PORT=…\n`,
    );
  });
});

describe('npm run demo:alert and demo:storm', () => {
  const bodies: string[] = [];
  let status = 200;
  const bot = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`);
      // Two statements: restify, once loaded, makes every response's writeHead give nothing.
      response.writeHead(status);
      response.end();
    });
  });
  let port = '';

  before(async () => {
    port = await listen(bot);
  });
  after(() => {
    bot.close();
  });
  beforeEach(() => {
    bodies.length = 0;
    status = 200;
  });

  it('sends a common-schema alert about the payments service, and then that the same alert is over', async () => {
    assert.equal((await run('send-alert.ts', { PORT: port })).code, 0);
    assert.equal((await run('send-alert.ts', { PORT: port }, '--resolved')).code, 0);
    const alerts = bodies.map((sent) => {
      assert.ok(sent.startsWith('POST /api/alerts {'));
      return JSON.parse(sent.slice(sent.indexOf('{'))) as { readonly data: { readonly essentials: Record<string, unknown> } };
    });
    const [fired, resolved] = alerts.map(({ data }) => data.essentials);
    assert.equal(fired?.['monitorCondition'], 'Fired');
    assert.equal(resolved?.['monitorCondition'], 'Resolved');
    assert.equal(fired['alertId'], resolved['alertId']);
    assert.match(String(fired['alertTargetIDs']), /\/resourcegroups\/rg-pay-prod\//);
  });

  it('sends as many alerts of as many rules as it is told, and says how they were answered', async () => {
    const { code, said } = await run('send-storm.ts', { PORT: port }, '--alerts', '12', '--rules', '3', '--seconds', '1');
    assert.equal(code, 0, said);
    assert.match(said, /Sent 12 alerts of 3 rules in [\d.]+ s\. Answers: 12 × 200/);
    const rules = bodies.map((sent) => /"alertRule":"([^"]+)"/.exec(sent)?.[1]);
    assert.deepEqual([bodies.length, new Set(rules).size], [12, 3]);
  });

  it('sends what the program takes and groups', async function () {
    this.timeout(120_000);
    const folder = mkdtempSync(path.join(tmpdir(), 'signoff-demo-alerts-'));
    const program = await startProgram({ DATA_DIR: folder, LOG_LEVEL: 'error' });
    try {
      await program.ready();
      const own = new URL(program.url).port;
      assert.equal((await run('send-alert.ts', { PORT: own })).code, 0);
      const { code, said } = await run('send-storm.ts', { PORT: own }, '--alerts', '60', '--rules', '12', '--seconds', '1');
      assert.equal(code, 0);
      assert.match(said, /Sent 60 alerts of 12 rules in [^]* 60 × 200\./);
      await eventually(async () => {
        const metrics = await (await fetch(`${program.url}/metrics`)).text();
        assert.match(metrics, /^signoff_alerts_received_total 61$/m);
        assert.match(metrics, /^signoff_alerts_grouped_total 61$/m);
      }, 30);
    } finally {
      await program.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says so when the bot does not take it, or is not there', async () => {
    status = 503;
    assert.deepEqual(await run('send-alert.ts', { PORT: port }), {
      code: 1,
      said: 'The bot did not take the alert: it answered 503.\n',
    });
    const nobody = createServer();
    const free = await listen(nobody);
    nobody.close();
    const { code, said } = await run('send-alert.ts', { PORT: free });
    assert.equal(code, 1);
    assert.match(said, /start the demo first, with npm run demo/);
  });
});
