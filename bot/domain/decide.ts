import type { Holds } from './clearance.ts';
import { decideCause, type CauseCommand } from './cause.ts';
import { isPerson, type AlertId, type PersonId, type RoleId } from './ids.ts';
import type { Answered } from './checklist.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusal.ts';
import type { Risk } from './risk.ts';
import type { Choice, DeployRequest, RequestEvent } from './request.ts';
import { decideAttachment, type AttachCommand } from './evidence.ts';
import { decideComment, type CommentCommand } from './comment.ts';
import { decideChase, type ChaseFacts } from './chasing.ts';
import type { StandsIn } from './delegation.ts';
import { decideVoiceAnswer, type AnswerVoice } from './emergency.ts';
import { decideExecution, isNamed, type ExecutionCommand } from './execution.ts';
import { decideMetFreeze, type FreezeCommandOnRequest } from './freeze-override.ts';
import { decideMeeting, type MeetObligation } from './meeting.ts';
import { decidePostReview, type FilePostReview } from './post-review.ts';
import { decidePassing, type PassGate } from './gate.ts';
import { decideReport, type PipelineReport } from './pipeline-report.ts';
import { decideReadiness, type ReadinessCommand } from './readiness.ts';
import { decideHook, type HookCommand } from './rollback-hook.ts';
import { decideRollCall } from './roll-call.ts';
import { decideVerification, type VerifyCommand } from './verification.ts';
import { decideWatch, type WatchCommand } from './watching.ts';
import { decideRevision } from './revision.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Instant } from './time.ts';
import { decideVote, rolesForVote } from './vote.ts';
import { decideWithdrawal } from './withdrawal.ts';

/** Everything that can be asked of a request that exists. */
export type RequestCommand =
  | {
      readonly kind: 'vote';
      readonly by: PersonId;
      readonly choice: Choice;
      /** Chosen on the card by someone who holds several asked roles; never trusted, only checked. */
      readonly as: RoleId | undefined;
      /** Revision and policy that were on the card. */
      readonly revision: number;
      readonly policyVersion: string | undefined;
      readonly comment: string;
      readonly answered: Answered;
    }
  | { readonly kind: 'revise'; readonly by: PersonId; readonly plan: Plan; readonly risk: Risk; readonly revision: number }
  | { readonly kind: 'withdraw'; readonly by: PersonId; readonly as: RoleId | undefined }
  | { readonly kind: 'cancel'; readonly by: PersonId; readonly reason: string }
  | { readonly kind: 'link-alert'; readonly alert: AlertId }
  | { readonly kind: 'unlink-alerts'; readonly by: PersonId; readonly alerts: readonly AlertId[] }
  | { readonly kind: 'time-passed'; readonly timer: 'expire' | 'roll-call' }
  | { readonly kind: 'chase'; readonly facts: ChaseFacts }
  | MeetObligation
  | AnswerVoice
  | ReadinessCommand
  | PipelineReport
  | PassGate
  | HookCommand
  /** A report that was refused: people in the thread must know that something runs. */
  | { readonly kind: 'turn-run-away'; readonly report: PipelineReport }
  | VerifyCommand
  | FreezeCommandOnRequest
  | CauseCommand
  | FilePostReview
  | WatchCommand
  | CommentCommand
  | AttachCommand
  | ExecutionCommand;

export interface DecisionFacts {
  readonly policy: Policy;
  /** Those of the roles in question that the directory says the person holds now; never what a card claims. */
  readonly rolesHeld: ReadonlySet<RoleId>;
  /** Roles that the person may answer for besides, on whose behalf; none unless told. */
  readonly standIns?: readonly StandsIn[];
  /** What stands on the target of the request; read for the commands that `needsHolds` names, which are refused without. */
  readonly holds?: Holds;
  /** Every role with its holders as last read: an approval counts while its role is held, and nobody is used up for another. */
  readonly holders?: ReadonlyMap<RoleId, readonly PersonId[]>;
}

/** The roles on which the answer may depend; none where the request itself says who may. */
export function rolesInQuestion(request: DeployRequest, command: RequestCommand, policy: Policy): readonly RoleId[] {
  switch (command.kind) {
    case 'vote':
      return rolesForVote(request, command);
    case 'attend':
    case 'tick':
      return isNamed(request, command.by) ? [] : [...policy.roles.keys()];
    case 'override-freeze':
      return policy.freezes.override;
    case 'withdraw':
    case 'revise':
    case 'cancel':
    case 'comment':
    case 'attach':
    case 'unlink-alerts':
    case 'answer-voice':
      return [];
    default:
      return !('by' in command) || !isPerson(command.by) || isNamed(request, command.by) ? [] : policy.deployers;
  }
}

