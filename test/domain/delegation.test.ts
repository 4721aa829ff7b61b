import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkDelegation, delegatedTo, type Delegation } from '../../bot/domain/delegation.ts';
import { decide } from '../../bot/domain/decide.ts';
import type { DelegationId, PersonId } from '../../bot/domain/ids.ts';
import { plusMinutes } from '../../bot/domain/time.ts';
import {
  adele,
  approval,
  later,
  lynne,
  megan,
  MONDAY,
  patti,
  PAYMENTS,
  pendingRequest,
  person,
  policyLike,
  role,
} from '../support/given.ts';
import { runs } from '../support/runs.ts';

const DAY = 24 * 60;
const id = '6f1d0c4e-0000-4000-8000-000000000009' as DelegationId;
const megansTurn = (changes: Partial<Delegation> = {}): Delegation => ({
  id,
  giver: megan,
  taker: patti,
  span: { start: later(DAY), end: later(4 * DAY) },
  roles: [role('cto')],
  services: [],
  madeAt: MONDAY,
  revokedAt: undefined,
  ...changes,
});
const held = new Set([role('cto')]);
const check = (changes: Partial<Delegation> = {}, known: readonly Delegation[] = []) => {
  const checked = checkDelegation(megansTurn(changes), { known, rolesHeld: held }, MONDAY);
  return checked.ok ? 'fine' : checked.problem.code;
};

describe('a vote on behalf of somebody else', () => {
  const request = pendingRequest();
  const vote = (of: PersonId, as: string, votes = request.votes) => {
    const standIns = [{ role: role(as), standIn: { kind: 'delegate', of } as const }];
    const { revision, policyVersion } = request;
    const answered = { ticked: [], waiver: '' };
    const command = {
      kind: 'vote',
      by: person(41),
      choice: 'reject',
      as: undefined,
      revision,
      policyVersion,
      comment: 'No.',
      answered,
    } as const;
    const decided = decide({ ...request, votes }, command, { policy: policyLike(), rolesHeld: new Set(), standIns }, MONDAY);
    return decided.ok ? 'counted' : decided.problem.code;
  };

  it('counts, unless they may not answer themselves or have answered already', () => {
    assert.equal(vote(megan, 'cto'), 'counted');
    assert.equal(vote(request.requester, 'cto'), 'stands-in-for-barred');
    assert.equal(vote(megan, 'cto', [approval(megan, 'cto', 5)]), 'already-answered-for');
  });
});

