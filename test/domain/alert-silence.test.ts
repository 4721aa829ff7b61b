import assert from 'node:assert/strict';
import { inhibitorOf, subscriptionOf } from '../../bot/domain/alert-inhibition.ts';
import type { AlertGroup } from '../../bot/domain/alert-group.ts';
import { checkSilence, covers, isHolding, silencing, type Silence } from '../../bot/domain/alert-silence.ts';
import { groupId, silenceId, type ServiceId } from '../../bot/domain/ids.ts';
import { alertLike, groupLike } from '../support/given-alerts.ts';
import { adele, ALERTS, channel, later, MONDAY, PAYMENTS, planLike, PROD, rollingBackRequest, UAT } from '../support/given.ts';

const LEDGER = 'ledger' as ServiceId;
const NOWHERE = { service: undefined, environment: undefined, rule: undefined };
const silenceLike = (changes: Partial<Silence> = {}): Silence => ({
  id: silenceId(1),
  scope: { ...NOWHERE, service: PAYMENTS },
  reason: 'Load test',
  until: later(60),
  endedAt: undefined,
  endedBy: undefined,
  channel: channel('incidents'),
  by: adele,
  at: MONDAY,
  ...changes,
});

describe('a silence that somebody asks for', () => {
  const asked: Pick<Silence, 'scope' | 'reason' | 'until'> = {
    scope: { ...NOWHERE, service: PAYMENTS },
    reason: ' Load test ',
    until: later(60),
  };
  const answer = (changes: Partial<typeof asked>) => {
    const result = checkSilence({ ...asked, ...changes }, ALERTS, MONDAY);
    return result.ok ? result.value : result.problem;
  };
  const WEEK = 7 * 1_440;

  it('is taken as it was asked for, the reason trimmed', () => {
    assert.deepEqual(answer({}), { ...asked, reason: 'Load test' });
    assert.deepEqual(answer({ reason: 'x'.repeat(501) }), { ...asked, reason: 'x'.repeat(500) });
  });

  it('names a service or a rule: an environment alone is too wide', () => {
    assert.deepEqual(answer({ scope: NOWHERE }), { code: 'silence-too-wide' });
    assert.deepEqual(answer({ scope: { ...NOWHERE, environment: PROD } }), { code: 'silence-too-wide' });
    const byRule = { ...NOWHERE, rule: 'cpu' };
    assert.deepEqual(answer({ scope: byRule }), { ...asked, scope: byRule, reason: 'Load test' });
  });

  it('has a reason', () => {
    assert.deepEqual(answer({ reason: '  ' }), { code: 'silence-without-reason' });
  });

  it('lasts a minute at least, and no longer than policy allows', () => {
    assert.deepEqual(answer({ until: later(0.9) }), { code: 'silence-past' });
    assert.deepEqual(answer({ until: later(-5) }), { code: 'silence-past' });
    assert.equal('code' in answer({ until: later(1) }), false);
    assert.equal('code' in answer({ until: later(WEEK) }), false);
    assert.deepEqual(answer({ until: later(WEEK + 1) }), { code: 'silence-too-long', minutes: WEEK });
  });
});

describe('a silence covers', () => {
  const covered = (scope: Partial<Silence['scope']>, changes: Partial<AlertGroup> = {}) =>
    covers({ scope: { ...NOWHERE, ...scope } }, groupLike(changes));

  it('the groups of its service, environment and rule, as far as it names them', () => {
    assert.ok(covered({ service: PAYMENTS }));
    assert.ok(covered({ service: PAYMENTS, environment: PROD, rule: 'payments-error-rate' }));
    assert.ok(covered({ rule: 'Payments-ERROR-Rate' }));
    assert.ok(covered({ rule: 'payments-error-rate' }, { rule: 'PAYMENTS-error-rate' }));
  });

  it('nothing else', () => {
    assert.ok(!covered({ service: LEDGER }));
    assert.ok(!covered({ service: PAYMENTS, environment: UAT }));
    assert.ok(!covered({ service: PAYMENTS, rule: 'payments-error' }));
    assert.ok(!covered({ service: PAYMENTS }, { affects: undefined }));
    assert.ok(!covered({ environment: PROD, rule: 'payments-error-rate' }, { affects: undefined }));
  });

  it('no test, so that the way can be tried while it is quiet', () => {
    assert.ok(!covered({ service: PAYMENTS }, { isTest: true }));
  });

  it('until its time has come, or somebody ends it', () => {
    assert.ok(isHolding(silenceLike(), later(59)));
    assert.ok(!isHolding(silenceLike(), later(60)));
    assert.ok(!isHolding(silenceLike({ endedAt: later(5) }), later(10)));
  });

  it('and of several the one that lasts longest holds', () => {
    const [short, long] = [silenceLike(), silenceLike({ id: silenceId(2), until: later(90) })];
    const wrong = [
      silenceLike({ id: silenceId(3), until: later(200), scope: { ...NOWHERE, service: LEDGER } }),
      silenceLike({ id: silenceId(4), until: later(200), endedAt: later(1) }),
    ];
    assert.deepEqual(silencing(groupLike(), [...wrong, short, long], later(10)), long);
    assert.deepEqual(silencing(groupLike(), [long, short, ...wrong], later(10)), long);
    assert.equal(silencing(groupLike(), wrong, later(10)), undefined);
  });
});

