import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attest, checklistOf } from '../../bot/domain/checklist.ts';
import { decide, rolesInQuestion, type RequestCommand } from '../../bot/domain/decide.ts';
import type { StandsIn } from '../../bot/domain/delegation.ts';
import type { PersonId, RoleId } from '../../bot/domain/ids.ts';
import { comesLater, openedBy, phaseNow, phasesOf } from '../../bot/domain/phases.ts';
import { evolve, type DeployRequest, type Vote } from '../../bot/domain/request.ts';
import { requirementsOf, unfillable, type Requirement } from '../../bot/domain/requirements.ts';
import { reviewOf } from '../../bot/domain/review.ts';
import { missingIn, standing } from '../../bot/domain/standing.ts';
import { rolesForVote, rolesToGive, waitsFor } from '../../bot/domain/vote.ts';
import {
  adele,
  alex,
  approval,
  approvedRequest,
  changeType,
  diego,
  halfApproved,
  isaiah,
  later,
  lynne,
  megan,
  patti,
  pendingRequest,
  planLike,
  policyLike,
  PROD,
  role,
  type Pending,
} from '../support/given.ts';
import { runs } from '../support/runs.ts';

const roles = (...ids: readonly string[]) => new Set(ids.map(role));
const line = (phase: string, ...anyOf: readonly string[]): Requirement => ({
  anyOf: anyOf.map(role),
  phase,
  because: { kind: 'change-type', changeType: 'database-schema' },
  checklists: [],
});
const PHASES = [
  { id: 'early', title: 'Early review', slaDays: 2 },
  { id: 'late', title: 'Late review' },
];
/** Tech Lead or DBA first, then CTO twice and Director. */
const LINES = [line('early', 'tech-lead', 'dba'), line('late', 'cto'), line('late', 'cto'), line('late', 'director')];
const phased = (changes: Partial<Pending> = {}): Pending =>
  pendingRequest({
    requirements: LINES,
    phases: PHASES,
    opened: [{ phase: 'early', at: later(12) }],
    plan: planLike({ authors: [] }),
    ...changes,
  });

type VoteCommand = Extract<RequestCommand, { kind: 'vote' }>;
const vote = (by: PersonId, changes: Partial<VoteCommand> = {}): VoteCommand => ({
  kind: 'vote',
  by,
  choice: 'approve',
  as: undefined,
  revision: 1,
  policyVersion: pendingRequest().policyVersion,
  comment: changes.choice === undefined ? '' : 'because',
  answered: { ticked: [], waiver: '' },
  ...changes,
});
const facts = (held: ReadonlySet<RoleId>, standIns: readonly StandsIn[] = []) => ({
  policy: policyLike(),
  rolesHeld: held,
  standIns,
});
const decided = (request: DeployRequest, command: RequestCommand, held = roles(), standIns: readonly StandsIn[] = []) =>
  decide(request, command, facts(held, standIns), later(600));
const problem = (...args: Parameters<typeof decided>) => {
  const answer = decided(...args);
  return answer.ok ? 'accepted' : answer.problem;
};
const after = (request: DeployRequest, ...args: Parameters<typeof decided> extends [unknown, ...infer Rest] ? Rest : never) => {
  const answer = decided(request, ...args);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value.reduce<DeployRequest>(evolve, request);
};

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
    assert.equal(after(phased(), vote(megan, { choice: 'reject' }), roles('cto')).state, 'rejected');
    assert.equal(after(phased(), vote(megan, { choice: 'reject', as: role('cto') }), roles('cto')).state, 'rejected');
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

