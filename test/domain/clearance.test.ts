import assert from 'node:assert/strict';
import fc from 'fast-check';
import { busySpans, NO_HOLDS, obstaclesTo, obstaclesToStart, type Asking, type Holds } from '../../bot/domain/clearance.ts';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { CheckpointId, EnvironmentId, FreezeId, RequestId, ServiceId } from '../../bot/domain/ids.ts';
import { holdsTarget, heldLock, type Lock } from '../../bot/domain/lock.ts';
import type { MetFreeze } from '../../bot/domain/met-freeze.ts';
import {
  adele,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  later,
  PAYMENTS,
  policyLike,
  PROD,
  role,
  rolledBackRequest,
  rollingBackRequest,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const span = { start: WINDOW_START, end: later(30, WINDOW_START) };
const asking: Asking = { id: undefined, service: PAYMENTS, environment: PROD, span, overridden: [] };
const freeze = (changes: Partial<Freeze> = {}): Freeze => ({
  id: 'FRZ-1' as FreezeId,
  scope: {},
  span,
  reason: 'Year end',
  by: adele,
  ...changes,
});
const codes = (holds: Partial<Holds>, changes: Partial<Asking> = {}, now = later(0)) =>
  obstaclesTo({ ...asking, ...changes }, { ...NO_HOLDS, ...holds }, policy, now).map(({ code }) => code);
const taken = (changes: Partial<Extract<Lock, { kind: 'taken' }>> = {}): Lock => ({
  kind: 'taken',
  by: adele,
  reason: 'Load test',
  until: later(10, WINDOW_START),
  for: undefined,
  ...changes,
});

describe('what stands in the way of a deployment', () => {
  it('is nothing where nothing stands', () => {
    assert.deepEqual(codes({}), []);
  });

  it('is a freeze of the organisation, the environment, the service, or the one in the other', () => {
    for (const scope of [{}, { environment: PROD }, { service: PAYMENTS }, { service: PAYMENTS, environment: PROD }]) {
      assert.deepEqual(codes({ freezes: [freeze({ scope })] }), ['frozen'], JSON.stringify(scope));
    }
    assert.deepEqual(codes({ freezes: [freeze({ scope: { environment: UAT } })] }), []);
  });

  it('is not a freeze that somebody entitled has set aside for this request', () => {
    assert.deepEqual(codes({ freezes: [freeze()] }, { overridden: [freeze().id] }), []);
  });

  it('is not a freeze that ends as the window begins, or begins as it ends', () => {
    const before = freeze({ span: { start: later(-60, span.start), end: span.start } });
    const after = freeze({ span: { start: span.end, end: later(60, span.end) } });
    assert.deepEqual(codes({ freezes: [before, after] }), []);
  });

  it('is a lock that is still held when it begins, except for the request that it is held for', () => {
    assert.deepEqual(codes({ locks: [taken()] }), ['locked']);
    assert.deepEqual(codes({ locks: [taken({ until: WINDOW_START })] }), []);
    const mine = 'DEP-7' as RequestId;
    assert.deepEqual(codes({ locks: [taken({ for: mine })] }, { id: mine }), []);
    assert.deepEqual(codes({ locks: [taken({ for: mine })] }, { id: 'DEP-8' as RequestId }), ['locked']);
  });

  it('is another deployment under way only for what would begin now', () => {
    const running: Lock = { kind: 'running', request: 'DEP-7' as RequestId };
    assert.deepEqual(codes({ locks: [running] }, {}, later(0)), []);
    assert.deepEqual(codes({ locks: [running] }, {}, WINDOW_START), ['locked']);
  });

  it('is a lock that cannot be read, whatever the time', () => {
    for (const stored of [
      null,
      'x',
      {},
      { state: 'held' },
      { state: 'open', by: adele, until: later(0), service: 'a', environment: 'b' },
    ]) {
      assert.deepEqual(heldLock(stored, later(0)), { kind: 'unreadable' });
    }
    assert.deepEqual(codes({ locks: [{ kind: 'unreadable' }] }), ['locked']);
  });

  it('is a service that the policy no longer has', () => {
    const without = { ...policy, services: new Map() };
    assert.equal(obstaclesTo(asking, NO_HOLDS, without, later(0))[0]?.code, 'not-in-policy');
  });

  it('is another window when it is planned, and not when it starts', () => {
    const others = [{ id: 'DEP-7' as RequestId, window: span }];
    assert.deepEqual(codes({ others }), ['window-taken']);
    assert.deepEqual(obstaclesToStart(approvedRequest(), { ...NO_HOLDS, others }, policy, WINDOW_START), []);
  });

  it('is named whole, what lasts longest first', () => {
    const elsewhere: Asking = { ...asking, service: 'orders' as ServiceId, version: '2.4.1' };
    const held: Holds = {
      freezes: [freeze()],
      locks: [taken()],
      others: [{ id: 'DEP-7' as RequestId, window: span }],
      closed: ['design' as CheckpointId],
      proven: { before: UAT, versions: ['2.4.0'] },
    };
    assert.deepEqual(obstaclesTo(elsewhere, held, policy, later(0)), [
      { code: 'not-in-policy', service: 'orders', environment: 'prod' },
      { code: 'frozen', freeze: 'FRZ-1', reason: 'Year end', by: adele, until: span.end },
      { code: 'locked', lock: taken() },
      { code: 'window-taken', by: 'DEP-7', until: span.end },
      { code: 'not-proven', version: '2.4.1', before: UAT },
      { code: 'checkpoints-closed', checkpoints: ['design'] },
    ]);
    const nowhere = { ...asking, environment: 'moon' as EnvironmentId };
    assert.deepEqual(
      obstaclesTo(nowhere, NO_HOLDS, policy, later(0)).map(({ code }) => code),
      ['not-in-policy'],
    );
  });

  it('is a version that nobody has seen run well before, where somebody asks for a version', () => {
    const proven = { before: UAT, versions: ['2.4.0', '2.4.1'] };
    assert.deepEqual(codes({ proven }, { version: '2.4.1' }), []);
    assert.deepEqual(codes({ proven }, { version: '2.4.2' }), ['not-proven']);
    assert.deepEqual(codes({ proven }), []);
    assert.deepEqual(codes({}, { version: '2.4.2' }), []);
  });

  it('is neither its own deployment nor its own window', () => {
    const id = 'DEP-7' as RequestId;
    const locks: readonly Lock[] = [
      { kind: 'running', request: id },
      { kind: 'no-cause', request: id },
    ];
    const held = { locks, others: [{ id, window: span }] };
    assert.deepEqual(codes(held, { id }, WINDOW_START), []);
    assert.deepEqual(codes(held, { id: 'DEP-8' as RequestId }, WINDOW_START), ['locked', 'locked', 'window-taken']);
    const after = [{ id, window: { start: span.end, end: later(60, span.end) } }];
    assert.deepEqual(codes({ others: after }), []);
  });

  it('is, for a start now, what lies in the time that it takes, unless it was set aside', () => {
    const soon = freeze({ span: { start: later(29), end: later(90) } });
    const override = { by: adele, as: role('cto'), reason: 'The fix', at: later(0) };
    const met = (changes: Partial<MetFreeze>) =>
      approvedRequest({ freezes: [{ freeze: soon, at: later(0), override: undefined, liftedAt: undefined, ...changes }] });
    const inTheWay = (request: ReturnType<typeof met>, minutes: number) =>
      obstaclesToStart(request, { ...NO_HOLDS, freezes: [soon] }, policy, later(minutes)).map(({ code }) => code);
    assert.deepEqual([inTheWay(met({}), -1), inTheWay(met({}), 0), inTheWay(met({}), 90)], [[], ['frozen'], []]);
    assert.deepEqual(inTheWay(met({ override }), 0), []);
  });

  it('is a freeze exactly when the two share a moment', () => {
    const minute = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(minute, minute, minute, minute, (a, b, c, d) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
        const [begins, ends] = [Math.min(c, d), Math.max(c, d) + 1];
        const shared = Array.from({ length: 502 }, (_, m) => m).some((m) => m >= from && m < to && m >= begins && m < ends);
        const found = codes(
          { freezes: [freeze({ span: { start: later(begins), end: later(ends) } })] },
          { span: { start: later(from), end: later(to) } },
        );
        assert.equal(found.includes('frozen'), shared);
      }),
    );
  });
});

