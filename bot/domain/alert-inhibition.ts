import type { AlertGroup } from './alert-group.ts';
import type { GroupId, RequestId } from './ids.ts';
import type { DeployRequest } from './request.ts';
import { plusMinutes, type Instant } from './time.ts';

/** What else is going on that explains alerts. */
export interface Causes {
  readonly rollingBack: readonly DeployRequest[];
  /** Open groups that say Azure itself is unwell. */
  readonly health: readonly AlertGroup[];
}

/** Azure's health alerts tell of moments and never end: this long after the last one it counts as over. */
const UNWELL_MINUTES = 60;

/**
 * What an alert is only the consequence of: a deployment of the same service that is being rolled back, or Azure's own
 * trouble with what it runs on. A test is the consequence of nothing.
 */
export function inhibitorOf(group: AlertGroup, causes: Causes, now: Instant): RequestId | GroupId | undefined {
  const { affects, isTest, isHealth } = group;
  if (isTest || isHealth) return undefined;
  const rollback = causes.rollingBack.find(
    ({ plan }) => plan.service === affects?.service && plan.environment === affects.environment,
  );
  return rollback?.id ?? causes.health.find((health) => isBehind(health, group, now))?.id;
}

function isBehind(health: AlertGroup, group: AlertGroup, now: Instant): boolean {
  if (health.isTest || health.closed !== undefined || now >= plusMinutes(health.lastHeardAt, UNWELL_MINUTES)) return false;
  if (health.affects !== undefined) {
    return health.affects.service === group.affects?.service && health.affects.environment === group.affects.environment;
  }
  const subscriptions = health.targets.map(subscriptionOf);
  return group.targets.some((target) => subscriptions.includes(subscriptionOf(target)));
}

/** `/subscriptions/<id>` of an ARM id. */
export const subscriptionOf = (target: string): string => target.split('/').slice(0, 3).join('/');
