import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { createHash } from 'node:crypto';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { accept, refuse } from '../../bot/domain/result.ts';
import { plusMinutes, type Instant } from '../../bot/domain/time.ts';
import { createAskGate } from '../../bot/flows/ask-gate.ts';
import type { Log, RequestFilter } from '../../bot/flows/ports.ts';
import { readApiTokens, type ApiLocks } from '../../bot/http/api-tokens.ts';
import { gateRoute } from '../../bot/http/gate-route.ts';
import { createServer } from '../../bot/http/server.ts';
import { approvedRequest, deployingRequest, everyState, later, planLike, policyLike, WINDOW_START } from '../support/given.ts';
import { silent } from './silent.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const TOKENS = [
  { name: 'ledger', sha256: sha256('another') },
  { name: 'payments', sha256: sha256('open-sesame') },
];
const QUESTION = { service: 'payments', environment: 'prod', version: '2.4.1', run: '8812' };
const policyHolders = () => new Map([...policyLike().roles].map(([id, { members }]) => [id, members]));
const WINDOW_END = planLike().window.end;

interface Given {
  readonly stored?: readonly DeployRequest[];
  readonly now?: Instant;
  readonly earlyStart?: number;
  readonly locks?: ApiLocks;
  readonly store?: 'broken';
  readonly body?: string;
  readonly authorization?: string;
  readonly log?: Log;
}

