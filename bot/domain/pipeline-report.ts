import type { Decision, DecisionFacts } from './decide.ts';
import { decideExecution, type ExecutionCommand } from './execution.ts';
import { originProblem } from './gate.ts';
import type { PipelineId } from './ids.ts';
import { owe } from './obligation.ts';
import type { Origin } from './origin.ts';
import { mayTake } from './passing.ts';
import { evolve, type DeployRequest, type RequestEvent } from './request.ts';
import { accept, refuse } from './result.ts';
import type { Run } from './rollout.ts';
import type { Instant } from './time.ts';

export const REPORTS = ['started', 'step-started', 'step-finished', 'succeeded', 'failed', 'rolled-back'] as const;
export type Reported = (typeof REPORTS)[number];

/** What a pipeline says about its run. `sequence` is its own number of the report, and rises. */
export interface PipelineReport {
  readonly kind: 'pipeline-reported';
  readonly by: PipelineId;
  readonly run: string;
  readonly sequence: number;
  readonly what: Reported;
  /** From 1; undefined means the running one. */
  readonly step: number | undefined;
  /** Why it failed or went back; `''` when it does not say. */
  readonly reason: string;
  readonly rollsBack: Run['rollsBack'];
  readonly origin: Origin;
}

/** Updates on what a pipeline has reported as failed are owed this often. Minutes. */
const UPDATE_EVERY = 15;

/**
 * Reports come in order, each once: the same one again changes nothing. Refuses with `other-run`, `out-of-order`,
 * `sequence-used`, with what is wrong about where it comes from, and with whatever a person would hear who did the same.
 */
export function decideReport(request: DeployRequest, report: PipelineReport, facts: DecisionFacts, now: Instant): Decision {
  const goesBack = request.state === 'rolling-back' && report.what === 'rolled-back';
  if (!goesBack && !mayTake(request, report.run, facts.policy, now)) return refuse({ code: 'other-run' });
  const told = 'rollout' in request && request.rollout.run?.id === report.run ? request.rollout.run.reports : [];
  const same = told.find(({ sequence }) => sequence === report.sequence);
  if (same !== undefined) return same.what === report.what ? accept([]) : refuse({ code: 'sequence-used' });
  if (told.some(({ sequence }) => sequence > report.sequence)) return refuse({ code: 'out-of-order' });
  const problem = isLetIn(request, report) ? undefined : originProblem(request, report.origin, facts.policy);
  if (problem !== undefined) return refuse(problem);

  const events: RequestEvent[] = [];
  let after = request;
  for (const command of commandsOf(request, report)) {
    const decided = decideExecution(after, command, facts, now);
    if (!decided.ok) return decided;
    events.push(...decided.value);
    after = decided.value.reduce<DeployRequest>(evolve, after);
  }
  const { by, run: id, sequence, what, rollsBack } = report;
  return accept([
    ...events,
    { kind: 'run-reported', by, run: id, sequence, what, rollsBack, at: now },
    ...nextOwed(after, facts, now),
  ]);
}

/** The gate looks at where a run comes from, and so does its first report where it has not asked there. */
const isLetIn = ({ gate }: DeployRequest, { run, what, origin }: PipelineReport): boolean =>
  what !== 'started' || (gate?.run === run && origin.commit === '' && origin.trigger === '');

/** What a person would do who told the same. A pipeline that does not report its steps has done them when it is done. */
function commandsOf(request: DeployRequest, { by, what, step, reason, run }: PipelineReport): readonly ExecutionCommand[] {
  switch (what) {
    case 'started':
      return request.state === 'deploying' ? [] : [{ kind: 'start', by }];
    case 'step-started':
      return [{ kind: 'begin-step', by, step }];
    case 'step-finished':
      return [{ kind: 'finish-step', by, step }];
    case 'succeeded':
      return [...openSteps(request).map(() => ({ kind: 'finish-step', by, step: undefined }) as const), { kind: 'finish', by }];
    case 'failed': {
      const issue = {
        text: reason === '' ? run : reason,
        severity: 'high',
        action: 'investigating',
        every: UPDATE_EVERY,
      } as const;
      return [{ kind: 'report-issue', by, issue }];
    }
    case 'rolled-back':
      return [
        { kind: 'roll-back', by, reason: reason === '' ? run : reason },
        { kind: 'finish', by },
      ];
  }
}

const openSteps = (request: DeployRequest): readonly string[] =>
  request.state === 'deploying' ? request.plan.steps.slice(request.rollout.finished.length) : [];

/** The on-call engineer has to look when it falls silent. */
function nextOwed(after: DeployRequest, { policy }: DecisionFacts, now: Instant): readonly RequestEvent[] {
  if (after.state !== 'deploying' && after.state !== 'rolling-back') return [];
  const owner = after.plan.onCallEngineer;
  return [owe({ kind: 'pipeline-report', owner, since: now, within: policy.execution.quietMinutes }, now)];
}
