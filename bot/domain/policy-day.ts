import type { Horizon } from './watch.ts';

/** The day of a deployment, and the time after it, as the policy wants them. */

/** Who has to be there and what has to be done before Start (seeds/002, phase 6), and how it goes back. */
export interface Execution {
  readonly rollCall: {
    /** How many have to say that they are there, the on-call people among them. */
    readonly people: number;
    /** Those of the on-call people whom a request names that have to be among them. */
    readonly named: readonly OnCall[];
  };
  /** Minutes before the window at which the thread is asked who is there. */
  readonly rollCallBefore: number;
  /** The pre-deployment checklist, in its order. */
  readonly checklist: readonly string[];
  /** People who have to agree with whoever wants to roll back. */
  readonly rollbackConfirmations: 0 | 1;
  /** Minutes without a report after which somebody looks at the pipeline. */
  readonly quietMinutes: number;
}

export const ON_CALL = ['onCallEngineer', 'backupEngineer', 'managerOnCall'] as const;
export type OnCall = (typeof ON_CALL)[number];

/** How a deployment that is live is watched (seeds/002, "Monitoring & Alerting Post-Deployment"); limits are thresholds. */
export interface WatchPolicy {
  readonly horizons: readonly Horizon[];
  /** Fewer requests between two checks than this prove nothing. */
  readonly minimumRequests: number;
  /** Bad checks in a row before anything is called unhealthy for good, or done without asking. */
  readonly consecutive: number;
  /** Minutes in which somebody has to look. */
  readonly investigateWithin: number;
  readonly rollback: 'ask' | 'automatic';
  /** Success criteria that no number shows. */
  readonly criteria: readonly string[];
}

/** seeds/002, "Rollback Decision Criteria", "Success Criteria" and "First 30 Minutes". Rates are percentages, 0–100. */
export interface Thresholds {
  readonly minimumCoverage: number;
  readonly minimumReviewers: number;
  /** Hours in staging under which approvers are warned (seeds/002, "Extended Staging Testing"). */
  readonly minimumStagingHours: number;
  /** More traffic than this, in percent, without a load test is a warning. */
  readonly loadTestAbove: number;
  readonly rollbackErrorRate: number;
  readonly investigateResponseMs: number;
  readonly investigateFailedCallsPerMinute: number;
  readonly successErrorRate: number;
  readonly successP99Ms: number;
  readonly watchErrorRate: number;
  readonly watchResponseMs: number;
}