describe('POST /api/gate', () => {
  /** Puts the question to a gate in this situation. */
  async function ask(given: Given) {
    const { stored = [], now = WINDOW_START, earlyStart = 0, locks = { tokens: TOKENS, unlocked: 'shut' } } = given;
    const usual = policyLike();
    const environments = new Map([...usual.environments].map(([id, environment]) => [id, { ...environment, earlyStart }]));
    const list = ({ service, environment }: RequestFilter) =>
      given.store === 'broken'
        ? Promise.reject(new Error('connection lost'))
        : Promise.resolve(stored.filter(({ plan }) => plan.service === service && plan.environment === environment));
    const askGate = createAskGate({
      requests: { list },
      directory: { holders: () => Promise.resolve(policyHolders()) },
      readHolds: () => Promise.resolve(NO_HOLDS),
      changeRequest: (id) => {
        const request = stored.find((one) => one.id === id);
        return Promise.resolve(request === undefined ? refuse({ code: 'unknown-request' }) : accept(request));
      },
      policy: { ...usual, environments },
      clock: { now: () => now },
    });
    const server = createServer([gateRoute(askGate, locks)], given.log ?? silent);
    const port = await server.listen(0, '127.0.0.1');
    try {
      return await post(port, given);
    } finally {
      await server.close();
    }
  }

  async function post(port: number, { body = JSON.stringify(QUESTION), authorization = 'Bearer open-sesame' }: Given) {
    const request = { method: 'POST', body, headers: { authorization } };
    const response = await fetch(`http://127.0.0.1:${port}/api/gate`, request);
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: (await response.json()) as Record<string, unknown>,
    };
  }

  it('is open for what is approved, from the start of its window to its end', async () => {
    const open = { kind: 'open', requestId: 'DEP-1042', until: WINDOW_END };
    const stored = [approvedRequest()];
    assert.deepEqual(await ask({ stored }), { status: 200, retryAfter: null, body: open });
    assert.equal((await ask({ stored, now: plusMinutes(WINDOW_END, -1) })).status, 200);
    const late = await ask({ stored, now: WINDOW_END });
    assert.deepEqual([late.status, late.body['reason']], [409, 'too-late']);
  });

  it('has a pipeline wait for the window, and says for how long', async () => {
    const stored = [approvedRequest()];
    const soon = await ask({ stored, now: later(-2, WINDOW_START) });
    assert.deepEqual([soon.status, soon.retryAfter, soon.body['reason']], [202, '120', 'too-early']);
    assert.equal((await ask({ stored, now: later(-600, WINDOW_START) })).retryAfter, '300');
    assert.equal((await ask({ stored, now: later(-2, WINDOW_START), earlyStart: 5 })).status, 200);
  });

  it('stays open while a deployment is under way, also past its window', async () => {
    const now = later(5, WINDOW_END);
    const { status, body } = await ask({ stored: [deployingRequest()], now });
    assert.deepEqual([status, body['until']], [200, later(10, now)]);
  });

  const waits: Readonly<Record<string, number>> = { pending: 202, paused: 202, approved: 200, deploying: 200 };
  for (const request of everyState()) {
    const expected = waits[request.state] ?? 409;
    it(`answers ${expected} for a request that is ${request.state}`, async () => {
      const { status, retryAfter, body } = await ask({ stored: [request] });
      assert.equal(status, expected);
      assert.equal(retryAfter !== null, expected === 202);
      if (expected !== 200) assert.equal(body['reason'], request.state);
    });
  }

  it('is closed for what nobody has asked for', async () => {
    const none = { status: 409, retryAfter: null, body: { kind: 'closed', reason: 'no-request' } };
    const stored = [approvedRequest()];
    for (const other of [{ version: '2.4.10' }, { environment: 'uat' }, { service: 'ledger' }]) {
      assert.deepEqual(await ask({ stored, body: JSON.stringify({ ...QUESTION, ...other }) }), none);
    }
  });

  it('asks the request on its way, not one that ended after it was made', async () => {
    const over = { ...everyState().find(({ state }) => state === 'cancelled'), id: 'DEP-1050' } as DeployRequest;
    assert.equal((await ask({ stored: [over, approvedRequest()] })).body['requestId'], 'DEP-1042');
  });

  it('is shut to whoever brings none of its tokens', async () => {
    const stored = [approvedRequest()];
    for (const authorization of ['', 'Bearer', 'Bearer open', 'Basic open-sesame', `Bearer ${TOKENS[1]?.sha256 ?? ''}`]) {
      const { status, body } = await ask({ stored, authorization });
      assert.deepEqual([status, body], [401, { reason: 'unauthorised' }], authorization);
    }
    assert.equal((await ask({ stored, authorization: 'bearer another' })).status, 200);
  });

  it('is shut to everybody while it has no tokens, except where only this machine can ask', async () => {
    const stored = [approvedRequest()];
    assert.equal((await ask({ stored, locks: { tokens: [], unlocked: 'shut' } })).status, 401);
    assert.equal((await ask({ stored, locks: { tokens: [], unlocked: 'open' }, authorization: '' })).status, 200);
    assert.equal((await ask({ stored, locks: { tokens: TOKENS, unlocked: 'open' }, authorization: '' })).status, 401);
  });

  it('answers 503, which is not open, when the store cannot be read', async () => {
    const { status, body } = await ask({ store: 'broken' });
    assert.deepEqual([status, body], [503, { reason: 'unknown' }]);
  });

  it('writes down no token, nothing of what was asked, and no word of a fault that quotes it', async () => {
    const lines: string[] = [];
    const write = (fields: object, message: string) => void lines.push(`${JSON.stringify(fields)} ${message}`);
    const log: Log = { info: write, warn: write, error: write };
    const body = JSON.stringify({ ...QUESTION, commit: '5275a45b7e99c7fd7265b790392c10a74101a67a', branch: 'feature/hush' });
    await ask({ stored: [approvedRequest()], log, body });
    await ask({ log, body, authorization: 'Bearer wrong-hush' });
    await ask({ store: 'broken', log, body });
    assert.equal(lines.length > 2, true);
    assert.doesNotMatch(lines.join('\n'), /sesame|hush|5275a45|8812|2\.4\.1|payments/);
  });

  it('answers 400 to a question that lacks a part, whatever it is', async () => {
    for (const body of [
      '',
      '[]',
      'null',
      '{"service":"payments","environment":"prod"}',
      '{"service":"payments","environment":"prod","version":"2.4.1"}',
      '{"service":{},"environment":[],"version":""}',
    ]) {
      assert.equal((await ask({ body })).status, 400, body);
    }
  });
});

describe('the file of tokens', () => {
  it('is a list of names and digests', () => {
    const upper = TOKENS.map((token) => ({ ...token, sha256: token.sha256.toUpperCase() }));
    assert.deepEqual(readApiTokens(JSON.stringify(upper)), { ok: true, value: TOKENS });
  });

  it('is refused as a whole when a line of it is wrong, and the digest is not repeated', () => {
    for (const text of [
      '',
      '{}',
      '[{"name":"x"}]',
      JSON.stringify([TOKENS[0], { name: '', sha256: sha256('x') }]),
      '[{"name":"x","sha256":"plain"}]',
    ]) {
      const read = readApiTokens(text);
      assert.match(read.ok ? 'accepted' : read.problem, /^API_TOKENS_FILE/);
      assert.doesNotMatch(read.ok ? '' : read.problem, /plain/);
    }
  });
});
