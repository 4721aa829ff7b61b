import assert from 'node:assert/strict';
import { attest, checklistOf } from '../../bot/domain/checklist.ts';
import { rolesInQuestion } from '../../bot/domain/decide.ts';
import type { PersonId, RoleId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { reviewOf } from '../../bot/domain/review.ts';
import { rolesForVote, rolesToGive, waitsFor } from '../../bot/domain/vote.ts';
import { adele, alex, approval, approvedRequest, isaiah, lynne, megan, patti, policyLike, role } from '../support/given.ts';
import { after, line, phased, problem, roles, vote } from '../support/turns.ts';

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
    const waits = (request: DeployRequest, by: PersonId, held: ReadonlySet<RoleId>) => waitsFor(request, by, held, new Map());
    assert.equal(waits(phased(), patti, roles('dba')), true);
    assert.equal(waits(phased(), patti, roles('cto')), false, 'its turn has not come');
    assert.equal(waits(phased(), alex, roles('dba')), false);
    assert.equal(waits(approvedRequest(), lynne, roles('dba')), false);
    assert.equal(waits(phased({ votes: [approval(isaiah, 'tech-lead', 1)] }), patti, roles('dba')), false);
    const both = phased({ requirements: [line('early', 'tech-lead'), line('early', 'dba')] });
    assert.equal(waits(both, patti, roles('dba')), true, 'one of two that are open');
  });

  it('is shown as what they are needed for, or why they are not asked yet', () => {
    const holders = new Map([
      [role('dba'), [patti, isaiah]],
      [role('tech-lead'), [patti]],
      [role('director'), [patti]],
    ]);
    const opened = (late: string, as?: string) =>
      reviewOf(phased({ requirements: [line('early', 'dba'), line(late === 'director' ? 'late' : 'early', late)] }), {
        by: patti,
        held: roles('dba', late),
        as: as === undefined ? undefined : role(as),
        holders,
      });
    assert.deepEqual(opened('tech-lead'), { kind: 'give', as: role('tech-lead') });
    assert.deepEqual(opened('tech-lead', 'dba'), { kind: 'give', as: role('tech-lead') });
    const problem = { code: 'needed-as', roles: [role('director')] };
    assert.deepEqual(opened('director'), { kind: 'refused', problem });
  });

  it('does not wait for them as long as they are needed more for a later phase', () => {
    const holders = new Map([
      [role('dba'), [patti, isaiah]],
      [role('director'), [patti]],
    ]);
    const request = phased({ requirements: [line('early', 'dba'), line('late', 'director')] });
    assert.equal(waitsFor(request, patti, roles('dba', 'director'), holders), false);
    assert.equal(waitsFor(request, isaiah, roles('dba'), holders), true);
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
    const votes = [approval(patti, 'dba', 1), approval(megan, 'cto', 2)];
    const late = phased({ votes, personFills: 'several-roles' });
    assert.deepEqual(rolesToGive(late, megan, roles('cto', 'director')), [role('director')], 'the second CTO is somebody else');
  });

  it('is shown when they open it: to give, to choose, what they gave, or why not', () => {
    const review = (request: DeployRequest, by: PersonId, held: ReadonlySet<RoleId>, as?: string) =>
      reviewOf(request, { by, held, as: as === undefined ? undefined : role(as), holders: new Map() });
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
    assert.deepEqual(review(phased({ votes }), patti, roles()), { kind: 'given', votes }, 'a role that they have lost since');
    assert.deepEqual(review(phased({ votes }), patti, roles('dba'), 'dba'), { kind: 'given', votes });
    assert.deepEqual(review(phased(), patti, roles('dba'), 'cto'), { kind: 'give', as: role('dba') }, 'chosen, and not theirs');
    const several = phased({ votes, personFills: 'several-roles' });
    assert.deepEqual(
      review(several, patti, roles('dba', 'cto')),
      { kind: 'give', as: role('cto') },
      'the turn of the other has come',
    );
    const asBoth = [...votes, approval(patti, 'cto', 2)];
    assert.deepEqual(review(phased({ votes: asBoth, personFills: 'several-roles' }), patti, roles('dba', 'cto')), {
      kind: 'given',
      votes: asBoth,
    });
    const over = approvedRequest();
    assert.deepEqual(review(over, patti, roles('dba')), {
      kind: 'refused',
      problem: { code: 'not-pending', state: 'approved' },
    });
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
    const edited = phased({ revision: 2, votes: [approval(patti, 'dba', 1)] });
    assert.deepEqual(problem(edited, vote(patti), roles('dba')), { code: 'stale-revision', revision: 2 });
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
