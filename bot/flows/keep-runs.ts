import type { Target } from '../domain/freeze.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import { decideRun, evolveRuns, runPosts, type RunEvent, type TargetRuns } from '../domain/target-runs.ts';
import { changeStream, type StreamRules } from './change-stream.ts';
import type { Clock, Runs } from './ports.ts';

/** Keeps what a pipeline tells of a run that no request asks for. */
export type KeepRun = (told: Omit<RunEvent, 'kind' | 'at'>) => Promise<Result<TargetRuns | undefined, Refusal>>;

export interface KeepRunPorts {
  readonly runs: Runs;
  readonly policy: Policy;
  readonly clock: Clock;
}

export function createKeepRun({ runs, policy, clock }: KeepRunPorts): KeepRun {
  const rules: StreamRules<TargetRuns, RunEvent> = {
    evolve: evolveRuns,
    isOpen: () => true,
    due: () => undefined,
    wishes: (known) => runPosts(known, policy),
  };
  return (told) => {
    const target: Target = { service: told.service, environment: told.environment };
    return changeStream(target, runs, rules, (known) => decideRun(known, told, clock.now()));
  };
}