describe('withdrawing an answer', () => {
  const withdraw = (by: PersonId, as?: string) =>
    ({ kind: 'withdraw', by, as: as === undefined ? undefined : role(as) }) as const;

  it('takes back what was said as that role, or all of it', () => {
    const request = phased({ votes: [approval(megan, 'cto', 1), approval(megan, 'director', 2), approval(patti, 'dba', 3)] });
    assert.deepEqual(
      after(request, withdraw(megan, 'cto')).votes.map(({ as }) => as),
      [role('director'), role('dba')],
    );
    assert.deepEqual(
      after(request, withdraw(megan)).votes.map(({ as }) => as),
      [role('dba')],
    );
  });

  it('leads back to the phase that misses it', () => {
    const request = phased({
      votes: [approval(patti, 'dba', 1)],
      opened: [...phased().opened, { phase: 'late', at: later(13) }],
    });
    assert.deepEqual(
      after(request, withdraw(patti)).opened.map(({ phase }) => phase),
      ['early', 'late', 'early'],
    );
  });

  it('is refused where nothing was said, and once it is decided', () => {
    assert.deepEqual(problem(phased(), withdraw(patti)), { code: 'no-vote' });
    assert.deepEqual(problem(halfApproved(), withdraw(patti, 'cto')), { code: 'no-vote' });
    assert.deepEqual(problem(approvedRequest(), withdraw(adele)), { code: 'vote-final', state: 'approved' });
  });

  it('lets a request go on that it had stopped', () => {
    const paused = after(phased(), vote(patti, { choice: 'request-changes' }), roles('dba'));
    assert.equal(paused.state, 'paused');
    assert.equal(after(paused, withdraw(patti)).state, 'pending');
  });
});

describe('standing in for somebody', () => {
  const of = (giver: PersonId, id: string): StandsIn => ({ role: role(id), standIn: { kind: 'delegate', of: giver } });

  it('is written into the vote, and not where the role is held anyway', () => {
    const done = after(phased(), vote(lynne), roles(), [of(megan, 'cto'), of(patti, 'dba')]);
    assert.deepEqual(done.votes.at(-1)?.standIn, { kind: 'delegate', of: patti });
    assert.equal('standIn' in (after(phased(), vote(lynne), roles('dba'), [of(patti, 'dba')]).votes.at(-1) ?? {}), false);
  });

  it('counts for the giver: neither of the two answers again', () => {
    const done = after(phased(), vote(lynne), roles(), [of(patti, 'dba')]);
    assert.deepEqual(problem(done, vote(patti, { choice: 'reject' }), roles('dba')), {
      code: 'already-voted',
      as: role('dba'),
    });
    assert.deepEqual(problem(done, vote(adele), roles(), [of(patti, 'dba')]), {
      code: 'already-answered-for',
      as: role('dba'),
    });
  });

  it('does not get around a duty of the giver', () => {
    assert.deepEqual(problem(phased(), vote(lynne), roles(), [of(alex, 'dba')]), { code: 'stands-in-for-barred' });
    const asDeputy: StandsIn = { role: role('dba'), standIn: { kind: 'deputy', through: role('tech-lead') } };
    assert.equal(after(phased(), vote(lynne), roles(), [asDeputy]).votes.length, 1);
  });

  it('of somebody barred hides no other reason', () => {
    const own = [of(alex, 'dba')];
    assert.deepEqual(problem(phased(), vote(lynne, { choice: 'reject', comment: ' ' }), roles('dba'), own), {
      code: 'reason-needed',
    });
  });
});

