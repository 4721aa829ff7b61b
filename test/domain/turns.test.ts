import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comesLater, openedBy, phaseNow, phasesOf } from '../../bot/domain/phases.ts';
import { type DeployRequest, evolve, type Vote } from '../../bot/domain/request.ts';
import { unfillable } from '../../bot/domain/requirements.ts';
import { missingIn, rolesThatHelp, standing } from '../../bot/domain/standing.ts';
import { rolesToGive } from '../../bot/domain/vote.ts';
import { adele, approval, diego, isaiah, later, megan, patti, type Pending, policyLike, role } from '../support/given.ts';
import { runs } from '../support/runs.ts';
import { after, decided, line, LINES, phased, PHASES, problem, roles, vote } from '../support/turns.ts';

describe('phases', () => {
  it('are those of policy that something is asked in, in its order, with what each promises', () => {
    const policy = policyLike({
      phases: [...PHASES, { id: 'unused', title: 'Unused' }].map((one) => ({ ...one, roles: [], checklists: new Map() })),
    });
    assert.deepEqual(phasesOf([line('late', 'cto'), line('early', 'dba')], policy), PHASES);
  });

  it('take turns: the first that misses something', () => {
    assert.equal(phaseNow(phased()), 'early');
    assert.equal(phaseNow(phased({ votes: [approval(patti, 'dba', 1)] })), 'late');
    assert.equal(phaseNow({ requirements: [line('early', 'dba')], votes: [approval(patti, 'dba', 1)] }), undefined);
    assert.deepEqual(
      missingIn(LINES, [approval(patti, 'dba', 1)]).map(({ requirement }) => requirement.phase),
      ['late', 'late', 'late'],
    );
  });

  it('have a role wait that is asked later, and none that could help now', () => {
    const later3 = [...LINES, line('late', 'dba')];
    const isLater = (id: string, votes: readonly Vote[] = []) => comesLater({ requirements: later3, votes }, role(id));
    assert.deepEqual(
      ['tech-lead', 'dba', 'cto', 'director'].map((id) => isLater(id)),
      [false, false, true, true],
    );
    assert.equal(isLater('cto', [approval(patti, 'dba', 1)]), false);
    assert.equal(isLater('tech-lead', [approval(patti, 'dba', 1)]), false, 'asked in a phase that is over');
    const done = { requirements: [line('early', 'dba')], votes: [approval(patti, 'dba', 1)] };
    assert.equal(comesLater(done, role('cto')), false, 'nothing is missing');
  });

  it('open when their turn comes, and not twice in a row', () => {
    const opened = [{ phase: 'early', at: later(12) }];
    assert.deepEqual(openedBy(phased(), opened, later(20)), []);
    assert.deepEqual(openedBy(phased({ votes: [approval(patti, 'dba', 1)] }), opened, later(20)), [
      { phase: 'late', at: later(20) },
    ]);
    assert.deepEqual(openedBy({ requirements: [], votes: [] }, opened, later(20)), []);
    const next = after(phased(), vote(patti), roles('dba'));
    assert.deepEqual([next.state, next.opened.map(({ phase }) => phase)], ['pending', ['early', 'late']]);
  });

  it('tell an approval that comes too early whose turn it is, and take an objection', () => {
    const early = { code: 'phase-later', roles: [role('cto')], phase: 'Late review', now: 'Early review' };
    assert.deepEqual(problem(phased(), vote(megan), roles('cto')), early);
    assert.deepEqual(problem(phased(), vote(megan, { as: role('cto') }), roles('cto')), early);
    const either = phased({ requirements: [line('early', 'dba'), line('late', 'vp-engineering', 'director')] });
    assert.deepEqual(problem(either, vote(megan), roles('director')), { ...early, roles: [role('director')] });
    assert.equal(after(phased(), vote(megan, { choice: 'reject' }), roles('cto')).state, 'rejected');
    assert.equal(after(phased(), vote(megan, { choice: 'reject', as: role('cto') }), roles('cto')).state, 'rejected');
  });
});

describe('an approval that is needed elsewhere', () => {
  it('makes room for those that could take its place, however far they are', () => {
    const asked = [line('early', 'p', 'q'), line('early', 'q', 'r'), line('early', 'r', 's'), line('early', 't')];
    const tally = standing(asked, [approval(patti, 'q', 1), approval(megan, 'r', 2)]);
    assert.deepEqual(
      tally.lines.map(({ filledBy }) => filledBy?.by),
      [patti, megan, undefined, undefined],
    );
    const helps = tally.lines.slice(2).map((open) => [...rolesThatHelp(tally, open)].toSorted());
    assert.deepEqual(helps, [['p', 'q', 'r', 's'], ['t']]);
  });
});

