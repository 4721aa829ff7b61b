import type { Target } from './freeze.ts';
import type { EnvironmentId, PipelineId, ServiceId } from './ids.ts';
import type { Origin } from './origin.ts';
import type { Reported } from './pipeline-report.ts';
import type { Policy } from './policy.ts';
import { deploymentsOf, type Wish } from './posts.ts';
import type { Refusal } from './refusal.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** What pipelines say about runs that no request asks for: allowed where nothing has to be requested, and told of elsewhere. */
export interface TargetRuns extends Target {
  /** The newest first. */
  readonly runs: readonly KnownRun[];
  /** Versions that ran well here, the newest first. */
  readonly succeeded: readonly string[];
  /** How many of all runs so far were not allowed. */
  readonly strays: number;
}

export interface KnownRun extends ToldRun {
  readonly at: Instant;
  /** Reports of it, by the number that the pipeline gave each. */
  readonly reports: readonly { readonly sequence: number; readonly what: Reported }[];
  /** Which of the runs that were not allowed it is, from 1; 0 for one that was. */
  readonly stray: number;
}

export interface ToldRun extends Origin {
  readonly run: string;
  readonly by: PipelineId;
  readonly version: string;
  readonly standing: Standing;
}

/** Why a run is known here: it is only recorded, or nobody asked for it, or something else set it off. */
export type Standing = 'recorded' | 'no-request' | 'other-trigger' | 'trigger-unsaid';

export interface RunEvent extends ToldRun {
  readonly kind: 'run-told';
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  readonly sequence: number;
  readonly what: Reported;
  readonly at: Instant;
}

const MOST_RUNS = 30;
const MOST_VERSIONS = 200;

/** Refuses with `sequence-used` or `out-of-order`; the same report again changes nothing. */
export function decideRun(
  known: TargetRuns | undefined,
  told: Omit<RunEvent, 'kind' | 'at'>,
  now: Instant,
): Result<readonly RunEvent[], Refusal> {
  const reports = known?.runs.find(({ run }) => run === told.run)?.reports ?? [];
  const same = reports.find(({ sequence }) => sequence === told.sequence);
  if (same !== undefined) return same.what === told.what ? accept([]) : refuse({ code: 'sequence-used' });
  if (reports.some(({ sequence }) => sequence > told.sequence)) return refuse({ code: 'out-of-order' });
  return accept([{ kind: 'run-told', ...told, at: now }]);
}

export function evolveRuns(before: TargetRuns | undefined, event: RunEvent): TargetRuns {
  const { kind: _kind, service, environment, sequence, what, at, ...told } = event;
  const { runs = [], succeeded = [], strays = 0 } = before ?? {};
  const known = runs.find(({ run }) => run === told.run);
  const isNewStray = known === undefined && told.standing !== 'recorded';
  const run: KnownRun = {
    ...told,
    at,
    reports: [...(known?.reports ?? []), { sequence, what }],
    stray: known?.stray ?? (isNewStray ? strays + 1 : 0),
  };
  return {
    service,
    environment,
    runs: [run, ...runs.filter((one) => one !== known)].slice(0, MOST_RUNS),
    succeeded: afterReport(succeeded, event),
    strays: isNewStray ? strays + 1 : strays,
  };
}

/** What has to go back again proves nothing, and neither does what was not allowed. */
function afterReport(succeeded: readonly string[], { what, version, standing }: RunEvent): readonly string[] {
  if (standing !== 'recorded') return succeeded;
  const others = succeeded.filter((one) => one !== version);
  if (what === 'failed' || what === 'rolled-back') return others;
  return what === 'succeeded' ? [version, ...others].slice(0, MOST_VERSIONS) : succeeded;
}

/** How a report without a request is taken: `no-request` where policy wants one. */
export const standingOf = (target: Target, problem: Standing | undefined, { environments }: Policy): Standing =>
  environments.get(target.environment)?.rules === 'full' ? 'no-request' : (problem ?? 'recorded');

/** Everybody in the service's channel hears of a run that was not allowed, once. */
export const runPosts = (known: TargetRuns, policy: Policy): readonly Wish[] =>
  known.runs.flatMap(({ stray }) =>
    stray === 0 ? [] : [{ view: `stray-${stray}`, place: deploymentsOf(known.service, policy) } as const],
  );
