import assert from 'node:assert/strict';
import {
  decideFreeze,
  evolveFreeze,
  freezeDue,
  freezesOn,
  inScope,
  type DeclaredFreeze,
  type FreezeCommand,
  type Scope,
} from '../../bot/domain/freeze.ts';
import type { FreezeId, ServiceId } from '../../bot/domain/ids.ts';
import { adele, later, megan, PAYMENTS, PROD, UAT } from '../support/given.ts';

const id = 'FRZ-3' as FreezeId;
const ORDERS = 'orders' as ServiceId;
const span = { start: later(60), end: later(120) };
const declare = (wanted: Partial<Extract<FreezeCommand, { kind: 'declare' }>['wanted']> = {}): FreezeCommand => ({
  kind: 'declare',
  id,
  by: adele,
  wanted: { scope: { environment: PROD }, span, reason: ' Year end ', ...wanted },
});
const lift: FreezeCommand = { kind: 'lift', by: megan };
const told: FreezeCommand = { kind: 'told' };
const passed: FreezeCommand = { kind: 'time-passed' };

const refusal = (freeze: DeclaredFreeze | undefined, command: FreezeCommand, minutes: number) => {
  const answer = decideFreeze(freeze, command, later(minutes));
  return answer.ok ? answer.value : answer.problem;
};

type Asked = readonly [minutes: number, FreezeCommand];
/** The freeze after what was asked of it, each at its minute. */
function after(...asked: readonly Asked[]): DeclaredFreeze {
  const freeze = asked.reduce<DeclaredFreeze | undefined>((before, [minutes, command]) => {
    const answer = decideFreeze(before, command, later(minutes));
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value.reduce<DeclaredFreeze | undefined>(evolveFreeze, before);
  }, undefined);
  return freeze ?? assert.fail('nobody declared it');
}

describe('a freeze', () => {
  it('holds back its service, its environment, the one in the other, or everything', () => {
    const targets = [PAYMENTS, ORDERS].flatMap((service) => [UAT, PROD].map((environment) => ({ service, environment })));
    const heldBack = (scope: Scope) => targets.map((target) => inScope({ scope }, target));
    assert.deepEqual(heldBack({}), [true, true, true, true]);
    assert.deepEqual(heldBack({ service: PAYMENTS }), [true, true, false, false]);
    assert.deepEqual(heldBack({ environment: PROD }), [false, true, false, true]);
    assert.deepEqual(heldBack({ service: PAYMENTS, environment: PROD }), [false, true, false, false]);
  });

  it('holds back what shares a moment with it', () => {
    const [freeze, other] = [after([0, declare()]), after([0, declare({ scope: { service: ORDERS } })])];
    const target = { service: PAYMENTS, environment: PROD };
    const found = (from: number, to: number) =>
      freezesOn([other, freeze], target, { start: later(from), end: later(to) }).map(({ scope }) => scope);
    assert.deepEqual(found(0, 61), [{ environment: PROD }]);
    assert.deepEqual([found(0, 60), found(120, 180)], [[], []]);
  });

  it('is declared for a time to come, with a reason that is cut to what a card holds', () => {
    assert.deepEqual(after([0, declare()]), {
      id,
      scope: { environment: PROD },
      span,
      reason: 'Year end',
      by: adele,
      at: later(0),
      state: 'declared',
      lifted: undefined,
      told: false,
    });
    assert.equal(after([0, declare({ reason: 'x'.repeat(500) })]).reason, 'x'.repeat(300));
    assert.deepEqual(refusal(undefined, declare({ reason: ' ' }), 0), { code: 'reason-needed' });
    const unreadable = { code: 'span-unreadable' };
    assert.deepEqual(refusal(undefined, declare({ span: { start: span.end, end: span.end } }), 0), unreadable);
    assert.deepEqual(refusal(undefined, declare({ span: { start: span.end, end: span.start } }), 0), unreadable);
    assert.deepEqual(refusal(undefined, declare(), 120), unreadable, 'it is over');
    assert.equal(after([119, declare()]).state, 'declared', 'it has begun');
  });

  it('is declared once, however often the button is tapped', () => {
    assert.deepEqual(refusal(after([0, declare()]), declare(), 1), []);
  });

  it('is lifted once, and not when it has ended', () => {
    const lifted = after([0, declare()], [1, told], [90, lift]);
    assert.deepEqual([lifted.state, lifted.lifted, lifted.told], ['lifted', { by: megan, at: later(90) }, false]);
    assert.deepEqual(refusal(lifted, lift, 91), []);
    assert.deepEqual(refusal(after([0, declare()], [120, passed]), lift, 121), { code: 'unknown-freeze' });
  });

  it('ends by itself once, when it was not lifted', () => {
    const freeze = after([0, declare()]);
    assert.deepEqual(refusal(freeze, passed, 119), []);
    assert.deepEqual(refusal(freeze, passed, 120), [{ kind: 'freeze-ended', at: later(120) }]);
    assert.equal(after([0, declare()], [120, passed]).state, 'ended');
    assert.deepEqual(refusal(after([0, declare()], [120, passed]), passed, 121), []);
    assert.deepEqual(refusal(after([0, declare()], [90, lift]), passed, 120), []);
  });

  it('is told once to those whom it concerns, and once more when it is lifted', () => {
    const declared = after([0, declare()]);
    assert.deepEqual(refusal(declared, told, 1), [{ kind: 'freeze-told', at: later(1) }]);
    assert.deepEqual(refusal(after([0, declare()], [1, told]), told, 2), []);
    assert.deepEqual(refusal(after([0, declare()], [1, told], [90, lift]), told, 91), [{ kind: 'freeze-told', at: later(91) }]);
  });

  it('is looked at again at once while somebody is to be told, else at its end', () => {
    const due = (...asked: readonly Asked[]) => freezeDue(after(...asked));
    assert.equal(due([0, declare()]), later(0));
    assert.equal(due([0, declare()], [1, told]), later(120));
    assert.equal(due([0, declare()], [1, told], [90, lift]), later(90));
    assert.equal(due([0, declare()], [1, told], [90, lift], [91, told]), undefined);
    assert.equal(due([0, declare()], [1, told], [120, passed]), undefined);
  });

  it('is unknown before it is declared', () => {
    for (const command of [lift, told, passed]) assert.deepEqual(refusal(undefined, command, 0), { code: 'unknown-freeze' });
    const ended = { kind: 'freeze-ended', at: later(0) } as const;
    assert.throws(() => evolveFreeze(undefined, ended), /a freeze cannot begin with freeze-ended/);
  });
});
