import type { Answers, Section } from '../../domain/fields.ts';
import type { DraftId, EnvironmentId, PersonId, RequestId, ServiceId } from '../../domain/ids.ts';
import type { Wish } from '../../domain/posts.ts';
import type { PullReading } from '../../domain/pull-request.ts';
import type { DeployRequest, RequestEvent, RequestState } from '../../domain/request.ts';
import type { Instant, Span } from '../../domain/time.ts';
import type { Timer } from '../../domain/timers.ts';

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
  /** Those that have their target to themselves (domain/lock.ts): `only` they, or they `too`, whatever their state. */
  readonly holding?: 'only' | 'too';
  /** Their window and this span have a moment in common. */
  readonly during?: Span;
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
  /** IANA name of the zone in which its days and times are typed; absent where they are typed in the policy's. */
  readonly zone?: string;
  /** Cards of this revision and later ones are obeyed, since only evidence came after it; absent when only the newest is. */
  readonly since?: number;
}

export interface Drafts {
  readonly find: (id: DraftId) => Promise<Draft | undefined>;
  /** As it was last found or saved here, while still at hand. It may be out of date, which a `save` then finds out. */
  readonly recall: (id: DraftId) => Draft | undefined;
  readonly ofOwner: (owner: PersonId) => Promise<Draft | undefined>;
  /** Stores `draft`, whose revision is one more than the stored one; false when it is not. */
  readonly save: (draft: Draft) => Promise<boolean>;
  readonly discard: (id: DraftId) => Promise<void>;
}