describe('an alert is only the consequence', () => {
  const NOW = later(30, alertLike().firedAt);
  const rollback = rollingBackRequest();
  const health = (changes: Partial<AlertGroup> = {}) =>
    groupLike({ id: groupId(9), isHealth: true, affects: undefined, targets: ['/subscriptions/0b1c'], ...changes });
  const cause = (group: Partial<AlertGroup>, causes: Partial<Parameters<typeof inhibitorOf>[1]>, now = NOW) =>
    inhibitorOf(groupLike(group), { rollingBack: [], health: [], ...causes }, now);
  const withRollback = { rollingBack: [rollback], health: [health()] };

  it('of a deployment of its service and environment that is being rolled back', () => {
    assert.equal(cause({}, withRollback), rollback.id);
    const elsewhere = rollingBackRequest({ plan: planLike({ environment: UAT }) });
    const other = rollingBackRequest({ plan: planLike({ service: LEDGER }) });
    assert.equal(cause({}, { rollingBack: [elsewhere, other] }), undefined);
    assert.equal(cause({ affects: undefined }, { rollingBack: [rollback] }), undefined);
  });

  it("of Azure's own trouble in its subscription", () => {
    assert.equal(cause({}, { health: [health()] }), 'AG-9');
    assert.equal(cause({ targets: ['/subscriptions/9/x', '/subscriptions/0b1c/y'] }, { health: [health()] }), 'AG-9');
    assert.equal(cause({ targets: ['/subscriptions/9/x'] }, { health: [health()] }), undefined);
    assert.equal(cause({}, { health: [health({ targets: [] })] }), undefined);
  });

  it("of Azure's own trouble with its service and environment, where that is known", () => {
    const affecting = (service: ServiceId, environment = PROD) => ({ health: [health({ affects: { service, environment } })] });
    assert.equal(cause({}, affecting(PAYMENTS)), 'AG-9');
    assert.equal(cause({}, affecting(LEDGER)), undefined);
    assert.equal(cause({}, affecting(PAYMENTS, UAT)), undefined);
    assert.equal(cause({ affects: undefined }, affecting(PAYMENTS)), undefined);
  });

  it("of Azure's own trouble for an hour after the last word of it, unless somebody closed it or tried it out", () => {
    const { lastHeardAt } = health();
    assert.equal(cause({}, { health: [health()] }, later(59, lastHeardAt)), 'AG-9');
    assert.equal(cause({}, { health: [health()] }, later(60, lastHeardAt)), undefined);
    assert.equal(cause({}, { health: [health({ closed: { by: adele, at: NOW } })] }), undefined);
    assert.equal(cause({}, { health: [health({ isTest: true })] }), undefined);
  });

  it('of nothing, when it is a test or itself says that Azure is unwell', () => {
    assert.equal(cause({ isTest: true }, withRollback), undefined);
    assert.equal(cause({ isHealth: true }, withRollback), undefined);
  });

  it('in the subscription that its resource id begins with', () => {
    assert.equal(subscriptionOf('/subscriptions/0b1c/resourcegroups/x'), '/subscriptions/0b1c');
    assert.equal(subscriptionOf('/subscriptions/0b1c'), '/subscriptions/0b1c');
  });
});
