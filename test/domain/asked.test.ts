import assert from 'node:assert/strict';
import {
  areAllAway,
  askedFor,
  holdersWithStandIns,
  rolesAskedOf,
  standsInFor,
  type AskedFacts,
} from '../../bot/domain/asked.ts';
import type { Delegation, StandIn } from '../../bot/domain/delegation.ts';
import type { DelegationId, PersonId, ServiceId } from '../../bot/domain/ids.ts';
import { onCallFor } from '../../bot/domain/on-call.ts';
import {
  adele,
  alex,
  approval,
  diego,
  halfApproved,
  isaiah,
  later,
  lynne,
  megan,
  nestor,
  patti,
  PAYMENTS,
  pendingRequest,
  planLike,
  policyLike,
  pradeep,
  role,
} from '../support/given.ts';

const now = later(60);
const [LEAD, CTO, DBA, TECH] = [role('devops-lead'), role('cto'), role('dba'), role('tech-lead')];
const passesOn = (giver: PersonId, taker: PersonId, changes: Partial<Delegation> = {}): Delegation => ({
  id: 'd1' as DelegationId,
  giver,
  taker,
  span: { start: later(0), end: later(120) },
  roles: [],
  services: [],
  madeAt: later(0),
  revokedAt: undefined,
  ...changes,
});
const HOLDERS = new Map([
  [LEAD, [adele, lynne]],
  [CTO, [megan]],
  [DBA, [patti]],
  [TECH, [isaiah]],
]);
const factsOf = (delegations: readonly Delegation[] = [], away: readonly PersonId[] = [], deputies = [TECH]): AskedFacts => {
  const { roles } = policyLike();
  const lead = roles.get(LEAD) ?? assert.fail();
  return {
    policy: { roles: new Map([...roles, [LEAD, { ...lead, deputies }]]) },
    holders: HOLDERS,
    absence: { delegations, away: new Set(away) },
  };
};
const about = pendingRequest({ plan: planLike({ authors: [] }) });
const asked = (facts: AskedFacts, anyOf = [LEAD], request = about) => askedFor(anyOf, request, facts, now);
const holder = (person: PersonId, isAbsent = false) => ({ person, standIn: undefined, isAbsent });
const standIn = (person: PersonId, by: StandIn) => ({ person, standIn: by, isAbsent: false });
const delegate = (person: PersonId, of: PersonId) => standIn(person, { kind: 'delegate', of });

describe('who is asked for a role', () => {
  it('is everybody who holds it, each once, whatever they hold', () => {
    assert.deepEqual(asked(factsOf()), [holder(adele), holder(lynne)]);
    assert.deepEqual(asked(factsOf(), [CTO, LEAD, CTO]), [holder(megan), holder(adele), holder(lynne)]);
    assert.deepEqual(asked(factsOf(), [role('director')]), []);
  });

  it('is nobody with a duty against it, nor anybody in the place of such a person', () => {
    const written = pendingRequest({ plan: planLike({ authors: [adele] }) });
    assert.deepEqual(asked(factsOf([passesOn(adele, nestor)]), [LEAD], written), [holder(lynne)]);
    assert.deepEqual(
      asked(factsOf([passesOn(lynne, alex)]), [LEAD], written),
      [holder(lynne, true)],
      'the requester stands in',
    );
  });

  it('is whoever answers in the place of a holder, before that holder', () => {
    assert.deepEqual(asked(factsOf([passesOn(adele, nestor)])), [holder(lynne), delegate(nestor, adele), holder(adele, true)]);
    assert.deepEqual(asked(factsOf([passesOn(adele, lynne)])), [holder(lynne), holder(adele, true)], 'who holds it anyway');
    assert.deepEqual(asked(factsOf([passesOn(adele, lynne)], [lynne])), [holder(adele, true), holder(lynne, true)]);
    assert.deepEqual(asked(factsOf([passesOn(adele, nestor)]), [LEAD, CTO]), [
      holder(lynne),
      holder(megan),
      delegate(nestor, adele),
      holder(adele, true),
    ]);
    const elsewhere = [
      passesOn(megan, nestor),
      passesOn(adele, nestor, { services: ['orders' as ServiceId] }),
      passesOn(adele, nestor, { roles: [CTO] }),
      passesOn(adele, nestor, { revokedAt: later(1) }),
      passesOn(adele, nestor, { span: { start: later(61), end: later(99) } }),
      passesOn(adele, nestor, { span: { start: later(0), end: now } }),
    ];
    assert.deepEqual(asked(factsOf(elsewhere)), [holder(adele), holder(lynne)]);
    const narrow = passesOn(adele, nestor, { services: [PAYMENTS], roles: [LEAD], span: { start: now, end: later(61) } });
    assert.deepEqual(asked(factsOf([narrow]))[1], delegate(nestor, adele));
  });

  it('comes last when out of office, and only then are deputies asked, unless one of the holders is there', () => {
    assert.deepEqual(asked(factsOf([], [adele])), [holder(lynne), holder(adele, true)]);
    const deputy = standIn(isaiah, { kind: 'deputy', through: TECH });
    assert.deepEqual(asked(factsOf([], [adele, lynne])), [deputy, holder(adele, true), holder(lynne, true)]);
    assert.deepEqual(asked(factsOf([], [adele, lynne, isaiah])), [holder(adele, true), holder(lynne, true)]);
    assert.deepEqual(asked(factsOf([], [adele, lynne], [])), [holder(adele, true), holder(lynne, true)]);
    const director = [role('director')];
    assert.deepEqual(
      asked(factsOf([], [adele, lynne], director)),
      [holder(adele, true), holder(lynne, true)],
      'held by nobody',
    );
    assert.deepEqual(asked(factsOf([], [megan]), [CTO]), [holder(megan, true)], 'policy names no deputy');
  });

  it('is away with all others only where somebody holds it', () => {
    assert.equal(areAllAway([adele, lynne], new Set([adele, lynne])), true);
    assert.equal(areAllAway([adele, lynne], new Set([adele])), false);
    assert.equal(areAllAway([], new Set([adele])), false);
  });
});

