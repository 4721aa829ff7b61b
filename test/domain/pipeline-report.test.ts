import assert from 'node:assert/strict';
import type { PipelineId } from '../../bot/domain/ids.ts';
import type { PipelineReport } from '../../bot/domain/pipeline-report.ts';
import type { DeployRequest, RequestEvent } from '../../bot/domain/request.ts';
import type { Rollout } from '../../bot/domain/rollout.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { afterAll, answerTo } from '../support/deciding.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  FROM_ANYWHERE,
  halfApproved,
  later,
  planLike,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const CI = 'pipeline:payments-ci' as PipelineId;
const during = (minutes: number): Instant => later(minutes, WINDOW_START);
const now = during(12);
const report = (what: PipelineReport['what'], changes: Partial<PipelineReport> = {}): PipelineReport => ({
  kind: 'pipeline-reported',
  by: CI,
  run: '8812',
  sequence: 1,
  what,
  step: undefined,
  reason: '',
  rollsBack: 'never',
  origin: FROM_ANYWHERE,
  ...changes,
});
const told = (what: PipelineReport['what'], sequence = 1): RequestEvent => ({
  kind: 'run-reported',
  by: CI,
  run: '8812',
  sequence,
  what,
  rollsBack: 'never',
  at: now,
});
/** The on-call engineer looks after it when nothing more is heard. */
const heardOf: RequestEvent = {
  kind: 'obligation-owed',
  owed: { id: 'pipeline-report', kind: 'pipeline-report', owner: adele, since: now, due: during(27) },
  at: now,
};
const answers = (request: DeployRequest, ...rest: Parameters<typeof report>) => answerTo(request, report(...rest), now);
const reporting = (request: DeployRequest, ...whats: readonly PipelineReport['what'][]) =>
  afterAll(
    request,
    whats.map((what, n) => [report(what, { sequence: n + 1 }), now] as const),
  );

describe('what a pipeline reports', () => {
  it('starts an approved deployment, as a person would', () => {
    assert.deepEqual(answers(approvedRequest(), 'started'), [
      { kind: 'announced', at: now },
      { kind: 'rollout-started', by: CI, at: now },
      told('started'),
      heardOf,
    ]);
    assert.deepEqual(answers(halfApproved(), 'started'), { code: 'not-approved', state: 'pending' });
    assert.deepEqual(answerTo(approvedRequest(), report('started'), during(-1)), { code: 'too-early', from: WINDOW_START });
  });

  it('is kept where somebody has started it by hand', () => {
    assert.deepEqual(answers(deployingRequest(), 'started'), [told('started'), heardOf]);
  });

  it('begins and ends the steps that it names, or the running one', () => {
    const begun = { step: 3, by: CI, at: now } as const;
    assert.deepEqual(answers(deployingRequest(), 'step-started', { step: 3 }), [
      { kind: 'step-begun', ...begun },
      told('step-started'),
      heardOf,
    ]);
    assert.deepEqual(answers(deployingRequest(), 'step-finished'), [
      { kind: 'step-finished', ...begun },
      told('step-finished'),
      heardOf,
    ]);
    assert.deepEqual(answers(deployingRequest(), 'step-finished', { step: 4 }), { code: 'step-not-open' });
    assert.deepEqual(answers(approvedRequest(), 'step-finished'), { code: 'not-deploying', state: 'approved' });
  });

  it('has done every step when it is done, and owes no more reports', () => {
    const done = (step: number): RequestEvent => ({ kind: 'step-finished', step, by: CI, at: now });
    const begun = reporting(deployingRequest(), 'started');
    assert.deepEqual(answers(begun, 'succeeded', { sequence: 2 }), [
      done(3),
      done(4),
      done(5),
      { kind: 'rollout-succeeded', by: CI, at: now },
      { kind: 'obligation-dropped', id: 'pipeline-report', at: now },
      told('succeeded', 2),
    ]);
    assert.equal(reporting(begun, 'started', 'succeeded').state, 'deployed');
    assert.deepEqual(answers(deployedRequest(), 'succeeded'), [told('succeeded')], 'declared by hand before');
  });

  it('is an issue when it failed, in its words or under the name of its run', () => {
    const failed = (text: string) => {
      const events = answers(deployingRequest(), 'failed', { reason: text });
      return Array.isArray(events) ? (events as readonly RequestEvent[]) : assert.fail();
    };
    const issue = { severity: 'high', action: 'investigating', every: 15, by: CI, at: now } as const;
    assert.deepEqual(failed('Tests failed')[0], { kind: 'issue-reported', text: 'Tests failed', ...issue });
    assert.deepEqual(failed('')[0], { kind: 'issue-reported', text: '8812', ...issue });
    assert.deepEqual(failed('').slice(-2), [told('failed'), heardOf]);
    const onItsWay = answers(rollingBackRequest(), 'failed');
    assert.deepEqual([onItsWay].flat().slice(-2), [told('failed'), heardOf], 'it is still going back');
  });

  it('is the way back, begun and ended', () => {
    const wentBack = (reason: string): readonly RequestEvent[] => [
      { kind: 'rollback-started', by: CI, reason, confirmedBy: undefined, at: now },
      { kind: 'rollback-finished', by: CI, at: now },
    ];
    const owed = (kind: 'review' | 'cause'): RequestEvent => ({
      kind: 'obligation-owed',
      owed: { id: kind, kind, owner: alex, since: now, due: during(12 + 1_440) },
      at: now,
    });
    const follows = [owed('review'), owed('cause'), told('rolled-back')];
    assert.deepEqual(answers(deployingRequest(), 'rolled-back', { reason: 'Errors' }), [...wentBack('Errors'), ...follows]);
    assert.deepEqual(answers(deployingRequest(), 'rolled-back'), [...wentBack('8812'), ...follows]);
    assert.deepEqual(answers(rollingBackRequest(), 'rolled-back'), [...wentBack('').slice(1), ...follows]);
  });
});