describe('the times in which nothing may start', () => {
  const now = later(0);
  const busy = (holds: Partial<Holds>, changes: Partial<Asking> = {}) =>
    busySpans({ ...asking, ...changes }, { ...NO_HOLDS, ...holds }, now).map(({ window }) => window);
  const DEP7 = 'DEP-7' as RequestId;

  it('are freezes of the target that were not set aside', () => {
    assert.deepEqual(busy({ freezes: [freeze(), freeze({ scope: { environment: UAT } })] }), [span]);
    assert.deepEqual(busy({ freezes: [freeze()] }, { overridden: [freeze().id] }), []);
  });

  it('are locks that somebody took, until they end, except for the request that they are held for', () => {
    const locked = { start: now, end: later(10, WINDOW_START) };
    assert.deepEqual(busy({ locks: [taken()] }), [locked]);
    assert.deepEqual(busy({ locks: [taken({ for: DEP7 })] }), [locked]);
    assert.deepEqual(busy({ locks: [taken({ for: DEP7 })] }, { id: DEP7 }), []);
    assert.deepEqual(busy({ locks: [taken()] }, { id: DEP7 }), [locked]);
    assert.deepEqual(
      busy({ locks: [{ kind: 'unreadable' }, { kind: 'running', request: DEP7 }] }),
      [],
      'nobody knows until when',
    );
  });
});

describe('who has a target to themselves', () => {
  it('is a deployment from its start until it has ended well', () => {
    const along = [approvedRequest(), deployingRequest(), rollingBackRequest(), deployedRequest()];
    assert.deepEqual(along.map(holdsTarget), [false, true, true, false]);
  });

  it('is one that was rolled back, until its cause is recorded', () => {
    const back = rolledBackRequest();
    assert.ok(holdsTarget(back));
    assert.ok('rollout' in back);
    const cause = { by: adele, at: later(0), text: 'A missing index' };
    assert.equal(holdsTarget({ ...back, rollout: { ...back.rollout, cause } }), false);
  });

  it('is nobody where deployments are only recorded', () => {
    assert.equal(holdsTarget({ ...deployingRequest(), requirements: [] }), false);
  });
});
