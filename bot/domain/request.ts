import type { Comment, CommentEvent } from './comment.ts';
import type { Conflict } from './conflict.ts';
import type { Attached, AttachedEvent } from './evidence.ts';
import { editOf, type Edit } from './edit.ts';
import type { StandIn } from './delegation.ts';
import { keptVotes } from './approval.ts';
import type { Chase, ChaseEvent } from './chase.ts';
import { evolveFreezes, type MetFreeze, type MetFreezeEvent } from './met-freeze.ts';
import { evolveEmergency, type Emergency, type VoiceAnswered } from './emergency.ts';
import { evolveObligations, type Obligation, type ObligationEvent } from './obligation.ts';
import type { Attestation } from './checklist.ts';
import type { AlertId, PersonId, PipelineId, RequestId, RoleId } from './ids.ts';
import type { Passing, PassingEvent } from './passing.ts';
import type { OpenedPhase, Pause } from './phases.ts';
import type { Plan } from './plan.ts';
import type { PostReview, PostReviewEvent } from './post-review.ts';
import type { Risk } from './risk.ts';
import { evolveReadiness, NOBODY_READY, readyAgain, type Readiness, type ReadinessEvent } from './readiness.ts';
import { evolveRollout, type Rollout, type RolloutEvent } from './rollout.ts';
import type { Terms } from './terms.ts';
import type { Instant } from './time.ts';

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

interface Asked extends Terms {
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

/** The next state. Events come from decide functions or the record, so they always fit; a misfit is a fault. */
export function evolve(before: DeployRequest | undefined, event: RequestEvent): DeployRequest {
  if (event.kind === 'submitted') return submitted(event);
  if (before === undefined) throw new Error(`a request cannot begin with ${event.kind}`);

  switch (event.kind) {
    case 'revised':
      return {
        ...asked(before),
        revision: before.revision + 1,
        plan: event.plan,
        risk: event.risk,
        ...termsIn(event),
        votes: keptVotes(before, event),
        pauses: ended(before.pauses, event.at),
        edit: editOf(before, event),
        announcedAt: undefined,
        readiness: readyAgain(before.readiness),
        gate: undefined,
        state: 'pending',
      };
    case 'vote-cast': {
      const { kind: _kind, ...vote } = event;
      const votes = [...before.votes, vote];
      if (vote.choice === 'reject') return { ...asked(before), votes, state: 'rejected', vote };
      if (vote.choice === 'request-changes') {
        return { ...asked(before), votes, pauses: [...before.pauses, { from: vote.at, to: undefined }], state: 'paused', vote };
      }
      return { ...before, votes };
    }
    case 'vote-withdrawn': {
      const isIt = ({ by, as }: Vote) => by === event.by && as === event.as;
      const votes = before.votes.filter((vote) => !isIt(vote));
      if (before.state !== 'paused' || !isIt(before.vote)) return { ...before, votes };
      return { ...asked(before), votes, pauses: ended(before.pauses, event.at), state: 'pending' };
    }
    case 'phase-opened':
      return { ...before, opened: [...before.opened, { phase: event.phase, at: event.at }] };
    case 'approved':
      return { ...asked(before), state: 'approved', approvedAt: event.at };
    case 'cancelled':
      return { ...asked(before), state: 'cancelled', by: event.by, at: event.at, reason: event.reason };
    case 'expired':
      return { ...asked(before), state: 'expired', at: event.at };
    case 'announced':
      return { ...before, announcedAt: event.at, readiness: { ...before.readiness, conflicts: event.conflicts ?? [] } };
    case 'alert-linked':
      return { ...before, alerts: [...before.alerts, { id: event.alert, at: event.at }] };
    case 'alert-unlinked':
      return { ...before, alerts: before.alerts.filter(({ id }) => id !== event.alert) };
    case 'voice-answered':
      return { ...before, emergency: evolveEmergency(before.emergency, event) };
    case 'emergency-completed':
      return { ...before, plan: event.plan, risk: event.risk, revision: before.revision + 1 };
    case 'obligation-owed':
    case 'obligation-met':
    case 'obligation-dropped':
      return { ...before, obligations: evolveObligations(before.obligations, event) };
    case 'chased': {
      const { kind: _kind, ...chase } = event;
      return { ...before, chases: [...before.chases, chase] };
    }
    case 'run-turned-away':
      return { ...before, strays: [...before.strays, { by: event.by, run: event.run, at: event.at }] };
    case 'gate-passed': {
      const { kind: _kind, ...gate } = event;
      return { ...before, gate };
    }
    case 'attended':
    case 'checklist-ticked':
    case 'no-go':
    case 'roll-called':
      return { ...before, readiness: evolveReadiness(before.readiness, event) };
    case 'review-filed': {
      const { kind: _kind, ...postReview } = event;
      return { ...before, postReview };
    }
    case 'commented': {
      const { kind: _kind, ...comment } = event;
      return { ...before, comments: [...before.comments, comment] };
    }
    case 'evidence-attached': {
      const { by, at } = event;
      return { ...before, attached: [...before.attached, ...event.evidence.map((one) => ({ ...one, by, at }))] };
    }
    case 'freeze-met':
    case 'freeze-gone':
    case 'freeze-overridden':
      return { ...before, freezes: evolveFreezes(before.freezes, event) };
    default:
      return { ...asked(before), ...evolveRollout('rollout' in before ? before : undefined, event) };
  }
}

const submitted = (event: Extract<RequestEvent, { kind: 'submitted' }>): DeployRequest => ({
  id: event.id,
  revision: 1,
  requester: event.by,
  plan: event.plan,
  risk: event.risk,
  ...termsIn(event),
  submittedAt: event.at,
  opened: [],
  pauses: [],
  votes: [],
  alerts: [],
  emergency: event.emergency,
  obligations: [],
  chases: [],
  announcedAt: undefined,
  readiness: NOBODY_READY,
  strays: [],
  freezes: [],
  comments: [],
  attached: [],
  edit: undefined,
  state: 'pending',
});

/** What stays of a request when it goes from one state to the next. */
function asked(request: DeployRequest): Asked {
  const { id, revision, requester, plan, submittedAt, opened, pauses, votes, announcedAt } = request;
  const {
    risk,
    alerts,
    emergency,
    obligations,
    chases,
    readiness,
    strays,
    gate,
    freezes,
    comments,
    attached,
    edit,
    postReview,
  } = request;
  return {
    id,
    revision,
    requester,
    plan,
    risk,
    ...termsIn(request),
    submittedAt,
    opened,
    pauses,
    votes,
    alerts,
    emergency,
    obligations,
    chases,
    announcedAt,
    readiness,
    strays,
    gate,
    freezes,
    comments,
    attached,
    edit,
    ...(postReview && { postReview }),
  };
}

const termsIn = ({ requirements, phases, personFills, policyVersion }: Terms): Terms => ({
  requirements,
  phases,
  personFills,
  policyVersion,
});

const ended = (pauses: readonly Pause[], at: Instant): readonly Pause[] =>
  pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));