describe('reports of a pipeline', () => {
  const begun = reporting(deployingRequest(), 'started', 'step-finished');

  it('come in order, each once', () => {
    assert.deepEqual(answers(begun, 'step-finished', { sequence: 2 }), []);
    assert.deepEqual(answers(begun, 'started', { sequence: 1 }), []);
    assert.deepEqual(answers(begun, 'failed', { sequence: 2 }), { code: 'sequence-used' });
    assert.deepEqual(answers(begun, 'step-started', { sequence: 0 }), { code: 'out-of-order' });
    assert.deepEqual(answers(begun, 'step-started', { sequence: 7 }), [
      { kind: 'step-begun', step: 4, by: CI, at: now },
      told('step-started', 7),
      heardOf,
    ]);
  });

  it('are of one run, except that another may take it back', () => {
    const other = { run: '8813', sequence: 1 };
    assert.deepEqual(answers(begun, 'step-finished', other), { code: 'other-run' });
    assert.deepEqual(answers(begun, 'rolled-back', other), { code: 'other-run' });
    const { run } = (begun as typeof begun & { readonly rollout: Rollout }).rollout;
    const back = rollingBackRequest({ rollout: { ...rollingBackRequest().rollout, run } });
    assert.deepEqual(answers(back, 'started', other), { code: 'other-run' });
    const gone = afterAll(back, [[report('rolled-back', other), now]]);
    assert.deepEqual('rollout' in gone && [gone.state, gone.rollout.run], [
      'rolled-back',
      { id: '8813', pipeline: CI, heardAt: now, reports: [{ sequence: 1, what: 'rolled-back' }], rollsBack: 'never' },
    ]);
  });

  it('are kept, and a pipeline that once said it would go back is held to it', () => {
    const request = afterAll(deployingRequest(), [
      [report('started', { rollsBack: 'at-gate' }), during(10)],
      [report('step-started', { sequence: 2 }), during(11)],
    ]);
    assert.deepEqual('rollout' in request && request.rollout.run, {
      id: '8812',
      pipeline: CI,
      heardAt: during(11),
      reports: [
        { sequence: 1, what: 'started' },
        { sequence: 2, what: 'step-started' },
      ],
      rollsBack: 'at-gate',
    });
  });

  it('come from where the request was approved for, unless the gate has looked at that', () => {
    const plan = planLike({ commit: 'abc1234' });
    const approved = approvedRequest({ plan });
    const from = { ...FROM_ANYWHERE, commit: 'fff1234' };
    const wrong = { code: 'other-commit', approved: 'abc1234' };
    assert.deepEqual(answers(approved, 'started', { origin: from }), wrong);
    assert.deepEqual(answers(approved, 'started'), { code: 'commit-unsaid' });
    const begins = [{ kind: 'announced', at: now }, { kind: 'rollout-started', by: CI, at: now }, told('started'), heardOf];
    const gate = { run: '8812', by: CI, commit: 'abc1234', at: now };
    assert.deepEqual(answers({ ...approved, gate }, 'started'), begins);
    assert.deepEqual(answers({ ...approved, gate }, 'started', { origin: from }), wrong);
    const triggered = { ...FROM_ANYWHERE, trigger: 'push' };
    assert.deepEqual(answers({ ...approved, gate }, 'started', { origin: triggered }), { code: 'commit-unsaid' });
    assert.deepEqual(answers(deployingRequest({ plan }), 'step-finished', { origin: from, step: 2 }), [
      told('step-finished'),
      heardOf,
    ]);
  });
});
