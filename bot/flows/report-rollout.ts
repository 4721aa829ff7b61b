import { requestAtGate } from '../domain/gate.ts';
import type { EnvironmentId, RequestId, ServiceId } from '../domain/ids.ts';
import type { PipelineReport } from '../domain/pipeline-report.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Requests } from './ports.ts';

export interface RolloutReport {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  /** Exactly as it was requested. */
  readonly version: string;
  readonly report: PipelineReport;
}

export type ReportAnswer =
  | { readonly kind: 'taken'; readonly request: DeployRequest }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly requestId: RequestId; readonly problem: Refusal };

/** Tells the request of what is deployed about its run; rejects when the store cannot be read. */
export type ReportRollout = (told: RolloutReport) => Promise<ReportAnswer>;

const MOST_REQUESTS = 200;

export function createReportRollout(requests: Pick<Requests, 'list'>, changeRequest: ChangeRequest): ReportRollout {
  return async ({ service, environment, version, report }) => {
    const stored = await requests.list({ service, environment, most: MOST_REQUESTS });
    const request = requestAtGate(stored.filter(({ plan }) => plan.version === version));
    if (request === undefined) return { kind: 'unknown' };
    const done = await changeRequest(request.id, report);
    if (done.ok) return { kind: 'taken', request: done.value };
    await changeRequest(request.id, { kind: 'turn-run-away', report });
    return { kind: 'refused', requestId: request.id, problem: done.problem };
  };
}
