import type { Obstacle } from './clearance.ts';
import type { AlertRefusal } from './alert-refusal.ts';
import type { FieldId } from './fields.ts';
import type { OriginProblem } from './origin.ts';
import type { Instant } from './time.ts';
import type { PostReviewPart } from './post-review.ts';
import type { PersonId, RequestId, RoleId, ServiceId, DraftId, TeamId } from './ids.ts';
import type { RequestState } from './request.ts';

/** Why an answer of the form is turned down. */
export type FieldRefusal =
  | { readonly code: 'missing' }
  | { readonly code: 'too-long'; readonly most: number }
  | { readonly code: 'not-an-option' }
  | { readonly code: 'not-a-number' }
  | { readonly code: 'not-a-percentage'; readonly upTo: number }
  | { readonly code: 'not-minutes' }
  | { readonly code: 'not-findings' }
  /** A line is no name and link, or there are more than `most`. */
  | { readonly code: 'not-evidence'; readonly most: number }
  | { readonly code: 'not-a-date' }
  | { readonly code: 'not-a-time' }
  | { readonly code: 'not-a-link' }
  | { readonly code: 'unknown-person' }
  | { readonly code: 'not-a-version' }
  | { readonly code: 'version-not-newer'; readonly running: string }
  | { readonly code: 'coverage-too-low'; readonly minimum: number }
  | { readonly code: 'too-few-reviewers'; readonly minimum: number }
  | { readonly code: 'reviewer-is-requester' }
  | { readonly code: 'staging-not-proven' }
  | { readonly code: 'reviewer-is-author' }
  | { readonly code: 'staged-in-future' }
  | { readonly code: 'tested-before-staged' }
  | { readonly code: 'not-a-commit' }
  | { readonly code: 'template-elsewhere'; readonly services: readonly ServiceId[] }
  | { readonly code: 'backup-is-on-call' }
  | { readonly code: 'window-past' }
  | { readonly code: 'window-not-allowed'; readonly next: Instant | undefined }
  | Extract<Obstacle, { readonly code: 'window-taken' | 'frozen' | 'locked' | 'not-proven' }>
  | { readonly code: 'already-requested'; readonly by: RequestId }
  | { readonly code: 'nobody-holds'; readonly roles: readonly RoleId[] }
  | { readonly code: 'too-few-people'; readonly roles: readonly RoleId[] };

export interface FieldProblem {
  readonly field: FieldId;
  readonly refusal: FieldRefusal;
}

