import assert from 'node:assert/strict';
import { decide } from '../../bot/domain/decide.ts';
import type { StandsIn } from '../../bot/domain/delegation.ts';
import { leftFor, openAtBest, rolesThatLeaveEnough } from '../../bot/domain/enough.ts';
import type { PersonId, RoleId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { adele, alex, approval, diego, isaiah, later, megan, patti, pradeep, role } from '../support/given.ts';
import { factsLike } from '../support/deciding.ts';
import { line, phased, roles, vote } from '../support/turns.ts';

const holdersOf = (held: Readonly<Record<string, readonly PersonId[]>>): ReadonlyMap<RoleId, readonly PersonId[]> =>
  new Map(Object.entries(held).map(([id, people]) => [role(id), people]));

/** CTO and Tech Lead at once, and Director afterwards. */
const request = phased({ requirements: [line('early', 'cto'), line('early', 'tech-lead'), line('late', 'director')] });
const told = (
  by: PersonId,
  holders: ReadonlyMap<RoleId, readonly PersonId[]>,
  held: ReadonlySet<RoleId>,
  { as, standIns = [], on = request }: { as?: string; standIns?: readonly StandsIn[]; on?: DeployRequest } = {},
) => {
  const command = vote(by, { as: as === undefined ? undefined : role(as) });
  const answer = decide(on, command, factsLike({ rolesHeld: held, standIns, holders }), later(600));
  if (!answer.ok) return answer.problem;
  const [event] = answer.value;
  return event?.kind === 'vote-cast' ? event.as : event;
};

describe('whoever holds several asked roles', () => {
  const onlyIsaiah = holdersOf({ cto: [isaiah, megan], 'tech-lead': [isaiah], director: [pradeep] });

  it('approves as the one for which nobody else is left, without being asked', () => {
    assert.equal(told(isaiah, onlyIsaiah, roles('cto', 'tech-lead')), 'tech-lead');
  });

  it('is told so when they choose another', () => {
    const needed = { code: 'needed-as', roles: [role('tech-lead')] };
    assert.deepEqual(told(isaiah, onlyIsaiah, roles('cto'), { as: 'cto' }), needed);
    assert.equal(told(isaiah, onlyIsaiah, roles('tech-lead'), { as: 'tech-lead' }), 'tech-lead');
  });

  it('is kept for a later phase in which nobody else is left', () => {
    const late = holdersOf({ cto: [pradeep, megan], 'tech-lead': [isaiah], director: [pradeep] });
    assert.deepEqual(told(pradeep, late, roles('cto', 'director')), { code: 'needed-as', roles: [role('director')] });
    assert.equal(told(megan, late, roles('cto')), 'cto');
  });

  it('chooses where others are left for each of them', () => {
    const free = holdersOf({ cto: [isaiah, megan], 'tech-lead': [isaiah, patti], director: [pradeep] });
    const both = { code: 'choose-role', roles: ['cto', 'tech-lead'].map(role) };
    assert.deepEqual(told(isaiah, free, roles('cto', 'tech-lead')), both);
  });

  it('objects as whatever they like', () => {
    const command = { ...vote(isaiah, { choice: 'reject', as: role('cto') }) };
    const facts = factsLike({ rolesHeld: roles('cto'), holders: onlyIsaiah });
    assert.ok(decide(request, command, facts, later(600)).ok);
  });

  it('chooses freely where it makes no difference: too few are left anyway, or one person fills several roles', () => {
    const short = holdersOf({ cto: [isaiah], 'tech-lead': [isaiah], director: [pradeep] });
    const choice = { by: isaiah, held: roles(), holders: short };
    assert.deepEqual(rolesThatLeaveEnough(request, choice), ['cto', 'tech-lead'].map(role));
    const several = { ...request, personFills: 'several-roles' } as const;
    assert.deepEqual(rolesThatLeaveEnough(several, { ...choice, holders: onlyIsaiah }), ['cto', 'tech-lead'].map(role));
  });

  it('hears that they have answered once they have, not what else they are needed for', () => {
    const requirements = [line('early', 'cto'), line('early', 'tech-lead'), line('early', 'dba')];
    const on = phased({ requirements, votes: [approval(isaiah, 'cto', 1)] });
    const holders = holdersOf({ cto: [isaiah], 'tech-lead': [isaiah], dba: [isaiah, patti] });
    assert.deepEqual(told(isaiah, holders, roles('dba'), { as: 'dba', on }), { code: 'already-voted', as: role('cto') });
  });

  it('answers all the same where each of their roles would use somebody up: whoever is asked last can say so', () => {
    const standIns = ['cto', 'director'].map((as): StandsIn => ({ role: role(as), standIn: { kind: 'delegate', of: isaiah } }));
    const kept = rolesThatLeaveEnough(request, {
      by: diego,
      held: roles('cto', 'director'),
      holders: onlyIsaiah,
      instead: new Map(standIns.map((one) => [one.role, isaiah])),
    });
    assert.deepEqual(kept, ['cto', 'director'].map(role));
  });

  it('does not use up, as their delegate, somebody who is needed', () => {
    const delegate = (as: string): StandsIn => ({ role: role(as), standIn: { kind: 'delegate', of: isaiah } });
    const standIns = ['cto', 'tech-lead'].map(delegate);
    assert.equal(told(diego, onlyIsaiah, roles(), { standIns }), 'tech-lead');
    const own = holdersOf({ cto: [isaiah, diego], 'tech-lead': [isaiah], director: [pradeep] });
    assert.equal(told(diego, own, roles('cto'), { standIns: [delegate('tech-lead')] }), 'cto', 'Isaiah is left for Tech Lead');
  });
});

describe('those who are left', () => {
  const holders = holdersOf({ cto: [alex, megan], 'tech-lead': [isaiah, megan], director: [pradeep], dba: [patti] });

  it('may answer, have not, and hold an asked role', () => {
    const on = phased({ requirements: request.requirements, votes: [approval(isaiah, 'tech-lead', 1)] });
    assert.deepEqual([...leftFor(on, holders).keys()], [megan, pradeep]);
    const several = leftFor({ ...on, personFills: 'several-roles', votes: [approval(megan, 'cto', 1)] }, holders);
    assert.deepEqual([...(several.get(megan) ?? [])], [role('tech-lead')]);
    const forIsaiah = { ...approval(diego, 'tech-lead', 1), standIn: { kind: 'delegate', of: isaiah } } as const;
    const deputy = { ...approval(diego, 'tech-lead', 1), standIn: { kind: 'deputy', through: role('qa') } } as const;
    assert.ok(!leftFor({ ...on, votes: [forIsaiah] }, holders).has(isaiah), 'somebody has spoken for them');
    assert.ok(leftFor({ ...on, votes: [deputy] }, holders).has(isaiah));
  });

  it('leave open what nobody can fill besides, each person once unless policy lets them fill several roles', () => {
    const alone = holdersOf({ cto: [adele], 'tech-lead': [adele], director: [adele] });
    const open = (on: DeployRequest) => openAtBest(on, leftFor(on, alone)).map(({ anyOf }) => anyOf.join());
    assert.deepEqual(open(request), ['tech-lead', 'director']);
    assert.deepEqual(open({ ...request, personFills: 'several-roles' }), []);
  });
});
