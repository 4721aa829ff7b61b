import assert from 'node:assert/strict';
import type { AlertId } from '../../bot/domain/ids.ts';
import { owe, type ObligationKind } from '../../bot/domain/obligation.ts';
import { actionOwed } from '../../bot/domain/post-review.ts';
import { evolve, type DeployRequest, type RequestEvent } from '../../bot/domain/request.ts';
import { timelineOf } from '../../bot/domain/timeline.ts';
import { watchLike } from '../support/execution-samples.ts';
import { answerTo, factsLike } from '../support/deciding.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  emergencyRequest,
  isaiah,
  later,
  lynne,
  megan,
  nestor,
  pendingRequest,
  planLike,
  policyLike,
  role,
  rolledBackRequest,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const at = (minutes: number) => later(minutes, WINDOW_START);
const now = at(27);
const owing = (request: DeployRequest, ...kinds: readonly ObligationKind[]) =>
  kinds
    .map((kind) => owe({ kind, owner: adele, since: WINDOW_START, within: 60 }, WINDOW_START))
    .reduce<DeployRequest>(evolve, request);
const allSteps = deployingRequest({ rollout: { ...deployingRequest().rollout, finished: deployedRequest().rollout.finished } });
const drops = (...ids: readonly string[]): readonly RequestEvent[] =>
  ids.map((id) => ({ kind: 'obligation-dropped', id, at: now }));
const owes = (kind: 'review' | 'cause', owner = alex): RequestEvent => ({
  kind: 'obligation-owed',
  owed: { id: kind, kind, owner, since: now, due: later(1_440, now) },
  at: now,
});

describe('the end of a deployment', () => {
  const finish = { kind: 'finish', by: adele } as const;
  const LASTING = ['issue-update', 'investigate', 'watch-check', 'pipeline-report'] as const;

  it('ends what was owed while it lasted, and nothing else', () => {
    const request = owing(allSteps, 'standby-check', ...LASTING, 'complete-request');
    const ended = { kind: 'rollout-succeeded', by: adele, at: now } as const;
    assert.deepEqual(answerTo(request, finish, now), [ended, ...drops(...LASTING)]);
    const looked = evolve(request, { kind: 'obligation-met', id: 'investigate', by: adele, note: '', at: now });
    assert.deepEqual(answerTo(looked, finish, now), [ended, ...drops('issue-update', 'watch-check', 'pipeline-report')]);
  });

  it('has its requester review what went wrong, once', () => {
    const { issues } = rollingBackRequest().rollout;
    const troubled = { ...allSteps, rollout: { ...allSteps.rollout, issues } };
    const ended = { kind: 'rollout-succeeded', by: adele, at: now } as const;
    assert.deepEqual(answerTo(troubled, finish, now), [ended, owes('review')]);
    assert.deepEqual(answerTo(owing(troubled, 'review'), finish, now), [ended], 'an emergency owes it already');
    assert.deepEqual(answerTo(owing(troubled, 'cause'), finish, now), [ended, owes('review')]);
    const back = { kind: 'rollback-finished', by: adele, at: now } as const;
    const quiet = rollingBackRequest({ rollout: { ...rollingBackRequest().rollout, issues: [] } });
    assert.deepEqual(answerTo(quiet, finish, now), [back, owes('review'), owes('cause')]);
    assert.deepEqual(answerTo(owing(quiet, 'investigate'), finish, now), [
      back,
      ...drops('investigate'),
      owes('review'),
      owes('cause'),
    ]);
  });

  it('comes after every step, from a deployment, and once', () => {
    assert.deepEqual(answerTo(deployingRequest(), finish, now), { code: 'steps-open', open: 3 });
    assert.deepEqual(answerTo(approvedRequest(), finish, now), { code: 'not-deploying', state: 'approved' });
    for (const request of [deployedRequest(), rolledBackRequest(), { ...deployedRequest(), state: 'complete' } as const]) {
      assert.deepEqual(answerTo(request, finish, now), [], request.state);
    }
  });
});

