import type { Alert } from '../domain/alert.ts';
import type { Delegation } from '../domain/delegation.ts';
import type { Delivery, Lane } from '../domain/delivery.ts';
import type { DeclaredFreeze, FreezeEvent, Target } from '../domain/freeze.ts';
import type { LockEvent, TakenLock } from '../domain/lock.ts';
import type { GatesEvent, ServiceGates } from '../domain/quality-gates.ts';
import type { Answers, Section } from '../domain/fields.ts';
import type {
  AlertId,
  ChannelKey,
  DelegationId,
  DraftId,
  EntraGroupId,
  EnvironmentId,
  FreezeId,
  GroupId,
  LockId,
  PersonId,
  RequestId,
  RoleId,
  ServiceId,
  SilenceId,
  StormId,
} from '../domain/ids.ts';
import type { Fold, Folding } from './alert-ports.ts';
import type { PlaceKey, PostView, Wish } from '../domain/posts.ts';
import type { Coder, PullReading, PullRequest } from '../domain/pull-request.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest, RequestEvent, RequestState } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import type { Instant, Span } from '../domain/time.ts';
import type { Timer } from '../domain/timers.ts';
import type { Reading } from '../domain/watch.ts';

/** The only source of the present. */
export interface Clock {
  readonly now: () => Instant;
}

/** The only source of chance. */
export interface Chance {
  readonly uuid: () => string;
  /** From 0 to just under 1. */
  readonly fraction: () => number;
}

/** A short text that differs whenever the given one does (SHA-256, hex). */
export type Digest = (text: string) => string;

/** Where a stream of events stands: a save that expects another place is turned away. Opaque outside bot/store. */
export interface StreamPlace {
  readonly seq: number;
  readonly head: string;
}

export interface StoredRequest {
  readonly request: DeployRequest;
  readonly place: StreamPlace;
}

/** Written whole or not at all, in one transaction. */
export interface RequestChange {
  readonly request: DeployRequest;
  /** Undefined for the first events of a new request. */
  readonly expected: StreamPlace | undefined;
  readonly events: readonly RequestEvent[];
  /** Cards that must exist from now on; every card that exists already is redrawn. */
  readonly wishes: readonly Wish[];
  readonly timers: { readonly set: readonly Timer[]; readonly clear: readonly Timer['kind'][] };
  /** A draft that has become this request. */
  readonly usedUp: DraftId | undefined;
}

export interface RequestFilter {
  readonly states?: readonly RequestState[];
  readonly service?: ServiceId;
  readonly environment?: EnvironmentId;
  /** Any of these. */
  readonly requesters?: readonly PersonId[];
  /** How the version begins. */
  readonly version?: string;
  /** Only those that have their target to themselves (domain/lock.ts). */
  readonly holding?: true;
  /** Newest first; 50 unless told. */
  readonly most?: number;
}

export interface Requests {
  readonly nextId: () => Promise<RequestId>;
  readonly find: (id: RequestId) => Promise<StoredRequest | undefined>;
  /** As it was last found or saved here, while still at hand. It may be out of date, which a `save` then finds out. */
  readonly recall: (id: RequestId) => StoredRequest | undefined;
  readonly list: (filter: RequestFilter) => Promise<readonly DeployRequest[]>;
  /** `conflict`: somebody else wrote first, or another live request has this service, environment and version. */
  readonly save: (change: RequestChange) => Promise<'saved' | 'conflict'>;
}

/** Something besides requests that has a record of its own: its events, and the same story folded up. */
export interface StreamChange<State, Event> {
  readonly state: State;
  /** Undefined for its first events. */
  readonly expected: StreamPlace | undefined;
  readonly events: readonly Event[];
  /** Whether it still matters to anybody. */
  readonly isOpen: boolean;
  /** When it must be looked at again; a fact, as timers are. */
  readonly due: Instant | undefined;
  /** Cards that must exist from now on; every card that exists already is redrawn. */
  readonly wishes: readonly Wish[];
}

export interface StoredStream<State> {
  readonly state: State;
  readonly place: StreamPlace;
}

