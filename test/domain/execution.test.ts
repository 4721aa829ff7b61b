import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { decide, type RequestCommand } from '../../bot/domain/decide.ts';
import type { AlertId } from '../../bot/domain/ids.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { nextMoment } from '../../bot/domain/watch.ts';
import { watchLike } from '../support/given-watch.ts';
import { timersOf } from '../../bot/domain/timers.ts';
import type { Instant } from '../../bot/domain/time.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  halfApproved,
  later,
  megan,
  nestor,
  pendingRequest,
  planLike,
  RISK,
  policyLike,
  role,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';
import { nothingChanged } from '../support/given-verification.ts';

const facts = { policy: policyLike(), rolesHeld: new Set<never>(), holds: NO_HOLDS };
const during = later(12, WINDOW_START);

const kinds = (request: DeployRequest, command: RequestCommand, now: Instant = during) => {
  const decided = decide(request, command, facts, now);
  return decided.ok ? decided.value.map(({ kind }) => kind) : decided.problem.code;
};

const after = (request: DeployRequest, command: RequestCommand, now: Instant = during): DeployRequest => {
  const decided = decide(request, command, facts, now);
  assert.ok(decided.ok, JSON.stringify(decided));
  return decided.value.reduce<DeployRequest>(evolve, request);
};

const issue = { text: 'Checkout fails', severity: 'high', action: 'investigating', every: 15 } as const;
const allDone = deployedRequest().rollout.finished;

describe('a deployment', () => {
  it('starts inside its window, once everybody has approved', () => {
    assert.equal(after(approvedRequest(), { kind: 'start', by: alex }, WINDOW_START).state, 'deploying');
    assert.equal(kinds(pendingRequest(), { kind: 'start', by: alex }, WINDOW_START), 'not-approved');
    assert.equal(kinds(approvedRequest(), { kind: 'start', by: alex }, later(-1, WINDOW_START)), 'too-early');
    assert.equal(kinds(approvedRequest(), { kind: 'start', by: alex }, planLike().window.end), 'too-late');
  });

  it('starts once, however often Start is tapped', () => {
    assert.deepEqual(kinds(deployingRequest(), { kind: 'start', by: adele }), []);
    assert.equal(kinds(deployingRequest(), { kind: 'start', by: alex }), 'not-approved');
  });

  it('is run by the requester, the on-call people it names and the roles that policy names, and by nobody else', () => {
    for (const by of [alex, adele, megan])
      assert.deepEqual(kinds(deployingRequest(), { kind: 'finish-step', by, step: 3 }), ['step-finished']);
    assert.equal(kinds(deployingRequest(), { kind: 'finish-step', by: nestor, step: 3 }), 'not-deployer');
    const lead = { ...facts, rolesHeld: new Set([role('devops-lead')]) };
    assert.ok(decide(deployingRequest(), { kind: 'finish-step', by: nestor, step: 3 }, lead, during).ok);
  });

  it('finishes its steps in order, each once', () => {
    assert.deepEqual(kinds(deployingRequest(), { kind: 'finish-step', by: adele, step: 2 }), []);
    assert.equal(kinds(deployingRequest(), { kind: 'finish-step', by: adele, step: 4 }), 'step-not-open');
    const next = after(deployingRequest(), { kind: 'finish-step', by: adele, step: undefined });
    assert.equal('rollout' in next && next.rollout.finished.length, 3);
  });

  it('is successful only when every step is done', () => {
    assert.equal(kinds(deployingRequest(), { kind: 'finish', by: adele }), 'steps-open');
    const complete = deployingRequest({ rollout: { ...deployingRequest().rollout, finished: allDone } });
    assert.equal(after(complete, { kind: 'finish', by: adele }).state, 'deployed');
    assert.deepEqual(kinds(deployedRequest(), { kind: 'finish', by: adele }), []);
  });

  it('keeps every issue that is reported, also while it is rolled back', () => {
    const troubled = after(deployingRequest(), { kind: 'report-issue', by: adele, issue });
    assert.equal(troubled.state, 'deploying');
    const again = after(rollingBackRequest(), { kind: 'report-issue', by: adele, issue });
    assert.deepEqual([again.state, 'rollout' in again && again.rollout.issues.length], ['rolling-back', 2]);
  });

  it('takes no issue without words or with updates nobody could keep', () => {
    assert.equal(
      kinds(deployingRequest(), { kind: 'report-issue', by: adele, issue: { ...issue, text: '' } }),
      'issue-unreadable',
    );
    assert.equal(
      kinds(deployingRequest(), { kind: 'report-issue', by: adele, issue: { ...issue, every: 0 } }),
      'issue-unreadable',
    );
    assert.equal(kinds(approvedRequest(), { kind: 'report-issue', by: adele, issue }), 'not-deploying');
  });

  it('is rolled back with a reason, and ends when the way back is done', () => {
    assert.equal(kinds(deployingRequest(), { kind: 'roll-back', by: adele, reason: ' ' }), 'reason-needed');
    const back = after(deployingRequest(), { kind: 'roll-back', by: adele, reason: 'errors' });
    assert.equal(back.state, 'rolling-back');
    assert.equal(after(back, { kind: 'finish', by: adele }).state, 'rolled-back');
  });

  it('is tied to an alert once', () => {
    const alert = 'a1' as AlertId;
    const tied = after(deployingRequest(), { kind: 'link-alert', alert });
    assert.deepEqual(kinds(tied, { kind: 'link-alert', alert }), []);
  });
});

