import type { AlertId, EnvironmentId, GroupId, RequestId, ServiceId } from './ids.ts';
import type { Instant } from './time.ts';

/** One Azure Monitor alert instance, folded from every body that named it. Holds nothing that may not be shown. */
export interface Alert {
  readonly id: AlertId;
  readonly signal: 'metric' | 'log' | 'activity-log' | 'other' | 'unrecognised';
  readonly condition: 'fired' | 'resolved';
  /** Never empty: what kind of alert it is, where the body names no rule. */
  readonly rule: string;
  readonly severity: Severity | undefined;
  readonly description: string;
  /** When Azure says it fired; when it was first received, if Azure does not say. */
  readonly firedAt: Instant;
  readonly resolvedAt: Instant | undefined;
  /** ARM ids, lower case. */
  readonly targets: readonly string[];
  /** The first criterion that was evaluated, where the body has one. */
  readonly measure: Measure | undefined;
  /** One page of the Azure portal to look at. */
  readonly link: string | undefined;
  /** What to do about it, where the rule names a page: https only. */
  readonly runbook: string | undefined;
  /** The custom properties of the alert rule, names in lower case. */
  readonly properties: Readonly<Record<string, string>>;
  /** Azure itself is unwell (Service Health, Resource Health): what else fires there may only follow from it. */
  readonly isHealth: boolean;
  /** A body made by "Test action group" in the portal: shown as a test, tied to nothing. */
  readonly isTest: boolean;
  readonly affects: { readonly service: ServiceId; readonly environment: EnvironmentId } | undefined;
  /** The deployment that was under way on what it affects. */
  readonly request: RequestId | undefined;
  /** Why it is thought to be that deployment's. */
  readonly suspicion: Suspicion | undefined;
  /** Whose card it is on; undefined until it has been grouped. */
  readonly group: GroupId | undefined;
}

export interface Suspicion {
  /** What tied the alert to the service: the rule's custom properties, or the resource it fired on. */
  readonly by: 'properties' | 'resource';
  /** `likely` when all that was measured was measured after the deployment had begun. */
  readonly confidence: 'likely' | 'possible';
  /** Whole minutes from the start of the deployment until the alert fired. */
  readonly minutes: number;
}

export const ALERT_SEVERITIES = ['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4'] as const;
export type Severity = (typeof ALERT_SEVERITIES)[number];

/** The worse of two; what has no severity is worse than nothing, and no worse than anything that has one. */
export const worseOf = (a: Severity | undefined, b: Severity | undefined): Severity | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

export interface Measure {
  readonly name: string;
  /** As Azure wrote it, without a unit where it gave none. */
  readonly value: string;
  /** As Azure writes it (`Bytes`, `MilliSeconds`, a currency); left out where the body names none. */
  readonly unit?: string;
  /** Empty when unknown, and for a dynamic rule, whose bound is nobody's promise. */
  readonly threshold: string;
  /** `GreaterThan`, `LessThan`, … as Azure writes it; empty when unknown. */
  readonly operator: string;
}

/**
 * One more body of the same alert, in whatever order they arrive. What fired says more than what resolved, so that
 * is kept; resolved stays resolved; what it belongs to stays what it was first found to be.
 */
export function foldAlert(before: Alert | undefined, now: Alert): Alert {
  if (before === undefined) return now;
  const told = before.condition === 'resolved' && now.condition === 'fired' ? now : before;
  const resolvedAt = earliest(before.resolvedAt, now.resolvedAt);
  return {
    ...told,
    condition: resolvedAt === undefined ? 'fired' : 'resolved',
    resolvedAt,
    isTest: before.isTest || now.isTest,
    affects: before.affects ?? now.affects,
    request: before.request ?? now.request,
    suspicion: before.request === undefined ? now.suspicion : before.suspicion,
    group: before.group ?? now.group,
  };
}

const earliest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