export interface Streams<Id, State, Event> {
  readonly find: (id: Id) => Promise<StoredStream<State> | undefined>;
  /** Those due at `now`, oldest first, at most 50. They stay due until a save says otherwise. */
  readonly due: (now: Instant) => Promise<readonly Id[]>;
  /** `conflict`: somebody else wrote first. */
  readonly save: (id: Id, change: StreamChange<State, Event>) => Promise<'saved' | 'conflict'>;
}

export interface Freezes extends Streams<FreezeId, DeclaredFreeze, FreezeEvent> {
  readonly nextId: () => Promise<FreezeId>;
  /** Declared ones that have not ended. */
  readonly open: () => Promise<readonly DeclaredFreeze[]>;
}

export interface Locks extends Streams<Target, TakenLock, LockEvent> {
  /** As they are stored, of one target or of all: domain/lock.ts reads them, because what it cannot read is locked. */
  readonly open: (target?: Target) => Promise<readonly unknown[]>;
}

/** One line of the calendar feed. */
export interface FeedEntry {
  /** The same for as long as it is the same thing. */
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly span: Span;
  /** Whether nobody should plan anything else then. */
  readonly isBusy: boolean;
}

/** The quality gates of services. */
export type Gates = Streams<ServiceId, ServiceGates, GatesEvent>;

/** A request in the making. Each person has at most one. */
export interface Draft {
  readonly id: DraftId;
  readonly owner: PersonId;
  /** Rises with each save; a form that was drawn from an older one is redrawn, not obeyed. */
  readonly revision: number;
  readonly section: Section | 'check';
  readonly answers: Answers;
  /** The submitted request that this edits, and the revision it started from. */
  readonly editing: { readonly request: RequestId; readonly revision: number } | undefined;
  readonly updatedAt: Instant;
  /** What the pull request under its link says; absent when the link leads to none. */
  readonly pull?: PullReading;
}

export interface Drafts {
  readonly find: (id: DraftId) => Promise<Draft | undefined>;
  readonly ofOwner: (owner: PersonId) => Promise<Draft | undefined>;
  /** Stores `draft`, whose revision is one more than the stored one; false when it is not. */
  readonly save: (draft: Draft) => Promise<boolean>;
  readonly discard: (id: DraftId) => Promise<void>;
}

/** What a card is about. */
export type Subject =
  | { readonly kind: 'request'; readonly id: RequestId }
  | { readonly kind: 'freeze'; readonly id: FreezeId }
  | { readonly kind: 'lock'; readonly id: LockId }
  | { readonly kind: 'delegation'; readonly id: DelegationId }
  | { readonly kind: 'alert-group'; readonly id: GroupId }
  | { readonly kind: 'storm'; readonly id: StormId }
  | { readonly kind: 'silence'; readonly id: SilenceId };

/** A card that is not yet as it should be, taken by one worker, with its conversation's lane. */
export interface StalePost {
  readonly id: string;
  readonly subject: Subject;
  readonly view: PostView;
  readonly place: PlaceKey;
  /** Written and read by bot/teams only. */
  readonly address: string;
  /** The message that starts the thread this card is a reply in. */
  readonly threadOf: string | undefined;
  /** Undefined until it has been posted once. */
  readonly messageId: string | undefined;
  readonly wanted: number;
  /** Digest of what was last shown; a redraw that would show the same is not sent. */
  readonly shown: string | undefined;
  readonly tries: number;
  readonly lane: Lane;
}

export type PostOutcome =
  | { readonly kind: 'drawn'; readonly messageId: string; readonly shown: string; readonly lane: Lane }
  | { readonly kind: 'later'; readonly at: Instant; readonly because: string; readonly lane: Lane }
  | { readonly kind: 'dead'; readonly because: string; readonly lane: Lane };