describe('a role that is asked for two people', () => {
  it('is filled by two, never by one, and not approved before', () => {
    const start = phased({ votes: [approval(patti, 'dba', 1)], opened: [{ phase: 'late', at: later(13) }] });
    const first = after(start, vote(megan), roles('cto'));
    assert.equal(standing(first.requirements, first.votes).missing, 2);
    assert.deepEqual(problem(first, vote(megan, { as: role('cto'), choice: 'reject' }), roles('cto')), {
      code: 'already-voted',
      as: role('cto'),
    });
    const second = after(first, vote(adele), roles('cto'));
    assert.equal(second.state, 'pending');
    assert.equal(after(second, vote(diego), roles('director')).state, 'approved');
  });

  it('is short of people when one person holds it alone', () => {
    const holders = new Map([
      [role('tech-lead'), [isaiah]],
      [role('dba'), []],
      [role('cto'), [megan]],
      [role('director'), [diego]],
    ]);
    const { empty, short } = unfillable(LINES, { holders, excluded: new Set(), personFills: 'one-role' });
    assert.deepEqual([empty.length, short.length], [0, 1]);
    const more = new Map([...holders, [role('cto'), [megan, adele]]]);
    assert.deepEqual(unfillable(LINES, { holders: more, excluded: new Set(), personFills: 'one-role' }), {
      empty: [],
      short: [],
    });
  });
});

describe('a person who may fill several roles', () => {
  const several = (changes: Partial<Pending> = {}) =>
    phased({
      requirements: [line('early', 'dba'), line('early', 'cto'), line('early', 'director')],
      personFills: 'several-roles',
      ...changes,
    });

  it('answers once for each, in any order, and the last answer approves', () => {
    const both = roles('dba', 'cto');
    assert.deepEqual(problem(several(), vote(megan), both), { code: 'choose-role', roles: [role('dba'), role('cto')] });
    const one = after(several(), vote(megan, { as: role('cto') }), both);
    assert.deepEqual(rolesToGive(one, megan, both), [role('dba')]);
    assert.deepEqual(decided(one, vote(megan), both), { ok: true, value: [] }, 'the same tap again names no other role');
    const two = after(one, vote(megan, { as: role('dba') }), both);
    assert.deepEqual(
      two.votes.map(({ as }) => as),
      [role('cto'), role('dba')],
    );
    assert.deepEqual(problem(two, vote(megan, { as: role('cto'), choice: 'reject' }), both), {
      code: 'already-voted',
      as: role('cto'),
    });
    assert.equal(after(two, vote(diego), roles('director')).state, 'approved');
  });

  it('is enough where one person holds everything', () => {
    const holders = new Map(['dba', 'cto', 'director'].map((id) => [role(id), [megan]]));
    const { requirements } = several();
    assert.deepEqual(unfillable(requirements, { holders, excluded: new Set(), personFills: 'several-roles' }), {
      empty: [],
      short: [],
    });
    assert.equal(unfillable(requirements, { holders, excluded: new Set(), personFills: 'one-role' }).short.length, 2);
  });

  it('is counted once a role, whatever is tapped in whatever order, and approves exactly when each role was given', () => {
    const taps = fc.array(
      fc.tuple(
        fc.constantFrom(megan, adele, diego),
        fc.constantFrom('dba', 'cto', 'director'),
        fc.constantFrom('approve', 'approve', 'approve', 'withdraw'),
      ),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(taps, (all) => {
        let request: DeployRequest = several();
        for (const [by, as, what] of all) {
          const command = what === 'withdraw' ? ({ kind: 'withdraw', by, as: role(as) } as const) : vote(by, { as: role(as) });
          const answer = decided(request, command, roles('dba', 'cto', 'director'));
          request = (answer.ok ? answer.value : []).reduce<DeployRequest>(evolve, request);
          const given: readonly string[] = request.votes.map((one) => `${one.by} ${one.as}`);
          assert.equal(new Set(given).size, given.length);
          const filled: number = new Set(request.votes.map((one) => one.as)).size;
          assert.equal(request.state === 'approved', filled === 3);
        }
      }),
      runs(1_000),
    );
  });
});
