import assert from 'node:assert/strict';
import { doctorCard } from '../../bot/cards/cards.ts';
import { en } from '../../bot/cards/words/en.ts';
import { es } from '../../bot/cards/words/es.ts';
import { CHECKS, type CheckId } from '../../bot/domain/finding.ts';
import { checkAlerts } from '../../bot/flows/checks/doors.ts';
import { checkPolicy, checkTimers } from '../../bot/flows/checks/work.ts';
import { createExamine, type Check } from '../../bot/flows/examine.ts';
import { MONDAY, pendingRequest, policyLike } from '../support/given.ts';
import { contextLike } from '../support/samples.ts';

const clock = { now: () => MONDAY };
const request = pendingRequest();

describe('examining the bot', () => {
  const quiet = Object.fromEntries(CHECKS.map((id) => [id, () => Promise.resolve([])])) as unknown as Record<CheckId, Check>;

  it('reports a check that went wrong by the number of its fault, and the others all the same', async () => {
    const checks = {
      ...quiet,
      store: () => Promise.reject(new Error('down')),
      gate: () => Promise.resolve([{ code: 'gate-open' } as const]),
    };
    const findings = await createExamine({ checks, clock, onFault: () => 'f00d' })();
    assert.deepEqual(findings, [{ code: 'check-failed', check: 'store', fault: 'f00d' }, { code: 'gate-open' }]);
  });

  it('finds requests that were asked for under another policy, which keep its approvers', async () => {
    const requests = { list: () => Promise.resolve([request]) };
    const earlier = await checkPolicy(policyLike({ version: 'another' }), requests)();
    assert.deepEqual(earlier, [
      { code: 'policy-earlier', requests: [{ request: request.id, added: [], dropped: [], gone: [] }] },
    ]);
    assert.deepEqual(await checkPolicy(policyLike({ version: request.policyVersion }), requests)(), [
      { code: 'policy-current' },
    ]);
  });

  it('says what the policy of today would ask of such a request, and what it does not know any more', async () => {
    const requests = { list: () => Promise.resolve([request]) };
    const [found] = await checkPolicy(
      policyLike({ version: 'another', services: new Map(), changeTypes: new Map() }),
      requests,
    )();
    assert.ok(found?.code === 'policy-earlier');
    assert.deepEqual(found.requests[0]?.gone, ['service', 'change-type']);
    const said = [en, es].map((words) => JSON.stringify(doctorCard([found], contextLike({ words })).card));
    assert.match(
      said[0] ?? '',
      /DEP-1042 keep the approvers.*For DEP-1042 the policy of today would not ask .*does not know its service, its kind of change/s,
    );
    assert.match(said[1] ?? '', /Para DEP-1042 la política de hoy no preguntaría a .*no conoce su servicio/s);
  });

  it('finds timers that nobody looks after, and gives them five minutes first', async () => {
    const asked: string[] = [];
    const due = (now: typeof MONDAY) => {
      asked.push(now);
      return Promise.resolve([{ request: request.id, kind: 'expire' as const, due: MONDAY }]);
    };
    assert.deepEqual(await checkTimers({ due }, clock)(), [{ code: 'timers-late', since: MONDAY }]);
    assert.equal(Date.parse(MONDAY) - Date.parse(asked[0] ?? ''), 5 * 60_000);
  });

  it('asks whether the signing keys of Entra answer where alerts need them, and only there', async () => {
    const alerts = { list: () => Promise.resolve([]) };
    const silent = () => Promise.resolve(false);
    assert.deepEqual(await checkAlerts({ lock: 'entra', keysAnswer: silent, alerts })(), [{ code: 'alerts-keys-silent' }]);
    const byToken = await checkAlerts({ lock: 'token', keysAnswer: silent, alerts })();
    assert.deepEqual(byToken, [{ code: 'alerts-open', last: undefined }]);
  });
});
