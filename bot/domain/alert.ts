import type { AlertId, EnvironmentId, RequestId, ServiceId } from './ids.ts';
import type { Instant } from './time.ts';

/** One Azure Monitor alert instance, folded from every body that named it. Holds nothing that may not be shown. */
export interface Alert {
  readonly id: AlertId;
  readonly signal: 'metric' | 'log' | 'activity-log' | 'other' | 'unrecognised';
  readonly condition: 'fired' | 'resolved';
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
  /** A body made by "Test action group" in the portal: shown as a test, tied to nothing. */
  readonly isTest: boolean;
  readonly affects: { readonly service: ServiceId; readonly environment: EnvironmentId } | undefined;
  /** The deployment that was under way on what it affects. */
  readonly request: RequestId | undefined;
}

export const ALERT_SEVERITIES = ['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4'] as const;
export type Severity = (typeof ALERT_SEVERITIES)[number];

export interface Measure {
  readonly name: string;
  /** As Azure wrote it, without a unit where it gave none. */
  readonly value: string;
  readonly threshold: string;
  /** `GreaterThan`, `LessThan`, … as Azure writes it; empty when unknown. */
  readonly operator: string;
}
