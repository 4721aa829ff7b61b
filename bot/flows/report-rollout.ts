import type { Target } from '../domain/freeze.ts';
import { requestAtGate } from '../domain/gate.ts';
import type { RequestId } from '../domain/ids.ts';
import { triggerProblem } from '../domain/origin.ts';
import { runOf } from '../domain/passing.ts';
import type { PipelineReport } from '../domain/pipeline-report.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { isLive, type DeployRequest } from '../domain/request.ts';
import { standingOf } from '../domain/target-runs.ts';
import type { ChangeRequest } from './change-request.ts';
import type { KeepRun } from './keep-runs.ts';
import type { Requests } from './ports.ts';

export interface RolloutReport extends Target {
  /** Exactly as it was requested. */
  readonly version: string;
  readonly report: PipelineReport;
}

export type ReportAnswer =
  | { readonly kind: 'taken'; readonly request: DeployRequest }
  /** Kept without a request, because none is needed there. */
  | { readonly kind: 'recorded' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly requestId?: RequestId; readonly problem: Refusal['code'] };

/**
 * Tells the request of what is deployed about its run, and keeps what is told of a run without one; people hear of a run
 * that was not allowed. Rejects when the store cannot be read.
 */
export type ReportRollout = (told: RolloutReport) => Promise<ReportAnswer>;

export interface ReportRolloutPorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly changeRequest: ChangeRequest;
  readonly keepRun: KeepRun;
  readonly policy: Policy;
}

const MOST_REQUESTS = 200;

export function createReportRollout(ports: ReportRolloutPorts): ReportRollout {
  const { requests, changeRequest, policy } = ports;
  return async (told) => {
    const { service, environment, version, report } = told;
    const stored = await requests.list({ service, environment, most: MOST_REQUESTS });
    const request = requestAtGate(stored.filter(({ plan }) => plan.version === version));
    if (request === undefined || !isItsOwn(request, told, policy)) return withoutRequest(told, ports);
    const done = await changeRequest(request.id, report);
    if (done.ok) return { kind: 'taken', request: done.value };
    await changeRequest(request.id, { kind: 'turn-run-away', report });
    return { kind: 'refused', requestId: request.id, problem: done.problem.code };
  };
}

/** Where nothing has to be requested, a request that has ended says nothing about another run of its version. */
const isItsOwn = (request: DeployRequest, { environment, report }: RolloutReport, { environments }: Policy): boolean =>
  isLive(request) || runOf(request) === report.run || environments.get(environment)?.rules === 'full';

async function withoutRequest(told: RolloutReport, { keepRun, policy }: ReportRolloutPorts): Promise<ReportAnswer> {
  const { service, environment, version, report } = told;
  const known = policy.environments.get(environment);
  if (known === undefined || !policy.services.has(service)) return { kind: 'unknown' };
  const { run, by, sequence, what, origin } = report;
  const standing = standingOf(told, triggerProblem(known.trigger, origin)?.code, policy);
  const kept = await keepRun({ service, environment, version, run, by, sequence, what, standing, ...origin });
  if (!kept.ok) return { kind: 'refused', problem: kept.problem.code };
  if (standing === 'no-request') return { kind: 'unknown' };
  return standing === 'recorded' ? { kind: 'recorded' } : { kind: 'refused', problem: standing };
}
