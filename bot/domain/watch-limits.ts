import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import type { WatchLimits } from './watch.ts';

/** The plan's own limits were approved with it; where it has none, policy's count. */
export function limitsOf({ plan }: DeployRequest, { thresholds, watch }: Policy): WatchLimits {
  return {
    minimumRequests: watch.minimumRequests,
    consecutive: watch.consecutive,
    errorRate: thresholds.watchErrorRate,
    responseMs: thresholds.watchResponseMs,
    rollbackErrorRate: plan.rollbackErrorRate || thresholds.rollbackErrorRate,
    investigateResponseMs: plan.rollbackResponseMs || thresholds.investigateResponseMs,
    investigateFailedPerMinute: thresholds.investigateFailedCallsPerMinute,
    investigateWithin: watch.investigateWithin,
    rollback: watch.rollback,
  };
}
