import assert from 'node:assert/strict';
import type { StandsIn } from '../../bot/domain/delegation.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import { adele, alex, approval, approvedRequest, halfApproved, later, lynne, megan, patti, role } from '../support/given.ts';
import { after, phased, problem, roles, vote } from '../support/turns.ts';

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

  it('is refused with the reason why it does not count, where nothing else would', () => {
    const both = [of(patti, 'dba'), of(alex, 'cto')];
    assert.deepEqual(problem(phased(), vote(lynne, { as: role('cto') }), roles(), both), { code: 'stands-in-for-barred' });
    assert.deepEqual(problem(phased(), vote(lynne), roles(), [of(alex, 'cto')]), { code: 'stands-in-for-barred' });
    assert.deepEqual(problem(phased(), vote(lynne), roles('tech-lead', 'dba'), [of(alex, 'cto')]), {
      code: 'choose-role',
      roles: [role('tech-lead'), role('dba')],
    });
    assert.deepEqual(problem(phased(), vote(lynne, { as: role('cto') }), roles(), [of(patti, 'dba')]), {
      code: 'role-not-held',
      role: role('cto'),
    });
  });

  it('of somebody barred hides no other reason', () => {
    const own = [of(alex, 'dba')];
    assert.deepEqual(problem(phased(), vote(lynne, { choice: 'reject', comment: ' ' }), roles('dba'), own), {
      code: 'reason-needed',
    });
  });
});