describe('what a person is asked for', () => {
  it('is read of the directory for the asked roles alone, and for nobody who may not vote', () => {
    const all = ['tech-lead', 'dba', 'cto', 'director'].map(role);
    assert.deepEqual(rolesForVote(phased(), vote(megan)), all);
    assert.deepEqual(rolesForVote(phased(), vote(megan, { as: role('cto') })), [role('cto')]);
    assert.deepEqual(rolesForVote(phased(), vote(megan, { as: role('qa') })), []);
    assert.deepEqual(rolesForVote(phased(), vote(alex)), []);
    assert.deepEqual(rolesForVote(approvedRequest(), vote(megan)), []);
    assert.deepEqual(rolesInQuestion(phased(), vote(megan), policyLike()), all);
  });

  it('waits for them only when their approval would fill something now', () => {
    assert.equal(waitsFor(phased(), patti, roles('dba')), true);
    assert.equal(waitsFor(phased(), patti, roles('cto')), false, 'its turn has not come');
    assert.equal(waitsFor(phased(), alex, roles('dba')), false);
    assert.equal(waitsFor(approvedRequest(), lynne, roles('dba')), false);
    assert.equal(waitsFor(phased({ votes: [approval(isaiah, 'tech-lead', 1)] }), patti, roles('dba')), false);
  });

  it('is the role that is missing rather than one that is filled, and nothing more after an answer', () => {
    const request = phased({
      requirements: [line('early', 'tech-lead'), line('early', 'dba')],
      votes: [approval(isaiah, 'tech-lead', 1)],
    });
    assert.deepEqual(rolesToGive(request, patti, roles('tech-lead', 'dba')), [role('dba')]);
    assert.deepEqual(rolesToGive(request, patti, roles('tech-lead')), [role('tech-lead')], 'one more of a role that is asked');
    assert.deepEqual(rolesToGive(request, isaiah, roles('tech-lead', 'dba')), []);
    assert.deepEqual(rolesToGive(phased(), patti, roles('cto')), []);
  });

  it('is shown when they open it: to give, to choose, what they gave, or why not', () => {
    const review = (request: DeployRequest, by: PersonId, held: ReadonlySet<RoleId>, as?: string) =>
      reviewOf(request, by, held, as === undefined ? undefined : role(as));
    const both = roles('tech-lead', 'dba');
    assert.deepEqual(review(phased(), patti, roles('dba')), { kind: 'give', as: role('dba') });
    assert.deepEqual(review(phased(), patti, both), { kind: 'choose', roles: [role('tech-lead'), role('dba')] });
    assert.deepEqual(review(phased(), patti, both, 'dba'), { kind: 'give', as: role('dba') });
    assert.deepEqual(review(phased(), alex, both), { kind: 'refused', problem: { code: 'own-request' } });
    assert.deepEqual(review(phased(), patti, roles('qa')), { kind: 'refused', problem: { code: 'role-not-asked' } });
    const early = { code: 'phase-later', roles: [role('cto')], phase: 'Late review', now: 'Early review' };
    assert.deepEqual(review(phased(), megan, roles('cto')), { kind: 'refused', problem: early });
    const votes = [approval(patti, 'dba', 1)];
    assert.deepEqual(review(phased({ votes }), patti, roles('dba')), { kind: 'given', votes });
    const over = approvedRequest();
    assert.deepEqual(review(over, adele, roles('devops-lead')), {
      kind: 'refused',
      problem: { code: 'not-pending', state: 'approved' },
    });
    const paused = after(phased(), vote(patti, { choice: 'request-changes' }), roles('dba'));
    assert.equal(review(paused, patti, roles('dba')).kind, 'given');
    assert.deepEqual(review(paused, isaiah, roles('tech-lead')), {
      kind: 'refused',
      problem: { code: 'not-pending', state: 'paused' },
    });
  });

  it('is sealed to the policy on the card as well as to the revision', () => {
    assert.deepEqual(problem(phased(), vote(patti, { policyVersion: 'another' }), roles('dba')), {
      code: 'stale-revision',
      revision: 1,
    });
    assert.deepEqual(problem(phased(), vote(patti, { as: role('qa') }), roles('qa')), { code: 'role-not-asked' });
    assert.deepEqual(problem(phased(), vote(patti, { as: role('dba') }), roles()), {
      code: 'role-not-held',
      role: role('dba'),
    });
  });
});

describe('a checklist', () => {
  const lines = ['Backward compatible', 'Tested on a copy'];
  const checked = [{ ...line('early', 'dba'), checklists: [{ role: role('dba'), lines }] }];

  it('is the one of the role, and none where there is none', () => {
    assert.deepEqual([checklistOf(checked, role('dba')), checklistOf(checked, role('cto'))], [lines, []]);
  });

  it('is ticked line by line, or waived with a reason', () => {
    assert.deepEqual(attest(lines, { ticked: [0], waiver: ' ' }), {
      ok: false,
      problem: { code: 'checklist-open', open: 1, of: 2 },
    });
    assert.deepEqual(attest(lines, { ticked: [0], waiver: ' No copy. ' }), {
      ok: true,
      value: [
        { kind: 'ticked', line: lines[0] },
        { kind: 'waived', line: lines[1], because: 'No copy.' },
      ],
    });
  });

  it('holds up an approval, not an objection, and is kept with the vote', () => {
    const request = phased({ requirements: checked });
    assert.deepEqual(problem(request, vote(patti), roles('dba')), { code: 'checklist-open', open: 2, of: 2, as: role('dba') });
    assert.deepEqual(after(request, vote(patti, { choice: 'reject' }), roles('dba')).votes.at(-1)?.attested, []);
    const ticked = after(request, vote(patti, { answered: { ticked: [0, 1], waiver: '' } }), roles('dba'));
    assert.deepEqual(
      ticked.votes.at(-1)?.attested.map(({ kind }) => kind),
      ['ticked', 'ticked'],
    );
  });
});