describe('a step', () => {
  const begin = (step?: number) => ({ kind: 'begin-step', by: adele, step }) as const;

  it('is begun once, where somebody says so, and in its turn', () => {
    const begun = { kind: 'step-begun', step: 3, by: adele, at: now } as const;
    assert.deepEqual(answerTo(deployingRequest(), begin(), now), [begun]);
    assert.deepEqual(answerTo(deployingRequest(), begin(3), now), [begun]);
    assert.deepEqual(answerTo(deployingRequest(), begin(2), now), []);
    assert.deepEqual(answerTo(deployingRequest(), begin(4), now), { code: 'step-not-open' });
    assert.deepEqual(answerTo(evolve(deployingRequest(), begun), begin(3), now), []);
    assert.deepEqual(answerTo(approvedRequest(), begin(1), now), { code: 'not-deploying', state: 'approved' });
  });

  it('is told by holders of any role that policy lets deploy', () => {
    const policy = policyLike({ deployers: [role('devops-lead'), role('director')] });
    const facts = factsLike({ policy, rolesHeld: new Set([role('director')]) });
    const begun = { kind: 'step-begun', step: 3, by: nestor, at: now };
    assert.deepEqual(answerTo(deployingRequest(), { ...begin(), by: nestor }, now, facts), [begun]);
  });

  it('is one of the plan', () => {
    assert.deepEqual(answerTo(allSteps, { kind: 'finish-step', by: adele, step: undefined }, now), { code: 'step-not-open' });
    const last = deployingRequest({ plan: planLike({ steps: ['Back up', 'Migrate', 'Swap'] }) });
    assert.deepEqual(answerTo(last, { kind: 'finish-step', by: adele, step: 3 }, now), [
      { kind: 'step-finished', step: 3, by: adele, at: now },
    ]);
  });
});

describe('a start', () => {
  it('announces what nobody has announced, and begins the watch over an emergency', () => {
    const approved = { ...emergencyRequest({ obligations: [] }), state: 'approved', approvedAt: at(-10) } as const;
    const events = answerTo(approved, { kind: 'start', by: adele }, WINDOW_START);
    const looks = [1, 2, 3, 4].map((n) => ({
      kind: 'obligation-owed',
      owed: { id: `standby-check-${n}`, kind: 'standby-check', owner: adele, since: at(30 * (n - 1)), due: at(30 * n) },
      at: WINDOW_START,
    }));
    assert.deepEqual(events, [
      { kind: 'announced', at: WINDOW_START },
      { kind: 'attended', by: adele, at: WINDOW_START },
      { kind: 'rollout-started', by: adele, at: WINDOW_START },
      ...looks,
    ]);
  });
});

describe('the cause of a rollback', () => {
  const cause = (text: string, by = adele) => ({ kind: 'record-cause', by, cause: text }) as const;

  it('is recorded once, by whoever runs the deployment, and is no longer owed', () => {
    const back = owing(rolledBackRequest(), 'cause', 'review');
    assert.deepEqual(answerTo(back, cause(' A missing index. '), now), [
      { kind: 'cause-recorded', by: adele, text: 'A missing index.', at: now },
      { kind: 'obligation-met', id: 'cause', by: adele, note: 'A missing index.', at: now },
    ]);
    const met = evolve(back, { kind: 'obligation-met', id: 'cause', by: adele, note: 'x', at: now });
    assert.deepEqual(answerTo(met, cause('A lock'), now), [{ kind: 'cause-recorded', by: adele, text: 'A lock', at: now }]);
    const known = rolledBackRequest({
      rollout: { ...rolledBackRequest().rollout, cause: { text: 'A lock', by: adele, at: now } },
    });
    assert.deepEqual(answerTo(known, cause('Another'), now), []);
  });

  it('needs words that fit on a card, and a rollback', () => {
    assert.deepEqual(answerTo(rolledBackRequest(), cause(' '), now), { code: 'reason-needed' });
    const long = answerTo(rolledBackRequest(), cause('x'.repeat(1_200)), now);
    assert.deepEqual(long, [{ kind: 'cause-recorded', by: adele, text: 'x'.repeat(1_000), at: now }]);
    assert.deepEqual(answerTo(rollingBackRequest(), cause('A lock'), now), { code: 'not-rolled-back', state: 'rolling-back' });
    assert.deepEqual(answerTo(rolledBackRequest(), cause('A lock', nestor), now), { code: 'not-deployer' });
  });
});

