import type { Chase } from './chase.ts';
import type { Attestation } from './checklist.ts';
import type { Comment } from './comment.ts';
import type { StandIn } from './delegation.ts';
import type { Edit } from './edit.ts';
import type { Emergency } from './emergency.ts';
import type { Attached } from './evidence.ts';
import type { AlertId, PersonId, PipelineId, RequestId, RoleId } from './ids.ts';
import type { MetFreeze } from './met-freeze.ts';
import type { Obligation } from './obligation.ts';
import type { Passing } from './passing.ts';
import type { OpenedPhase, Pause } from './phases.ts';
import type { Plan } from './plan.ts';
import type { PostReview } from './post-review.ts';
import type { Readiness } from './readiness.ts';
import type { Risk } from './risk.ts';
import type { Rollout } from './rollout.ts';
import type { Terms } from './terms.ts';
import type { Instant } from './time.ts';

export { evolve } from './evolve-request.ts';
export type { RequestEvent } from './request-event.ts';

export const CHOICES = ['approve', 'reject', 'request-changes'] as const;
export type Choice = (typeof CHOICES)[number];

export interface Vote {
  readonly by: PersonId;
  readonly as: RoleId;
  readonly choice: Choice;
  /** Why they answered for a role that they do not hold; absent for one that they do. */
  readonly standIn?: StandIn;
  readonly comment: string;
  /** Every line of the role's checklist, for an approval. */
  readonly attested: readonly Attestation[];
  readonly at: Instant;
}

export interface Asked extends Terms {
  readonly id: RequestId;
  /** Rises with each edit of the plan; a vote names the revision that was on the card. */
  readonly revision: number;
  readonly requester: PersonId;
  readonly plan: Plan;
  /** As it was when the plan was handed in. */
  readonly risk: Risk;
  readonly submittedAt: Instant;
  /** The phases whose turn has come, oldest first; the last one is the one that waits. */
  readonly opened: readonly OpenedPhase[];
  /** When the request waited for its requester, oldest first. */
  readonly pauses: readonly Pause[];
  /** Those that count for this revision. */
  readonly votes: readonly Vote[];
  readonly alerts: readonly LinkedAlert[];
  /** Undefined for a request that goes the usual way. */
  readonly emergency: Emergency | undefined;
  readonly obligations: readonly Obligation[];
  /** Everything that people were reminded of, oldest first. */
  readonly chases: readonly Chase[];
  /** When the channel was told that it is scheduled (seeds/002, "24 Hours Before"). */
  readonly announcedAt: Instant | undefined;
  readonly readiness: Readiness;
  readonly comments: readonly Comment[];
  /** What came after it was handed in; what came with it stands in its plan. */
  readonly attached: readonly Attached[];
  /** Undefined until it is edited. */
  readonly edit: Edit | undefined;
  /** Runs of pipelines that began without being allowed to. */
  readonly strays: readonly Stray[];
  /** What was written down after an issue or an emergency; absent until then. */
  readonly postReview?: PostReview;
  /** The run that was let through the gate last. */
  readonly gate?: Passing | undefined;
  /** Those that have lain over its window, or over its deployment. */
  readonly freezes: readonly MetFreeze[];
}

export interface Stray {
  readonly by: PipelineId;
  readonly run: string;
  readonly at: Instant;
}

export interface LinkedAlert {
  readonly id: AlertId;
  readonly at: Instant;
}

export type Stage =
  | { readonly state: 'pending' }
  | { readonly state: 'paused'; readonly vote: Vote }
  | { readonly state: 'approved'; readonly approvedAt: Instant }
  | { readonly state: 'rejected'; readonly vote: Vote }
  | { readonly state: 'cancelled'; readonly by: PersonId; readonly at: Instant; readonly reason: string }
  | { readonly state: 'expired'; readonly at: Instant }
  | { readonly state: 'deploying'; readonly rollout: Rollout }
  | { readonly state: 'rolling-back'; readonly rollout: Rollout }
  | { readonly state: 'deployed'; readonly rollout: Rollout }
  | { readonly state: 'rolled-back'; readonly rollout: Rollout }
  /** It was healthy, or at least watched, to the end of the last horizon. */
  | { readonly state: 'complete'; readonly rollout: Rollout };

export type DeployRequest = Asked & Stage;
export type RequestState = Stage['state'];

/** Still on its way to production: at most one of these may exist for a service, environment and version. */
export const LIVE = ['pending', 'paused', 'approved', 'deploying', 'rolling-back'] as const satisfies readonly RequestState[];
export const isLive = ({ state }: Pick<DeployRequest, 'state'>): boolean => LIVE.some((live) => live === state);
