import assert from 'node:assert/strict';
import { timersOf } from '../../bot/domain/timers.ts';
import fc from 'fast-check';
import { decide, type RequestCommand } from '../../bot/domain/decide.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import { evolve, type Choice, type DeployRequest } from '../../bot/domain/request.ts';
import { standing } from '../../bot/domain/standing.ts';
import {
  adele,
  alex,
  approval,
  approvedRequest,
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
  role,
} from '../support/given.ts';

const policy = policyLike();
const held = (...ids: readonly string[]) => ({ policy, rolesHeld: new Set(ids.map(role)) });

const vote = (by: PersonId, choice: Choice = 'approve', changes: Partial<Extract<RequestCommand, { kind: 'vote' }>> = {}) =>
  ({
    kind: 'vote',
    by,
    choice,
    as: undefined,
    revision: 1,
    policyVersion: 'policy-1',
    answered: { ticked: [], waiver: '' },
    comment: choice === 'approve' ? '' : 'because',
    ...changes,
  }) as const;

const after = (request: DeployRequest, ...commands: readonly (readonly [RequestCommand, ReturnType<typeof held>])[]) =>
  commands.reduce((now, [command, facts]) => {
    const decided = decide(now, command, facts, later(600));
    return decided.ok ? decided.value.reduce<DeployRequest>(evolve, now) : now;
  }, request);

describe('a vote', () => {
  it('approves the request when it is the last one missing', () => {
    const done = after(halfApproved(), [vote(megan), held('cto')], [vote(adele), held('devops-lead')]);
    assert.equal(done.state, 'approved');
    assert.equal(standing(done.requirements, done.votes).missing, 0);
  });

  it('leaves the request waiting while another role is missing', () => {
    assert.equal(after(halfApproved(), [vote(megan), held('cto')]).state, 'pending');
  });

  it('is looked at once more, and then announced, at once when the window is less than a day away', () => {
    const decided = decide(
      { ...halfApproved(), votes: approvedRequest().votes.slice(0, 3) },
      vote(adele),
      held('devops-lead'),
      later(-60, planLike().window.start),
    );
    assert.deepEqual(decided.ok && decided.value.map(({ kind }) => kind), ['vote-cast', 'approved']);
    const after = decided.ok ? decided.value.reduce<DeployRequest>(evolve, halfApproved()) : halfApproved();
    assert.ok(timersOf(after, policyLike()).some(({ kind, due }) => kind === 'announce' && due <= planLike().window.start));
  });

  it('ends the request when it rejects, and pauses it when it asks for changes', () => {
    assert.equal(after(halfApproved(), [vote(megan, 'reject'), held('cto')]).state, 'rejected');
    assert.equal(after(halfApproved(), [vote(megan, 'request-changes'), held('cto')]).state, 'paused');
  });

  it('counts once however often the same button is tapped', () => {
    const once = after(halfApproved(), [vote(megan), held('cto')]);
    assert.deepEqual(decide(once, vote(megan), held('cto'), later(601)), { ok: true, value: [] });
  });

  it('counts once for a role that was chosen, too, and an objection for the role that is missing', () => {
    const chosen = vote(megan, 'approve', { as: role('cto') });
    const once = after(halfApproved(), [chosen, held('cto')]);
    assert.deepEqual(decide(once, chosen, held('cto'), later(601)), { ok: true, value: [] });
    const against = after(halfApproved(), [vote(lynne, 'reject'), held('tech-lead', 'devops-lead')]);
    assert.deepEqual(
      against.votes.slice(2).map(({ by, as, choice }) => [by, as, choice]),
      [[lynne, role('devops-lead'), 'reject']],
    );
  });

  it('is still one vote when the second tap arrives after the request was approved', () => {
    const decided = decide(approvedRequest(), vote(adele), held('devops-lead'), later(1_600));
    assert.deepEqual(decided, { ok: true, value: [] });
  });

  const refused: readonly (readonly [string, DeployRequest, RequestCommand, ReturnType<typeof held>, string])[] = [
    ['from the requester, whatever roles they hold', pendingRequest(), vote(alex), held('cto', 'dba'), 'own-request'],
    [
      'for a role that was not asked',
      pendingRequest(),
      vote(diego, 'approve', { as: role('security-officer') }),
      held('security-officer'),
      'role-not-asked',
    ],
    ['from somebody who holds no asked role', pendingRequest(), vote(diego), held('security-officer'), 'role-not-asked'],
    [
      'for a role that the directory does not confirm',
      pendingRequest(),
      vote(diego, 'approve', { as: role('cto') }),
      held('dba'),
      'role-not-held',
    ],
    [
      'from a holder of two asked roles who has not chosen',
      pendingRequest(),
      vote(lynne),
      held('cto', 'devops-lead'),
      'choose-role',
    ],
    [
      'from one person for a second role',
      halfApproved(),
      vote(patti, 'approve', { as: role('cto') }),
      held('cto', 'dba'),
      'already-voted',
    ],
    ['from one person who now says the opposite', halfApproved(), vote(patti, 'reject'), held('dba'), 'already-voted'],
    ['on a card of an older revision', pendingRequest({ revision: 2 }), vote(megan), held('cto'), 'stale-revision'],
    ['that rejects without a reason', pendingRequest(), vote(megan, 'reject', { comment: '  ' }), held('cto'), 'reason-needed'],
    [
      'when the voting is over',
      { ...pendingRequest(), state: 'expired', at: later(9) },
      vote(megan),
      held('cto'),
      'not-pending',
    ],
  ];
  for (const [which, request, command, facts, code] of refused) {
    it(`is refused ${which}`, () => {
      const decided = decide(request, command, facts, later(600));
      assert.equal(decided.ok ? 'accepted' : decided.problem.code, code);
    });
  }

  it('takes the one role that is still open from a holder of two', () => {
    const done = after(halfApproved(), [vote(lynne), held('tech-lead', 'devops-lead')]);
    assert.equal(done.votes.at(-1)?.as, role('devops-lead'));
  });

  it('never makes a difference by its place in the order', () => {
    const votes = approvedRequest().votes;
    const { requirements } = pendingRequest();
    fc.assert(
      fc.property(fc.shuffledSubarray([...votes], { minLength: votes.length }), (shuffled) => {
        assert.equal(standing(requirements, shuffled).missing, 0);
      }),
    );
  });

  it('never fills two requirements', () => {
    const asked = { phase: '', because: { kind: 'change-type', changeType: 'a' }, checklists: [] } as const;
    const requirements = [
      { ...asked, anyOf: [role('cto'), role('director')] },
      { ...asked, anyOf: [role('cto')] },
    ] as const;
    assert.equal(standing(requirements, [approval(megan, 'cto', 1)]).missing, 1);
    assert.equal(standing(requirements, [approval(megan, 'cto', 1), approval(isaiah, 'director', 2)]).missing, 0);
  });
});