/** The commands whose answer depends on what stands on the target; no others wait for it to be read. */
export function needsHolds({ kind }: RequestCommand): boolean {
  return kind === 'start' || kind === 'pipeline-reported' || kind === 'pass-gate' || kind === 'override-freeze';
}

export type Decision = Result<readonly RequestEvent[], Refusal>;

/** The one door to a request's history. Nothing happens (`[]`) when the same thing was already done. */
export function decide(request: DeployRequest, command: RequestCommand, facts: DecisionFacts, now: Instant): Decision {
  switch (command.kind) {
    case 'vote':
      return decideVote(request, command, facts, now);
    case 'withdraw':
      return decideWithdrawal(request, command, now);
    case 'revise':
      return decideRevision(request, command, facts, now);
    case 'cancel':
      return decideCancel(request, command.by, command.reason, now);
    case 'comment':
      return decideComment(request, command, now);
    case 'attach':
      return decideAttachment(request, command, now);
    case 'link-alert':
      return request.alerts.some(({ id }) => id === command.alert)
        ? accept([])
        : accept([{ kind: 'alert-linked', alert: command.alert, at: now }]);
    case 'unlink-alerts': {
      const known = request.alerts.filter(({ id }) => command.alerts.includes(id));
      return accept(known.map(({ id }) => ({ kind: 'alert-unlinked', alert: id, by: command.by, at: now })));
    }
    case 'time-passed':
      return command.timer === 'expire' ? decideExpiry(request, now) : decideRollCall(request, facts.policy, now);
    case 'chase':
      return decideChase(request, command.facts, now);
    case 'meet-obligation':
      return decideMeeting(request, command, facts, now);
    case 'answer-voice':
      return decideVoiceAnswer(request, command, now);
    case 'attend':
    case 'tick':
      return decideReadiness(request, command, facts, now);
    case 'meet-freeze':
    case 'override-freeze':
      return decideMetFreeze(request, command, facts, now);
    case 'file-review':
      return decidePostReview(request, command, facts, now);
    case 'record-cause':
      return decideCause(request, command, facts, now);
    case 'pipeline-reported':
      return decideReport(request, command, facts, now);
    case 'pass-gate':
      return decidePassing(request, command, facts, now);
    case 'call-hook':
    case 'answer-hook':
      return decideHook(request, command, facts.policy, now);
    case 'turn-run-away':
      return turnAway(request, command.report, now);
    case 'verify':
      return decideVerification(request, command, now);
    case 'open-watch':
    case 'record-check':
    case 'ask-check':
    case 'answer-check':
    case 'vouch-success':
      return decideWatch(request, command, facts, now);
    default:
      return decideExecution(request, command, facts, now);
  }
}

/** Each run is told of once; one that is known here has only told something twice, or too late. */
function turnAway(request: DeployRequest, { by, run }: PipelineReport, now: Instant): Decision {
  const isKnown =
    request.strays.some((stray) => stray.run === run) || ('rollout' in request && request.rollout.run?.id === run);
  return accept(isKnown ? [] : [{ kind: 'run-turned-away', by, run, at: now }]);
}

function decideCancel(request: DeployRequest, by: PersonId, reason: string, now: Instant): Decision {
  if (by !== request.requester) return refuse({ code: 'not-requester' });
  if (request.state !== 'pending' && request.state !== 'paused' && request.state !== 'approved') {
    return refuse({ code: 'already-over', state: request.state });
  }
  if (reason.trim() === '') return refuse({ code: 'reason-needed' });
  return accept([{ kind: 'cancelled', by, reason: reason.trim(), at: now }]);
}

/**
 * A window that has passed without a start takes the approvals with it; nobody has rejected anything. What is under way
 * goes on, and people are told that it lasts longer.
 */
function decideExpiry(request: DeployRequest, now: Instant): Decision {
  if (now < request.plan.window.end) return refuse({ code: 'not-due' });
  switch (request.state) {
    case 'pending':
    case 'paused':
    case 'approved':
      return accept([{ kind: 'expired', at: now }]);
    case 'deploying':
      return accept(request.rollout.overranAt === undefined ? [{ kind: 'window-overrun', at: now }] : []);
    default:
      return refuse({ code: 'not-due' });
  }
}