/** An expected no to something a person, a pipeline or a timer asked of a request. Words for it: bot/cards/words. */
export type Refusal =
  | { readonly code: 'unknown-request' }
  | { readonly code: 'unreadable' }
  | { readonly code: 'busy' }
  | { readonly code: 'directory-unreachable' }
  | { readonly code: 'unknown-draft' }
  | { readonly code: 'draft-open'; readonly draft: DraftId }
  | { readonly code: 'stale-draft' }
  | { readonly code: 'incomplete'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'cannot-move'; readonly problem: FieldProblem }
  | { readonly code: 'stale-revision'; readonly revision: number }
  | { readonly code: 'not-pending'; readonly state: RequestState }
  | { readonly code: 'own-request' }
  | { readonly code: 'author' }
  | { readonly code: 'role-not-asked' }
  | { readonly code: 'role-not-held'; readonly role: RoleId }
  | { readonly code: 'choose-role'; readonly roles: readonly RoleId[] }
  | { readonly code: 'already-voted'; readonly as: RoleId }
  /** Too few people would be left to fill these roles. */
  | { readonly code: 'needed-as'; readonly roles: readonly RoleId[] }
  /** Titles of the phase that asks these roles, and of the one whose turn it is. */
  | { readonly code: 'phase-later'; readonly roles: readonly RoleId[]; readonly phase: string; readonly now: string }
  /** `open` of the lines of the role's checklist are neither ticked nor waived. */
  | { readonly code: 'checklist-open'; readonly as: RoleId; readonly open: number; readonly of: number }
  | { readonly code: 'no-vote' }
  | { readonly code: 'vote-final'; readonly state: RequestState }
  | { readonly code: 'reason-needed' }
  | { readonly code: 'not-requester' }
  | { readonly code: 'already-over'; readonly state: RequestState }
  | { readonly code: 'not-approved'; readonly state: RequestState }
  | { readonly code: 'not-deployer' }
  | { readonly code: 'too-early'; readonly from: Instant }
  | { readonly code: 'too-late' }
  | { readonly code: 'not-deploying'; readonly state: RequestState }
  | { readonly code: 'step-not-open' }
  | { readonly code: 'steps-open'; readonly open: number }
  | { readonly code: 'issue-unreadable' }
  | PeopleRefusal
  | { readonly code: 'issue-over' }
  | { readonly code: 'no-rollback-asked' }
  | { readonly code: 'own-rollback' }
  | {
      readonly code: 'not-ready';
      readonly people: number;
      readonly named: readonly PersonId[];
      readonly lines: readonly string[];
    }
  | { readonly code: 'not-of-the-team' }
  | { readonly code: 'nothing-ticked' }
  | { readonly code: 'not-watched' }
  | { readonly code: 'other-run' }
  | { readonly code: 'gate-shut' }
  | { readonly code: 'not-rolling-back' }
  | OriginProblem
  | { readonly code: 'sequence-used' }
  | { readonly code: 'out-of-order' }
  | { readonly code: 'outside-windows' }
  | { readonly code: 'on-call-gone'; readonly person: PersonId }
  | { readonly code: 'approval-missing'; readonly missing: number }
  | { readonly code: 'approval-lost'; readonly by: PersonId; readonly role: RoleId }
  | { readonly code: 'not-operator' }
  | { readonly code: 'unknown-channel'; readonly known: readonly string[] }
  | Obstacle
  | { readonly code: 'holds-unread' }
  | { readonly code: 'not-rolled-back'; readonly state: RequestState }
  | { readonly code: 'unknown-freeze' }
  | { readonly code: 'not-freezer' }
  | { readonly code: 'not-overrider'; readonly roles: readonly RoleId[] }
  | { readonly code: 'not-frozen' }
  | { readonly code: 'span-unreadable' }
  | { readonly code: 'lock-held'; readonly by: PersonId; readonly reason: string; readonly until: Instant }
  /** `most` is in minutes. */
  | { readonly code: 'lock-too-long'; readonly most: number }
  | { readonly code: 'not-locked' }
  | { readonly code: 'not-locker' }
  | { readonly code: 'no-item' }
  | { readonly code: 'unknown-item' }
  | { readonly code: 'item-probed' }
  | { readonly code: 'not-of-the-owning-team'; readonly team: TeamId }
  | { readonly code: 'link-unreadable' }
  | AlertRefusal
  | { readonly code: 'comment-unreadable'; readonly most: number }
  | { readonly code: 'comments-full'; readonly most: number }
  | { readonly code: 'evidence-unreadable' }
  | { readonly code: 'evidence-full'; readonly most: number }
  | { readonly code: 'no-draft' }
  /** `until`: it is due, but nobody is told before then. */
  | { readonly code: 'not-due'; readonly until?: Instant };

/** Noes to what people owe, and to who stands in for whom. */
export type PeopleRefusal =
  | { readonly code: 'not-owed-by-you' }
  | { readonly code: 'nothing-to-review' }
  | { readonly code: 'review-on-record' }
  | { readonly code: 'review-open'; readonly missing: readonly PostReviewPart[] }
  | { readonly code: 'action-unreadable' }
  | { readonly code: 'delegate-self' }
  | { readonly code: 'delegation-over' }
  | { readonly code: 'delegation-too-long'; readonly days: number }
  | { readonly code: 'delegation-unreadable' }
  | { readonly code: 'role-not-yours'; readonly role: RoleId }
  | { readonly code: 'nothing-to-delegate' }
  | { readonly code: 'taker-away'; readonly until: Instant }
  | { readonly code: 'already-delegated'; readonly until: Instant }
  | { readonly code: 'unknown-delegation' }
  /** The person for whom they would answer may not answer themselves: they asked for it, or wrote it. */
  | { readonly code: 'stands-in-for-barred' }
  | { readonly code: 'already-answered-for'; readonly as: RoleId }
  | EmergencyRefusal;

/** Noes to an emergency, and to what is said of it afterwards. */
export type EmergencyRefusal =
  | { readonly code: 'emergency-incomplete' }
  | { readonly code: 'emergency-version' }
  | { readonly code: 'emergency-twin'; readonly by: RequestId }
  | { readonly code: 'not-expedited' }
  | { readonly code: 'no-emergency-there' }
  | { readonly code: 'own-voice' }
  | { readonly code: 'voice-twice' }
  | { readonly code: 'voice-when' }
  | { readonly code: 'voice-not-held'; readonly roles: readonly RoleId[] }
  | { readonly code: 'heard-by-speaker' }
  | { readonly code: 'nobody-verifies'; readonly roles: readonly RoleId[] }
  | { readonly code: 'no-voice' }
  | { readonly code: 'voice-answered' }
  | { readonly code: 'voice-denied' };

/** Why a deployment that was approved cannot go ahead; the sentences are those of a refusal. */
export type NoGo =
  Obstacle | Extract<Refusal, { code: 'outside-windows' | 'on-call-gone' | 'approval-missing' | 'approval-lost' }>;
