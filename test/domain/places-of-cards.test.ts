import assert from 'node:assert/strict';
import type { FreezeId, PipelineId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { NOBODY_READY } from '../../bot/domain/readiness.ts';
import { type DeployRequest } from '../../bot/domain/request.ts';
import { ALWAYS, besides, ownChannels, PHASED, posts, withChannel } from '../support/card-places.ts';
import { watchLike } from '../support/given-watch.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  everyState,
  halfApproved,
  later,
  patti,
  pendingRequest,
  planLike,
  role,
  policyLike,
  rolledBackRequest,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

describe('the cards of a request', () => {
  it('are with its requester, in the deployments channel, and where its approvals are asked', () => {
    assert.deepEqual(posts(halfApproved()), ALWAYS);
    assert.deepEqual(posts(pendingRequest({ opened: [] })), ALWAYS.slice(0, 2));
  });

  it('are asked once in each channel, which a role or a service may have of its own', () => {
    assert.deepEqual(besides(halfApproved(), withChannel('dba', 'databases')), ['approval-1 @ #databases']);
    assert.deepEqual(posts(halfApproved(), withChannel('dba', 'databases')).length, 4);
    assert.deepEqual(posts(halfApproved(), ownChannels()), [
      'request @ alex',
      'root @ #pay-deployments',
      'approval-1 @ #pay-approvals',
    ]);
  });

  it('are asked in the first channel that one of the roles has, where any of them may approve', () => {
    const [first] = PHASED;
    assert.ok(first);
    const anyOf = ['tech-lead', 'dba', 'cto'].map(role);
    const opened = [{ phase: 'early', at: later(12) }];
    const asked = pendingRequest({ requirements: [{ ...first, anyOf }], opened });
    assert.deepEqual(besides(asked, withChannel('dba', 'databases')), ['approval-1 @ #databases']);
  });

  it('ask each phase when its turn comes, in the channels of those that it asks', () => {
    const late = { phase: 'late', at: later(90) };
    const opened = [{ phase: 'early', at: later(12) }, late, { phase: 'early', at: later(99) }];
    const asked = pendingRequest({ requirements: PHASED, opened });
    assert.deepEqual(besides(asked, withChannel('cto', 'directors')), ['approval-2 @ #directors', 'approval-3 @ #approvals']);
  });

  it('tell an edit to everybody who has been asked, and to nobody who has not', () => {
    const policy = withChannel('cto', 'directors');
    const edit = { revision: 2, by: alex, at: later(60), changes: [], voters: [], asksAgain: [] };
    const opened = [{ phase: 'early', at: later(12) }];
    const edited = pendingRequest({ requirements: PHASED, opened, revision: 2, edit });
    assert.deepEqual(besides(edited, policy), ['edit-2 @ #approvals']);
    const more = { ...edited, opened: [...opened, { phase: 'late', at: later(90) }] };
    assert.deepEqual(besides(more, policy), ['approval-2 @ #directors', 'edit-2 @ #approvals', 'edit-2 @ #directors']);
  });

  it('tell a comment to the requester, and what the requester says to those who were asked', () => {
    const comments = [patti, alex].map((by) => ({ by, text: 'Is it tested?', at: later(30) }));
    assert.deepEqual(besides(halfApproved({ comments })), ['comment-1 @ alex', 'comment-2 @ #approvals']);
  });

  it('tell the requester what became of it, with a message of its own', () => {
    const news = everyState().map((request) => [request.state, posts(request).filter((post) => post.startsWith('news'))]);
    assert.deepEqual(Object.fromEntries(news), {
      pending: [],
      paused: ['news-paused-1 @ alex'],
      approved: ['news-approved-1 @ alex'],
      rejected: ['news-rejected-1 @ alex'],
      cancelled: [],
      expired: ['news-expired-1 @ alex'],
      deploying: [],
      'rolling-back': [],
      deployed: [],
      'rolled-back': [],
      complete: [],
    });
    assert.deepEqual(posts(approvedRequest({ requirements: [], opened: [] })), ALWAYS.slice(0, 2), 'nobody had to approve');
  });
});

describe('the thread of a deployment', () => {
  const begun = (changes: Partial<ReturnType<typeof deployingRequest>['rollout']>) =>
    besides(deployingRequest({ rollout: { ...deployingRequest().rollout, ...changes } })).slice(2);

  it('tells the evening before, and who has to be there where somebody has', () => {
    const announced = approvedRequest({ announcedAt: later(1_600), revision: 1 });
    const news = 'news-approved-1 @ alex';
    assert.deepEqual(besides(announced), [news, 'scheduled @ thread']);
    const asking = (execution: Partial<Policy['execution']>) =>
      besides(announced, policyLike({ execution: { ...policyLike().execution, ...execution } }));
    for (const asks of [
      { checklist: ['Team notified'] },
      { rollCall: { people: 1, named: [] } },
      { rollCall: { people: 0, named: ['managerOnCall'] } },
    ] as const) {
      assert.deepEqual(asking(asks), [news, 'scheduled @ thread', 'ready @ thread']);
    }
    assert.deepEqual(besides({ ...announced, revision: 3 }), ['news-approved-3 @ alex', 'scheduled-3 @ thread']);
    const called = { ...announced, revision: 2, readiness: { ...NOBODY_READY, calledAt: WINDOW_START } };
    assert.deepEqual(besides(called).slice(1), ['scheduled-2 @ thread', 'roll-call-2 @ thread']);
  });

  it('tells what is in its way, the requester as well', () => {
    const noGo = { reasons: [], at: later(60) };
    const freeze = { id: 'FRZ-3' as FreezeId, scope: {}, span: planLike().window, reason: 'Sales week', by: adele };
    const stray = { by: 'pipeline:payments-ci' as PipelineId, run: '8812', at: WINDOW_START };
    const held = halfApproved({
      readiness: { ...NOBODY_READY, noGo },
      strays: [stray, { ...stray, run: '8813' }],
      freezes: [{ freeze, at: later(60), override: undefined, liftedAt: undefined }],
    });
    assert.deepEqual(besides(held), [
      'stray-1 @ thread',
      'stray-2 @ thread',
      'no-go @ thread',
      'no-go @ alex',
      'freeze-FRZ-3 @ thread',
    ]);
  });

  it('tells each issue and each word about it, and each time that somebody wants to go back', () => {
    const [issue] = rollingBackRequest().rollout.issues;
    assert.ok(issue);
    const word = { text: 'Paused.', by: adele, at: later(20, WINDOW_START) };
    const ask = { by: adele, reason: 'Errors', at: WINDOW_START, answer: undefined };
    assert.deepEqual(
      begun({ issues: [issue, { ...issue, updates: [word, word], resolved: word }], asks: [ask, ask] }),
      ['issue-1', 'issue-2', 'update-2-1', 'update-2-2', 'update-2-3', 'rollback-asked-1', 'rollback-asked-2'].map(
        (view) => `${view} @ thread`,
      ),
    );
  });

  it('tells how it ended, and that it lasts longer than planned', () => {
    const inThread = (request: DeployRequest) => besides(request).filter((post) => !/scheduled|issue/.test(post));
    const known = (...views: readonly string[]) => views.map((view) => `${view} @ thread`);
    assert.deepEqual(inThread(deployingRequest()), known('live'));
    assert.deepEqual(inThread(deployedRequest()), known('live', 'success'));
    assert.deepEqual(inThread({ ...deployedRequest(), state: 'complete' }), known('live', 'success'));
    assert.deepEqual(inThread(rollingBackRequest()), known('live', 'rolled-back'));
    assert.deepEqual(begun({ overranAt: WINDOW_START }), known('overrun'));
    const hook = { call: 'c', at: WINDOW_START };
    assert.deepEqual(begun({ hook }), []);
    assert.deepEqual(begun({ hook: { ...hook, answer: { kind: 'heard', at: WINDOW_START } } }), known('hook'));
    const filed = { happened: '', timeline: '', cause: '', actions: [], by: alex, at: WINDOW_START };
    assert.deepEqual(inThread(rolledBackRequest({ postReview: filed })), known('live', 'rolled-back', 'post-review'));
  });

  it('tells how the watch goes, each time that it begins to look bad, and each part that is over', () => {
    const alarms = ['unhealthy', 'unhealthy', 'healthy', 'unhealthy', 'inconclusive', 'healthy'].map((verdict) => ({
      verdict,
    }));
    const checks = watchLike(alarms.map(() => ({ kind: 'unknown', because: 'no-data' }))).checks;
    const watch = watchLike([], {
      checks: checks.map((check, n) => ({ ...check, ...alarms[n] }) as typeof check),
      closed: [{ horizon: 'first-30-minutes', verdict: 'unhealthy', at: WINDOW_START }],
    });
    assert.deepEqual(
      begun({ watch }),
      ['watch', 'alarm-1', 'alarm-4', 'summary-1'].map((view) => `${view} @ thread`),
    );
  });
});