describe('where a requirement is reviewed', () => {
  const phase = (id: string, named: readonly string[], checklists: readonly (readonly [string, readonly string[]])[] = []) => ({
    id,
    title: id,
    roles: named.map(role),
    checklists: new Map(checklists.map(([one, lines]) => [role(one), lines])),
  });
  const asks = (requires: readonly (readonly string[])[], phases: ReturnType<typeof phase>[]) =>
    requirementsOf(
      { environment: PROD, changeTypes: [changeType('x')] },
      policyLike({
        phases,
        conditions: [],
        changeTypes: new Map([
          [
            changeType('x'),
            { id: changeType('x'), title: 'X', requires: requires.map((one) => one.map(role)), expedited: false },
          ],
        ]),
      }),
    );

  it('is where one of its roles has a checklist, else where one is named, else first; earlier phases come first', () => {
    const phases = [phase('a', ['cto']), phase('b', ['dba', 'cto'], [['cto', ['Sound']]]), phase('c', ['qa'])];
    assert.deepEqual(
      asks([['qa', 'manager'], ['cto', 'director'], ['dba'], ['other']], phases).map(({ anyOf, phase: id }) => [
        anyOf.join(),
        id,
      ]),
      [
        ['other', 'a'],
        ['cto,director', 'b'],
        ['dba', 'b'],
        ['qa,manager', 'c'],
      ],
    );
  });

  it('has the checklist of its own phase before that of another', () => {
    const phases = [
      phase('a', [], [['cto', ['First']]]),
      phase(
        'b',
        [],
        [
          ['dba', ['Second']],
          ['cto', ['Third']],
        ],
      ),
    ];
    const [both] = asks([['dba', 'cto']], phases);
    assert.deepEqual(both?.checklists, [
      { role: role('dba'), lines: ['Second'] },
      { role: role('cto'), lines: ['First'] },
    ]);
    assert.deepEqual(asks([['qa']], phases)[0]?.checklists, []);
  });

  it('is asked when an answer says so, of one value, several, or yes and no', () => {
    const when = (field: string, ...values: readonly string[]) => ({
      when: new Map([[field, values]]),
      requires: [[role('qa')]],
    });
    const asked = (condition: ReturnType<typeof when>, plan: Parameters<typeof requirementsOf>[0]) =>
      requirementsOf(plan, policyLike({ conditions: [condition], changeTypes: new Map() })).map(({ because }) => because);
    const base = { environment: PROD, changeTypes: [] };
    assert.deepEqual(asked(when('touchesSecurity', 'yes'), { ...base, touchesSecurity: true }), [
      { kind: 'answer', field: 'touchesSecurity' },
    ]);
    assert.deepEqual(asked(when('touchesSecurity', 'yes'), { ...base, touchesSecurity: false }), []);
    assert.deepEqual(asked(when('touchesSecurity', 'no'), { ...base, touchesSecurity: false }).length, 1);
    assert.equal(asked(when('changes', 'database'), { ...base, changes: ['backend', 'database'] }).length, 1);
    assert.equal(asked(when('customerImpact', 'low', 'high'), { ...base, customerImpact: 'medium' }).length, 0);
    assert.equal(asked(when('customerImpact', 'low', 'high'), { ...base, customerImpact: 'high' }).length, 1);
    assert.deepEqual(asked(when('customerImpact', 'low'), base), []);
  });

  it('is nowhere where nothing is asked, or for an environment that policy does not know', () => {
    assert.deepEqual(requirementsOf({ environment: 'moon' as typeof PROD, changeTypes: [] }, policyLike()), []);
    const [one] = [...policyLike().environments.values()];
    assert.ok(one);
    const recorded = policyLike({
      environments: new Map([[PROD, { ...one, id: PROD, rules: 'none', requires: [[role('cto')]] }]]),
    });
    assert.deepEqual(requirementsOf(planLike(), recorded), []);
  });

  it('is asked as often as the row that asks for most, and less a stricter one that it implies', () => {
    const twice = asks([['cto'], ['cto'], ['cto', 'director'], ['director', 'cto'], ['cto', 'director']], [phase('a', [])]);
    assert.deepEqual(
      twice.map(({ anyOf }) => anyOf.length),
      [1, 1, 2],
    );
    assert.deepEqual(
      asks(
        [
          ['cto', 'qa'],
          ['cto', 'director'],
        ],
        [phase('a', [])],
      ).length,
      2,
    );
  });
});