describe('a delegation', () => {
  it('is to somebody else, for a time to come, of roles that the giver holds', () => {
    assert.equal(check(), 'fine');
    assert.equal(check({ roles: [] }), 'fine');
    assert.equal(check({ taker: megan }), 'delegate-self');
    assert.equal(check({ span: { start: later(-DAY), end: MONDAY } }), 'delegation-over');
    assert.equal(check({ span: { start: later(DAY), end: later(DAY) } }), 'delegation-over');
    assert.equal(check({ span: { start: later(DAY), end: later(93 * DAY) } }), 'fine', 'three months');
    assert.equal(check({ span: { start: later(DAY), end: later(93 * DAY + 1) } }), 'delegation-too-long');
    assert.equal(check({ span: { start: later(-2 * DAY), end: later(-DAY) } }), 'delegation-over');
    assert.equal(check({ span: { start: later(2 * DAY), end: later(DAY) } }), 'delegation-over');
    assert.equal(check({ span: { start: later(DAY), end: later(200 * DAY) } }), 'delegation-too-long');
    assert.equal(check({ roles: [role('cto'), role('dba')] }), 'role-not-yours');
    const nothing = checkDelegation(megansTurn({ roles: [] }), { known: [], rolesHeld: new Set() }, MONDAY);
    assert.ok(!nothing.ok && nothing.problem.code === 'nothing-to-delegate');
  });

  it('goes to nobody who is away themselves, so never in a circle', () => {
    const pattiAway = megansTurn({ giver: patti, taker: lynne });
    assert.equal(check({}, [pattiAway]), 'taker-away');
    assert.equal(check({}, [megansTurn({ giver: patti, taker: megan })]), 'taker-away', 'a circle of two');
    assert.equal(
      check({}, [{ ...pattiAway, span: { start: later(10 * DAY), end: later(11 * DAY) } }]),
      'fine',
      'she is back by then',
    );
  });

  it('is not made twice', () => {
    assert.equal(check({}, [megansTurn()]), 'already-delegated');
    assert.equal(check({ services: [PAYMENTS] }, [megansTurn()]), 'fine');
    assert.equal(check({}, [megansTurn({ roles: [role('dba')] })]), 'fine', 'another role');
    assert.equal(check({}, [megansTurn({ taker: lynne })]), 'fine', 'to somebody else');
    assert.equal(check({}, [megansTurn({ giver: adele })]), 'fine', 'from somebody else');
    const both = { roles: ['cto', 'dba'].map(role), services: ['payments', 'orders'] as (typeof PAYMENTS)[] };
    const turned = { roles: both.roles.toReversed(), services: both.services.toReversed() };
    const twice = checkDelegation(megansTurn(both), { known: [megansTurn(turned)], rolesHeld: new Set(both.roles) }, MONDAY);
    assert.deepEqual(twice, { ok: false, problem: { code: 'already-delegated', until: later(4 * DAY) } });
  });

  it('lets the taker answer within its days, roles and services, and nobody else', () => {
    const known = [megansTurn({ services: [PAYMENTS] })];
    const question = { roles: [role('cto'), role('dba')], service: PAYMENTS };
    const roles = (minutes: number, taker = patti, asked = question) =>
      delegatedTo(taker, asked, known, later(minutes)).map(({ role: one, standIn }) => [one, standIn.of]);
    assert.deepEqual(roles(2 * DAY), [[role('cto'), megan]]);
    assert.deepEqual(roles(DAY), [[role('cto'), megan]], 'from its first moment');
    assert.deepEqual(roles(DAY - 1), []);
    assert.deepEqual(roles(4 * DAY), [], 'not at its end');
    assert.deepEqual(roles(2 * DAY, lynne), []);
    const without = (changes: Partial<Delegation>) =>
      delegatedTo(patti, question, [megansTurn(changes)], later(2 * DAY)).map((one) => one.role);
    assert.deepEqual(without({ revokedAt: later(DAY) }), []);
    assert.deepEqual(without({ roles: [] }), question.roles, 'every role that she holds');
    assert.deepEqual(without({ services: [] }), [role('cto')], 'for every service');
    assert.deepEqual(without({ services: ['orders' as typeof PAYMENTS] }), []);
    assert.deepEqual(roles(2 * DAY, patti, { ...question, service: 'orders' as typeof PAYMENTS }), []);
  });

  it('never leads from one to the next: whoever checks them all finds no chain and no circle', () => {
    const people = [megan, adele, patti, lynne, person(40)];
    const wish = fc.record({
      giver: fc.constantFrom(...people),
      taker: fc.constantFrom(...people),
      from: fc.integer({ min: 0, max: 10 }),
      days: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 20 }), (wishes) => {
        const known: Delegation[] = [];
        for (const { giver, taker, from, days } of wishes) {
          const span = { start: later(from * DAY), end: later((from + days) * DAY) };
          const checked = checkDelegation(megansTurn({ giver, taker, span }), { known, rolesHeld: held }, MONDAY);
          if (checked.ok) known.push(checked.value);
        }
        for (let day = 0; day < 16; day += 1) {
          const now = plusMinutes(MONDAY, day * DAY);
          const today = known.filter(({ span }) => span.start <= now && now < span.end);
          for (const { giver, taker } of today) {
            assert.ok(!today.some((other) => other.giver === taker && other.taker === giver), 'a circle');
          }
        }
      }),
      runs(300),
    );
  });
});
