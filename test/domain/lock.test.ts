import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import {
  decideLock,
  evolveLock,
  heldLock,
  lockDue,
  lockOf,
  type LockCommand,
  type LockEvent,
  type TakenLock,
} from '../../bot/domain/lock.ts';
import { adele, alex, deployingRequest, later, megan, PAYMENTS, PROD, rolledBackRequest } from '../support/given.ts';

const LIMITS = { most: 120, warnBefore: 15 };
const target = { service: PAYMENTS, environment: PROD };
const mine = 'DEP-1042' as RequestId;

const take = (changes: Partial<Extract<LockCommand, { kind: 'take' }>> = {}): LockCommand => ({
  kind: 'take',
  target,
  by: adele,
  reason: ' Load test ',
  minutes: 60,
  for: undefined,
  ...changes,
});
const release = (by = adele, reason = ''): LockCommand => ({ kind: 'release', by, reason });
const passed: LockCommand = { kind: 'time-passed' };

const decided = (lock: TakenLock | undefined, command: LockCommand, minutes: number) =>
  decideLock(lock, command, LIMITS, later(minutes));
const refusal = (...args: Parameters<typeof decided>) => {
  const answer = decided(...args);
  return answer.ok ? answer.value : answer.problem;
};

/** The lock after what was asked of it, each at its minute. */
function after(...asked: readonly (readonly [minutes: number, LockCommand])[]): TakenLock {
  const lock = asked.reduce<TakenLock | undefined>((before, [minutes, command]) => {
    const answer = decided(before, command, minutes);
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value.reduce<TakenLock | undefined>(evolveLock, before);
  }, undefined);
  return lock ?? assert.fail('nobody took it');
}

describe('a lock that somebody takes', () => {
  it('is theirs until its end, with a reason and the request that it is for', () => {
    assert.deepEqual(after([0, take({ for: mine })]), {
      ...target,
      state: 'held',
      by: adele,
      reason: 'Load test',
      until: later(60),
      for: mine,
      takenAt: later(0),
      warned: false,
      released: undefined,
    });
  });

  it('needs a reason, which is cut to what a card holds', () => {
    assert.deepEqual(refusal(undefined, take({ reason: ' \n' }), 0), { code: 'reason-needed' });
    assert.equal(after([0, take({ reason: 'x'.repeat(500) })]).reason, 'x'.repeat(300));
  });

  it('is for a minute at least, and for as long as policy lets it', () => {
    const tooLong = { code: 'lock-too-long', most: 120 };
    assert.deepEqual(
      [0, 121].map((minutes) => refusal(undefined, take({ minutes }), 0)),
      [tooLong, tooLong],
    );
    assert.deepEqual(
      [1, 120].map((minutes) => after([0, take({ minutes })]).until),
      [later(1), later(120)],
    );
  });

  it('is not taken from whoever holds it, who may hold it longer', () => {
    const held = { code: 'lock-held', by: adele, reason: 'Load test', until: later(60) };
    assert.deepEqual(refusal(after([0, take()]), take({ by: megan }), 59), held);
    assert.equal(after([0, take()], [30, take({ reason: 'Still testing' })]).until, later(90));
    assert.equal(after([0, take()], [60, take({ by: megan })]).by, megan, 'at its end it is free');
  });

  it('is released by its owner without a word, and by others with a reason', () => {
    const lock = after([0, take()]);
    assert.deepEqual(refusal(lock, release(megan, ' '), 5), { code: 'reason-needed' });
    const released = after([0, take()], [5, release(megan, ' The test is over. ')]);
    assert.deepEqual(
      [released.state, released.released],
      ['released', { by: megan, reason: 'The test is over.', at: later(5) }],
    );
    assert.deepEqual(after([0, take()], [5, release()]).released, { by: adele, reason: '', at: later(5) });
    assert.equal(after([0, take()], [5, release(megan, 'y'.repeat(500))]).released?.reason, 'y'.repeat(300));
  });

  it('cannot be released where nobody holds it', () => {
    const notLocked = { code: 'not-locked' };
    assert.deepEqual(refusal(undefined, release(), 5), notLocked);
    assert.deepEqual(refusal(after([0, take()]), release(), 60), notLocked);
    assert.deepEqual(refusal(after([0, take()], [5, release()]), release(), 6), notLocked);
  });
});

describe('the end of a lock', () => {
  it('is announced to its owner once, a quarter of an hour before, and then comes', () => {
    const lock = after([0, take()]);
    assert.equal(lockDue(lock, LIMITS), later(45));
    assert.deepEqual(refusal(lock, passed, 44), []);
    assert.deepEqual(refusal(lock, passed, 45), [{ kind: 'lock-warned', at: later(45) }]);

    const warned = after([0, take()], [45, passed]);
    assert.equal(lockDue(warned, LIMITS), later(60));
    assert.deepEqual(refusal(warned, passed, 59), []);
    assert.deepEqual(refusal(warned, passed, 60), [{ kind: 'lock-expired', at: later(60) }]);
    assert.equal(after([0, take()], [45, passed], [50, take()]).warned, false, 'held longer, it is announced again');
  });

  it('comes without announcement when nobody could look earlier', () => {
    assert.deepEqual(refusal(after([0, take()]), passed, 75), [{ kind: 'lock-expired', at: later(75) }]);
  });

  it('comes once, and never for what was released or not taken', () => {
    for (const lock of [after([0, take()], [60, passed]), after([0, take()], [5, release()])]) {
      assert.deepEqual(refusal(lock, passed, 500), []);
      assert.equal(lockDue(lock, LIMITS), undefined);
    }
    assert.equal(after([0, take()], [60, passed]).state, 'expired');
    assert.deepEqual(refusal(undefined, passed, 500), []);
  });

  it('cannot come before it was taken', () => {
    const expired: LockEvent = { kind: 'lock-expired', at: later(0) };
    assert.throws(() => evolveLock(undefined, expired), /a lock cannot begin with lock-expired/);
  });
});

describe('a lock as others meet it', () => {
  it('says whose it is and until when, while it is held', () => {
    const lock = after([0, take({ for: mine })]);
    const met = { kind: 'taken', by: adele, reason: 'Load test', until: later(60), for: mine };
    assert.deepEqual(heldLock(lock, later(59)), met);
    assert.equal(heldLock(lock, later(60)), undefined);
    for (const over of [after([0, take()], [5, release()]), after([0, take()], [60, passed])]) {
      assert.equal(heldLock(over, later(6)), undefined, over.state);
    }
  });

  it('locks when any part of what is stored cannot be read', () => {
    const lock = after([0, take()]);
    const unreadable: readonly unknown[] = [
      null,
      undefined,
      'held',
      { ...lock, state: 'open' },
      { ...lock, by: 7 },
      { ...lock, reason: undefined },
      { ...lock, service: undefined },
      { ...lock, environment: null },
      { ...lock, until: 'tomorrow' },
    ];
    for (const stored of unreadable) assert.deepEqual(heldLock(stored, later(500)), { kind: 'unreadable' });
  });

  it('is a deployment under way, or one whose rollback nobody has explained', () => {
    assert.deepEqual(lockOf(deployingRequest()), { kind: 'running', request: mine });
    assert.deepEqual(lockOf(rolledBackRequest({ requester: alex })), { kind: 'no-cause', request: mine });
  });
});
