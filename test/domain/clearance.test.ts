import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_HOLDS, obstaclesTo, obstaclesToStart, type Asking, type Holds } from '../../bot/domain/clearance.ts';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { FreezeId, RequestId } from '../../bot/domain/ids.ts';
import { holdsTarget, heldLock, type Lock } from '../../bot/domain/lock.ts';
import {
  adele,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  later,
  PAYMENTS,
  policyLike,
  PROD,
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