export interface Posts {
  /** The stalest post whose conversation is known, has budget and is not being written to by another worker. */
  readonly take: (now: Instant) => Promise<StalePost | undefined>;
  readonly settle: (post: StalePost, outcome: PostOutcome, now: Instant) => Promise<void>;
  /** When `take` may next find something that is waiting only for time; undefined when nothing waits. */
  readonly nextDue: (now: Instant) => Promise<Instant | undefined>;
  /** Where the thread of a request starts, once it has been posted. */
  readonly threadOf: (id: RequestId) => Promise<{ readonly address: string; readonly messageId: string } | undefined>;
}

/** How delivery stands. */
export interface Undelivered {
  readonly undelivered: () => Promise<{
    /** Cards that are not yet as they should be; `since` when the oldest became so. */
    readonly waiting: { readonly posts: number; readonly since: Instant | undefined };
    /** Cards that were given up, newest first, with the place as domain/posts.ts writes it. */
    readonly dead: readonly { readonly place: string; readonly because: string }[];
  }>;
}

export interface DueTimer extends Timer {
  readonly request: RequestId;
}

export interface Timers {
  /**
   * Those due at `now`, oldest first, at most 50: those for which something is measured, or all others. They stay until
   * the request's next save clears them, or `drop`.
   */
  readonly due: (now: Instant, of?: 'watch' | 'others') => Promise<readonly DueTimer[]>;
  /** Leaves a timer of the same kind that was set for a later moment since. */
  readonly drop: (timer: DueTimer) => Promise<void>;
  /** Has it come again later; leaves it alone when it was set anew meanwhile. */
  readonly postpone: (timer: DueTimer, due: Instant) => Promise<void>;
}

/** Something that can be measured. */
export interface Measurable {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  /** Azure resource ids, lower case; empty where policy names none. */
  readonly resources: readonly string[];
}

/** Reads how a service is doing. */
export interface Gauge {
  /** Whether there is anything to measure; where there is not, people are asked. */
  readonly covers: (target: Measurable) => boolean;
  /** The numbers of a span, or why they are not known. May reject: then nobody could be reached. */
  readonly measure: (target: Measurable, span: Span) => Promise<Reading>;
}

/** A person as Teams names them. Kept apart from the record, so that it can be erased. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** The language their client is set to (BCP 47), where they have just said something. */
  readonly locale?: string | undefined;
}

export interface People {
  readonly meet: (people: readonly Person[]) => Promise<void>;
  /** Everyone met so far, by name. */
  readonly all: () => Promise<readonly Person[]>;
}

export interface Delegations {
  /** Those that are neither over nor revoked, of everybody, the next to begin first. */
  readonly known: (now: Instant) => Promise<readonly Delegation[]>;
  /** Stores it, and tells the taker. */
  readonly add: (delegation: Delegation) => Promise<void>;
  /** False when the giver has no such delegation, or revoked it before. */
  readonly revoke: (id: DelegationId, giver: PersonId, at: Instant) => Promise<boolean>;
}

/** A conversation that the bot can write to. */
export interface Conversation {
  /** The conversation whose budget a message counts against. */
  readonly lane: string;
  /** Written and read by bot/teams only. */
  readonly address: string;
}

/** `channel:<key>` or `person:<id>`, as domain/posts.ts writes places. */
export type BindingKey = `channel:${ChannelKey}` | `person:${PersonId}`;

export interface Bindings {
  readonly bind: (key: BindingKey, conversation: Conversation) => Promise<void>;
  readonly find: (key: BindingKey) => Promise<Conversation | undefined>;
}

export interface Alerts {
  /** Stores a body as it came; resolves once it is durable. */
  readonly receive: (body: string, at: Instant) => Promise<void>;
  /** Folds every body not yet read, oldest first, and looks at whatever is due, turn by turn; gives what each came to. */
  readonly fold: (fold: Fold) => Promise<readonly Folding[]>;
  /** When a group, a storm or a silence is next to be looked at. */
  readonly nextDue: () => Promise<Instant | undefined>;
  readonly find: (id: AlertId) => Promise<Alert | undefined>;
  readonly list: (most: number) => Promise<readonly Alert[]>;
  /** Deletes bodies received before, as far as they were read. */
  readonly forget: (before: Instant) => Promise<void>;
}

