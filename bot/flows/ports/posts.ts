import type { Delivery, Lane } from '../../domain/delivery.ts';
import type {
  ChannelKey,
  DelegationId,
  DigestId,
  FreezeId,
  GroupId,
  LockId,
  PersonId,
  RequestId,
  RunsId,
  SilenceId,
  StormId,
} from '../../domain/ids.ts';
import type { PlaceKey, PostView, Wish } from '../../domain/posts.ts';
import type { Instant } from '../../domain/time.ts';

/** What a card is about. */
export type Subject =
  | { readonly kind: 'request'; readonly id: RequestId }
  | { readonly kind: 'freeze'; readonly id: FreezeId }
  | { readonly kind: 'lock'; readonly id: LockId }
  | { readonly kind: 'runs'; readonly id: RunsId }
  | { readonly kind: 'delegation'; readonly id: DelegationId }
  | { readonly kind: 'digest'; readonly id: DigestId }
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
  /** Cards of a subject that has no record of its own; one that is there already stays as it is. */
  readonly wish: (subject: Subject, wishes: readonly Wish[], now: Instant) => Promise<void>;
  /** Every copy of this card of the subject is to be drawn anew. */
  readonly redraw: (subject: Subject, view: PostView, now: Instant) => Promise<void>;
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
  /** Whose last list of the day Teams refused for good: the bot is blocked, or their chat is gone. */
  readonly digestsRefused: () => Promise<ReadonlySet<PersonId>>;
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

/** Tries whether the bot is let into a conversation, without writing there. */
export type Reach = (address: string) => Promise<Reached>;

/** `closed`: Teams says no, and will again. `silent`: nobody can tell now. */
export type Reached =
  | { readonly kind: 'reached' }
  | { readonly kind: 'closed'; readonly because: string }
  | { readonly kind: 'silent'; readonly because: string };

/** A card with the line that a notification shows. What is in it, only bot/cards knows. */
export interface Message {
  readonly card: object;
  readonly summary: string;
}

export interface Messenger {
  readonly post: (address: string, message: Message, threadOf: string | undefined) => Promise<Delivery>;
  readonly redraw: (address: string, messageId: string, message: Message, threadOf: string | undefined) => Promise<Delivery>;
}
