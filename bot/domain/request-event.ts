import type { ChaseEvent } from './chase.ts';
import type { CommentEvent } from './comment.ts';
import type { Conflict } from './conflict.ts';
import type { Emergency, VoiceAnswered } from './emergency.ts';
import type { AttachedEvent } from './evidence.ts';
import type { AlertId, PersonId, RequestId, RoleId } from './ids.ts';
import type { MetFreezeEvent } from './met-freeze.ts';
import type { ObligationEvent } from './obligation.ts';
import type { PassingEvent } from './passing.ts';
import type { OpenedPhase } from './phases.ts';
import type { Plan } from './plan.ts';
import type { PostReviewEvent } from './post-review.ts';
import type { ReadinessEvent } from './readiness.ts';
import type { Stray, Vote } from './request.ts';
import type { Risk } from './risk.ts';
import type { RolloutEvent } from './rollout.ts';
import type { Terms } from './terms.ts';
import type { Instant } from './time.ts';

export type RequestEvent =
  | ({
      readonly kind: 'submitted';
      readonly id: RequestId;
      readonly by: PersonId;
      readonly plan: Plan;
      readonly risk: Risk;
      readonly emergency?: Emergency;
      readonly at: Instant;
    } & Terms)
  | ({
      readonly kind: 'revised';
      readonly by: PersonId;
      readonly plan: Plan;
      readonly risk: Risk;
      /** Roles whose votes no longer count, because what they must see has changed. */
      readonly reopened: readonly RoleId[];
      readonly at: Instant;
    } & Terms)
  | ({ readonly kind: 'phase-opened' } & OpenedPhase)
  | ({ readonly kind: 'vote-cast' } & Vote)
  | { readonly kind: 'vote-withdrawn'; readonly by: PersonId; readonly as: RoleId; readonly at: Instant }
  | { readonly kind: 'approved'; readonly at: Instant }
  | { readonly kind: 'cancelled'; readonly by: PersonId; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'expired'; readonly at: Instant }
  | { readonly kind: 'announced'; readonly conflicts?: readonly Conflict[]; readonly at: Instant }
  | { readonly kind: 'alert-linked'; readonly alert: AlertId; readonly at: Instant }
  | VoiceAnswered
  /** What an emergency left out, filled in afterwards; its target and its window stay. */
  | {
      readonly kind: 'emergency-completed';
      readonly by: PersonId;
      readonly plan: Plan;
      readonly risk: Risk;
      readonly at: Instant;
    }
  | ObligationEvent
  | ChaseEvent
  | ReadinessEvent
  | ({ readonly kind: 'run-turned-away' } & Stray)
  | PassingEvent
  | MetFreezeEvent
  /** A person said that it has nothing to do with this deployment. */
  | { readonly kind: 'alert-unlinked'; readonly alert: AlertId; readonly by: PersonId; readonly at: Instant }
  | CommentEvent
  | PostReviewEvent
  | AttachedEvent
  | RolloutEvent;