/** Who holds which role now. */
export interface Directory {
  /** Those `among` these roles that the person holds at this moment. Refused when that could not be found out. */
  readonly rolesOf: (person: PersonId, among: readonly RoleId[]) => Promise<Result<ReadonlySet<RoleId>, Refusal>>;
  /** Every role of policy with its holders as they were last read: for cards and forms, never for a decision. */
  readonly holders: () => Promise<Holders>;
}

export type Holders = ReadonlyMap<RoleId, readonly PersonId[]>;

/** Reads Entra groups. Each call rejects when no answer came; it never gives a part of one. */
export interface GroupReader {
  /** The people in the group, and in the groups within it. */
  readonly membersOf: (group: EntraGroupId) => Promise<readonly Person[]>;
  /** Those of `groups` that the person is in now, directly or through another group. */
  readonly memberGroups: (person: PersonId, groups: readonly EntraGroupId[]) => Promise<ReadonlySet<EntraGroupId>>;
}

/** Tries whether the bot is let into a conversation, without writing there. */
export type Reach = (address: string) => Promise<Reached>;

/** `closed`: Teams says no, and will again. `silent`: nobody can tell now. */
export type Reached =
  | { readonly kind: 'reached' }
  | { readonly kind: 'closed'; readonly because: string }
  | { readonly kind: 'silent'; readonly because: string };

/** The people of the organisation. */
export interface PeopleReader {
  /** Undefined when there is nobody like that, or nobody could say. Never rejects. */
  readonly find: (person: PersonId) => Promise<Person | undefined>;
}

/** Somebody as a code host names them, before anybody has looked who that is here. */
export type StrangeCoder = Omit<Coder, 'person'>;

export type StrangePull = Omit<PullRequest, 'authors' | 'approvers' | 'objectors'> &
  Readonly<Record<'authors' | 'approvers' | 'objectors', readonly StrangeCoder[]>>;

/** Code hosts that are configured. */
export interface PullRequests {
  /** Undefined when the link is none of a pull request there: nobody else is ever asked. Never rejects. */
  readonly read: (
    url: string,
  ) => Promise<Extract<PullReading, { kind: 'unread' }> | { readonly kind: 'read'; readonly pull: StrangePull } | undefined>;
}

/** A card with the line that a notification shows. What is in it, only bot/cards knows. */
export interface Message {
  readonly card: object;
  readonly summary: string;
}

export interface Messenger {
  readonly post: (address: string, message: Message, threadOf: string | undefined) => Promise<Delivery>;
  readonly redraw: (address: string, messageId: string, message: Message, threadOf: string | undefined) => Promise<Delivery>;
}

/** Whoever signs in with tokens was given none. The message is a whole sentence for the operator. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** What operators read. Fields hold ids, codes and numbers: never a name, a message body or a secret. */
export interface Log {
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
}

export type LogLine = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** What has happened since the start, as a monitoring system reads it. */
export type Count = (happening: Happening) => void;

export const HAPPENINGS = [
  'messages',
  'taps',
  'alerts_received',
  'alerts_failed',
  'alerts_caught_up',
  'alerts_grouped',
  'alerts_posted',
  'alerts_edited',
  'alerts_suppressed_resolved',
  'alerts_suppressed_silenced',
  'alerts_suppressed_inhibited',
  'alerts_suppressed_flapping',
  'alerts_suppressed_storm',
  'alerts_suppressed_foreign',
  'posts_sent',
  'posts_retried',
  'posts_dead',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** What is timed. The name is all that is told of it. */
export const TRACED = [
  'chat said',
  'chat tapped',
  'alert received',
  'gate asked',
  'rollout reported',
  'timer fired',
  'post new',
  'post redrawn',
] as const;
export type Traced = (typeof TRACED)[number];

/** Does the work, and notes how long it took and whether it rejected. */
export type Trace = <Result>(name: Traced, work: () => Promise<Result>) => Promise<Result>;

export interface Telemetry {
  readonly trace: Trace;
  readonly count: Count;
}
