import type { PipelineId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { plusMinutes, type Instant } from './time.ts';

/** The run that was let through the gate: what is approved is deployed once. */
export interface Passing {
  /** The pipeline's own id of the run; another attempt at the same run keeps it. */
  readonly run: string;
  readonly by: PipelineId;
  /** `''` where the pipeline did not say which. */
  readonly commit: string;
  readonly at: Instant;
}

export type PassingEvent = { readonly kind: 'gate-passed' } & Passing;

/** The run that has the deployment to itself; undefined while none has. */
export function runOf(request: DeployRequest): string | undefined {
  return request.gate?.run ?? ('rollout' in request ? request.rollout.run?.id : undefined);
}

/**
 * Whether a run may take the deployment, or has it already. Another one may once the run that has it has failed, or went
 * through the gate and never began.
 */
export function mayTake(request: DeployRequest, run: string, { execution }: Pick<Policy, 'execution'>, now: Instant): boolean {
  const owner = runOf(request);
  if (owner === undefined || owner === run) return true;
  const reporting = 'rollout' in request ? request.rollout.run : undefined;
  if (reporting?.id === owner) return reporting.reports.at(-1)?.what === 'failed';
  return request.gate !== undefined && plusMinutes(request.gate.at, execution.quietMinutes) <= now;
}
