import assert from 'node:assert/strict';
import { isOpenIssue, type Issue } from '../../bot/domain/rollout.ts';
import { evolve, type DeployRequest, type RequestEvent } from '../../bot/domain/request.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  later,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const at = later(700);

describe('a deployment in its record', () => {
  it('begins with nothing done', () => {
    const begun = evolve(approvedRequest(), { kind: 'rollout-started', by: adele, at });
    assert.deepEqual('rollout' in begun && [begun.state, begun.rollout], [
      'deploying',
      {
        startedBy: adele,
        startedAt: at,
        finished: [],
        begun: undefined,
        issues: [],
        asks: [],
        rollback: undefined,
        live: undefined,
        ended: undefined,
        run: undefined,
        watch: undefined,
      },
    ]);
  });

  const { rollout } = deployingRequest();
  const done = { by: adele, at };
  const word = { text: 'Lock gone', ...done };
  const report = { text: 'Slow', severity: 'high', action: 'investigating', every: 15, ...done } as const;
  const issue = { ...report, updates: [], resolved: undefined };
  const changes: readonly (readonly [RequestEvent, object])[] = [
    [{ kind: 'step-begun', step: 3, ...done }, { begun: done }],
    [
      { kind: 'step-finished', step: 3, ...done },
      { begun: undefined, finished: [...rollout.finished, done] },
    ],
    [{ kind: 'issue-reported', ...report }, { issues: [issue, issue, issue] }],
    [{ kind: 'issue-updated', issue: 2, ...word }, { issues: [issue, { ...issue, updates: [word] }] }],
    [{ kind: 'issue-resolved', issue: 1, ...word }, { issues: [{ ...issue, resolved: word }, issue] }],
    [{ kind: 'rollback-asked', reason: 'Errors', ...done }, { asks: [{ reason: 'Errors', ...done, answer: undefined }] }],
    [{ kind: 'cause-recorded', ...word }, { cause: word }],
    [{ kind: 'window-overrun', at }, { overranAt: at }],
    [{ kind: 'hook-called', call: 'c', at }, { hook: { call: 'c', at } }],
  ];
  for (const [event, changed] of changes) {
    it(`keeps ${event.kind} and all that was known before`, () => {
      const before = deployingRequest({
        rollout: { ...rollout, begun: { by: alex, at: WINDOW_START }, issues: [issue, issue] },
      });
      assert.deepEqual(evolve(before, event), {
        ...before,
        gate: undefined,
        rollout: { ...before.rollout, ...changed },
      });
    });
  }
});

describe('the end of a deployment in its record', () => {
  const done = { by: adele, at };
  const ended = (before: DeployRequest, event: RequestEvent) => {
    const request = evolve(before, event);
    return 'rollout' in request ? [request.state, request.rollout] : assert.fail();
  };

  it('is when it was live, when it was back, or when nothing more is watched', () => {
    const { rollout } = deployingRequest();
    assert.deepEqual(ended(deployingRequest(), { kind: 'rollout-succeeded', ...done }), [
      'deployed',
      { ...rollout, live: done, ended: done },
    ]);
    const back = rollingBackRequest();
    assert.deepEqual(ended(back, { kind: 'rollback-finished', ...done }), ['rolled-back', { ...back.rollout, ended: done }]);
    const live = deployedRequest();
    assert.deepEqual(ended(live, { kind: 'completed', verdict: 'healthy', at }), ['complete', live.rollout]);
  });
});

describe('an issue', () => {
  const { rollout } = deployedRequest();
  const ended = rollout.ended?.at ?? assert.fail();
  const issue = (minutes: number): Issue => ({
    text: 'Slow',
    severity: 'high',
    action: 'investigating',
    every: 15,
    by: adele,
    at: later(minutes, ended),
    updates: [],
    resolved: undefined,
  });

  it('is open until it is resolved, or what it was about is over', () => {
    const during = { state: 'deploying', rollout: { ...rollout, ended: undefined } } as const;
    const live = { state: 'deployed', rollout } as const;
    assert.equal(isOpenIssue(issue(-5), during), true);
    assert.equal(isOpenIssue({ ...issue(-5), resolved: { text: 'Gone', by: adele, at } }, during), false);
    assert.deepEqual(
      [-1, 0, 1].map((minutes) => isOpenIssue(issue(minutes), live)),
      [false, true, true],
    );
    for (const state of ['rolled-back', 'complete'] as const) {
      assert.equal(isOpenIssue(issue(5), { state, rollout }), false, state);
      assert.equal(isOpenIssue(issue(5), { state, rollout: { ...rollout, ended: undefined } }), false, state);
    }
  });
});