describe('a comment', () => {
  const says = (text: string, by = nestor) => ({ kind: 'comment', by, text }) as const;

  it("is anybody's, at any time, and the same words twice in a row are one", () => {
    const said = { by: nestor, text: 'Is it tested?', at: now };
    assert.deepEqual(answerTo(rolledBackRequest(), says(' Is it tested? '), now), [{ kind: 'commented', ...said }]);
    const commented = pendingRequest({ comments: [said] });
    assert.deepEqual(answerTo(commented, says('Is it tested?'), now), []);
    assert.deepEqual(answerTo(commented, says('Is it tested?', megan), now), [{ kind: 'commented', ...said, by: megan }]);
    assert.deepEqual(answerTo(commented, says('Yes'), now), [{ kind: 'commented', ...said, text: 'Yes' }]);
  });

  it('has words, not too many, and there is an end to them', () => {
    const unreadable = { code: 'comment-unreadable', most: 1_000 };
    assert.deepEqual(answerTo(pendingRequest(), says(' '), now), unreadable);
    assert.deepEqual(answerTo(pendingRequest(), says('x'.repeat(1_001)), now), unreadable);
    assert.ok(Array.isArray(answerTo(pendingRequest(), says('x'.repeat(1_000)), now)));
    const many = (count: number) =>
      pendingRequest({ comments: Array.from({ length: count }, (_, n) => ({ by: nestor, text: String(n), at: now })) });
    assert.ok(Array.isArray(answerTo(many(99), says('One more'), now)));
    assert.deepEqual(answerTo(many(100), says('One more'), now), { code: 'comments-full', most: 100 });
  });
});

describe('the course of a deployment', () => {
  it('is told in the order in which it happened', () => {
    const [issue] = rollingBackRequest().rollout.issues;
    assert.ok(issue);
    const word = (text: string, minutes: number) => ({ text, by: lynne, at: at(minutes) });
    const { checks } = watchLike(
      ['healthy', 'unhealthy', 'unhealthy', 'healthy'].map((saw) => ({
        kind: 'seen',
        by: adele,
        saw: saw as 'healthy',
        note: '',
      })),
    );
    const rollout = {
      ...rolledBackRequest().rollout,
      live: { by: adele, at: at(12) },
      issues: [{ ...issue, updates: [word('Paused', 14)], resolved: word('Gone', 20) }],
      watch: watchLike([], { checks: checks.map((check, n) => ({ ...check, at: at(15 + n) })) }),
    };
    const request = rolledBackRequest({ rollout, alerts: [{ id: 'a1' as AlertId, at: at(11) }] });
    const by = adele;
    assert.deepEqual(timelineOf(request), [
      { kind: 'started', by, at: at(0) },
      { kind: 'step', step: 1, by, at: at(4) },
      { kind: 'step', step: 2, by, at: at(10) },
      { kind: 'alert', at: at(11) },
      { kind: 'live', by, at: at(12) },
      { kind: 'issue', issue: 1, text: issue.text, by, at: at(13) },
      { kind: 'update', issue: 1, ...word('Paused', 14) },
      { kind: 'rollback', by, reason: 'Error rate at 5.8 % since the slot swap.', at: at(16) },
      { kind: 'unhealthy', at: at(16) },
      { kind: 'resolved', issue: 1, ...word('Gone', 20) },
      { kind: 'back', by, at: at(24) },
    ]);
    assert.deepEqual(timelineOf(approvedRequest()), []);
    assert.equal(timelineOf(rollingBackRequest()).at(-1)?.kind, 'rollback', 'it is not back yet');
    const bad = watchLike([{ kind: 'seen', by: adele, saw: 'unhealthy', note: 'Slow' }]);
    const watched = deployedRequest({ rollout: { ...deployedRequest().rollout, watch: bad } });
    assert.deepEqual(timelineOf(watched).at(-1), { kind: 'unhealthy', at: later(5, bad.since) });
    assert.deepEqual(
      timelineOf(deployedRequest()).map(({ kind }) => kind),
      ['started', 'step', 'step', 'step', 'step', 'step', 'live'],
    );
  });
});

describe('a corrective action', () => {
  it('is the one of the review that it was owed for', () => {
    const actions = ['Copy first', 'Alert sooner'].map((what) => ({ what, owner: isaiah, due: at(9_000) }));
    const request = rolledBackRequest({ postReview: { happened: '', timeline: '', cause: '', actions, by: alex, at: now } });
    assert.deepEqual(actionOwed(request, { id: 'action-2', kind: 'action' }), actions[1]);
    assert.equal(actionOwed(request, { id: 'review', kind: 'review' }), undefined);
    assert.equal(actionOwed(rolledBackRequest(), { id: 'action-1', kind: 'action' }), undefined);
  });
});