describe('time', () => {
  it('announces an approved request a day before its window, once', () => {
    const approved = approvedRequest();
    assert.deepEqual(
      timersOf(approved, policyLike()).map(({ kind, due }) => [kind, due]),
      [
        ['expire', approved.plan.window.end],
        ['announce', later(-24 * 60, WINDOW_START)],
      ],
    );
    const verify = { kind: 'verify', facts: nothingChanged() } as const;
    const announced = after(approved, verify, later(-24 * 60, WINDOW_START));
    assert.equal(kinds(announced, verify), 'not-due');
  });

  it('expires a request whose window has passed unused, and decides nothing else', () => {
    const { end } = planLike().window;
    assert.equal(after(halfApproved(), { kind: 'time-passed', timer: 'expire' }, end).state, 'expired');
    assert.equal(kinds(halfApproved(), { kind: 'time-passed', timer: 'expire' }, later(-1, end)), 'not-due');
  });

  it('notes once that a deployment goes on past its window, and lets it', () => {
    const { end } = planLike().window;
    const passed = { kind: 'time-passed', timer: 'expire' } as const;
    assert.deepEqual(kinds(deployingRequest(), passed, end), ['window-overrun']);
    const late = after(deployingRequest(), passed, end);
    assert.equal(late.state, 'deploying');
    assert.deepEqual(kinds(late, passed, end), []);
  });
});

describe('a look at a deployment that is live', () => {
  it('is asked for once, however often its moment is met, and the question stays open', () => {
    const watch = { ...watchLike([]), source: 'asked' as const };
    const watched = deployedRequest({ rollout: { ...deployedRequest().rollout, watch } });
    const due = nextMoment(watch)?.at ?? assert.fail('nothing is due');
    const asked = after(watched, { kind: 'ask-check' }, due);
    assert.deepEqual(kinds(watched, { kind: 'ask-check' }, due), ['check-asked', 'obligation-owed']);
    assert.deepEqual(kinds(asked, { kind: 'ask-check' }, due), []);
  });
});

describe('an edit', () => {
  const revise = (changes: Parameters<typeof planLike>[0], request: DeployRequest = halfApproved()) =>
    after(request, { kind: 'revise', by: alex, plan: planLike(changes), risk: RISK, revision: 1 }, later(900));

  it('reopens nobody for a word in the summary', () => {
    assert.equal(revise({ summary: 'Moves checkout.' }).votes.length, 2);
  });

  it('reopens the DBA and the CTO for the migration, and keeps the Tech Lead', () => {
    assert.deepEqual(
      revise({ migration: 'Three columns.' }).votes.map(({ as }) => as),
      [role('tech-lead')],
    );
  });

  it('reopens everybody for another version', () => {
    const edited = revise({ version: '2.4.2' }, approvedRequest());
    assert.deepEqual([edited.state, edited.votes.length, edited.revision], ['pending', 0, 2]);
  });

  it('leaves an approved request approved when nobody needs to look again', () => {
    assert.equal(revise({ title: 'Ledger' }, approvedRequest()).state, 'approved');
  });

  it('is for the requester, on the revision they saw', () => {
    const plan = planLike();
    assert.equal(kinds(halfApproved(), { kind: 'revise', by: megan, plan, risk: RISK, revision: 1 }), 'not-requester');
    assert.equal(
      kinds(halfApproved({ revision: 2 }), { kind: 'revise', by: alex, plan, risk: RISK, revision: 1 }),
      'stale-revision',
    );
    assert.equal(kinds(deployedRequest(), { kind: 'revise', by: alex, plan, risk: RISK, revision: 1 }), 'already-over');
  });
});