describe('who can answer now', () => {
  it('are those who are there, with their stand-ins, and those who are absent where nobody else is left', () => {
    const written = pendingRequest({ plan: planLike({ authors: [patti] }) });
    const answering = (facts: AskedFacts) => Object.fromEntries(holdersWithStandIns(written, facts, now));
    assert.deepEqual(answering(factsOf([passesOn(adele, nestor)], [megan])), {
      'devops-lead': [lynne, nestor],
      cto: [megan],
      dba: [patti],
      'tech-lead': [isaiah],
    });
    assert.deepEqual(answering(factsOf([], [adele]))['devops-lead'], [lynne]);
  });

  it('stand in for some of the roles', () => {
    const facts = factsOf([passesOn(adele, nestor), passesOn(megan, nestor), passesOn(patti, megan)]);
    const roles = [LEAD, CTO, DBA];
    assert.deepEqual(standsInFor(nestor, roles, about, facts, now), [LEAD, CTO]);
    assert.deepEqual(standsInFor(megan, roles, about, facts, now), [DBA], 'not for what they hold');
    assert.deepEqual(standsInFor(diego, roles, about, facts, now), []);
  });

  it('are asked for the roles that are wanted in this turn', () => {
    const facts = factsOf([passesOn(megan, lynne)]);
    assert.deepEqual(rolesAskedOf(lynne, halfApproved(), facts, now), [CTO, LEAD]);
    assert.deepEqual(rolesAskedOf(patti, halfApproved(), facts, now), [], 'has answered');
    assert.deepEqual(rolesAskedOf(nestor, halfApproved(), facts, now), []);
    const done = halfApproved({
      votes: [...halfApproved().votes, approval(megan, 'cto', 500), approval(adele, 'devops-lead', 501)],
    });
    assert.deepEqual(rolesAskedOf(lynne, done, facts, now), []);
  });
});

describe('who is on call', () => {
  const policy = (onCall?: readonly (typeof LEAD)[]) => {
    const known = policyLike().services.get(PAYMENTS) ?? assert.fail();
    return policyLike({ services: new Map([[PAYMENTS, { ...known, ...(onCall && { onCall }) }]]) });
  };
  const calls = (service: ServiceId | undefined, delegations: readonly Delegation[], onCall?: readonly (typeof LEAD)[]) =>
    onCallFor(service, { ...factsOf(delegations), policy: policy(onCall) }, now);

  it('is whom policy names, or the service instead', () => {
    const leads = [{ role: LEAD, people: [holder(adele), holder(lynne)] }];
    assert.deepEqual(calls(PAYMENTS, []), leads);
    assert.deepEqual(calls(undefined, [], [DBA]), leads);
    assert.deepEqual(calls('gone' as ServiceId, []), leads);
    assert.deepEqual(calls(PAYMENTS, [], [DBA, CTO]), [
      { role: DBA, people: [holder(patti)] },
      { role: CTO, people: [holder(megan)] },
    ]);
  });

  it('for all services is passed on only by who passes on all of them', () => {
    const people = (delegation: Partial<Delegation>) => calls(undefined, [passesOn(adele, pradeep, delegation)])[0]?.people;
    const passed = [holder(lynne), delegate(pradeep, adele), holder(adele, true)];
    assert.deepEqual(people({}), passed);
    assert.deepEqual(people({ roles: [LEAD] }), passed);
    assert.deepEqual(people({ services: [PAYMENTS] }), [holder(adele), holder(lynne)]);
    assert.deepEqual(people({ roles: [CTO] }), [holder(adele), holder(lynne)]);
  });
});
