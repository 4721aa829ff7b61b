import type { AlertGroup } from './alert-group.ts';
import type { DeployRequest, RequestState } from './request.ts';

/** What an approver should know besides the request: what it follows, how others like it ended, and what is wrong now. */
export interface Brief {
  /** The last deployment of this service that went live there; undefined for the first one. */
  readonly last: WentLive | undefined;
  /** Requests of a common kind for the same service and environment that are over, newest first. */
  readonly similar: readonly DeployRequest[];
  /** Alert groups of the service there that still fire. */
  readonly alerts: readonly AlertGroup[];
}

export type WentLive = Extract<DeployRequest, { state: 'deployed' | 'complete' }>;

/** `others` are requests for the same service and environment, newest first; `groups` the alert groups that are open. */
export interface BriefFacts {
  readonly others: readonly DeployRequest[];
  readonly groups: readonly AlertGroup[];
}

/** States in which a request says how things went. */
export const OVER = [
  'deployed',
  'complete',
  'rolled-back',
  'rejected',
  'cancelled',
  'expired',
] as const satisfies readonly RequestState[];

const MOST_SIMILAR = 3;

export function briefOf(request: DeployRequest, { others, groups }: BriefFacts): Brief {
  const { service, environment, changeTypes } = request.plan;
  const over = others.filter(({ id, state }) => id !== request.id && OVER.some((one) => one === state));
  const isSimilar = ({ plan }: DeployRequest) => plan.changeTypes.some((kind) => changeTypes.includes(kind));
  return {
    last: over.filter(wentLive)[0],
    similar: over.filter(isSimilar).slice(0, MOST_SIMILAR),
    alerts: groups.filter(
      ({ affects, firing, isTest }) =>
        firing > 0 && !isTest && affects?.service === service && affects.environment === environment,
    ),
  };
}

const wentLive = (request: DeployRequest): request is WentLive => request.state === 'deployed' || request.state === 'complete';
