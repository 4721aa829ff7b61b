import type { PersonId } from './ids.ts';
import type { Instant } from './time.ts';

export const SEVERITIES = ['critical', 'high', 'medium'] as const;
export const ISSUE_ACTIONS = ['investigating', 'rolling-back', 'mitigating'] as const;

/** Seeds/002, "Deployment Issue". */
export interface Issue {
  readonly text: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly action: (typeof ISSUE_ACTIONS)[number];
  /** Minutes between the updates that were promised. */
  readonly every: number;
  readonly by: PersonId;
  readonly at: Instant;
}

/** One execution of an approved request. */
export interface Rollout {
  readonly startedBy: PersonId;
  readonly startedAt: Instant;
  /** In the order of the plan's steps; the first missing one is running. */
  readonly finished: readonly { readonly by: PersonId; readonly at: Instant }[];
  readonly issues: readonly Issue[];
  readonly rollback: { readonly by: PersonId; readonly at: Instant; readonly reason: string } | undefined;
  readonly ended: { readonly by: PersonId; readonly at: Instant } | undefined;
}

export type RolloutEvent =
  | { readonly kind: 'rollout-started'; readonly by: PersonId; readonly at: Instant }
  /** `step` counts from 1. */
  | { readonly kind: 'step-finished'; readonly step: number; readonly by: PersonId; readonly at: Instant }
  | ({ readonly kind: 'issue-reported' } & Issue)
  | { readonly kind: 'rollback-started'; readonly by: PersonId; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'rollback-finished'; readonly by: PersonId; readonly at: Instant }
  | { readonly kind: 'rollout-succeeded'; readonly by: PersonId; readonly at: Instant };

interface Running {
  readonly state: 'deploying' | 'rolling-back' | 'deployed' | 'rolled-back';
  readonly rollout: Rollout;
}

export function evolveRollout(before: Rollout | undefined, event: RolloutEvent): Running {
  const { by, at } = event;
  if (event.kind === 'rollout-started') {
    const rollout = { startedBy: by, startedAt: at, finished: [], issues: [], rollback: undefined, ended: undefined };
    return { state: 'deploying', rollout };
  }
  if (before === undefined) throw new Error(`a rollout cannot begin with ${event.kind}`);

  switch (event.kind) {
    case 'step-finished':
      return { state: 'deploying', rollout: { ...before, finished: [...before.finished, { by, at }] } };
    case 'issue-reported': {
      const { kind: _kind, ...issue } = event;
      const state = before.rollback === undefined ? 'deploying' : 'rolling-back';
      return { state, rollout: { ...before, issues: [...before.issues, issue] } };
    }
    case 'rollback-started':
      return { state: 'rolling-back', rollout: { ...before, rollback: { by, at, reason: event.reason } } };
    case 'rollback-finished':
      return { state: 'rolled-back', rollout: { ...before, ended: { by, at } } };
    case 'rollout-succeeded':
      return { state: 'deployed', rollout: { ...before, ended: { by, at } } };
  }
}
