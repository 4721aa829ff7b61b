import type { DeclaredFreeze, FreezeEvent, Target } from '../../domain/freeze.ts';
import type { FreezeId, ServiceId } from '../../domain/ids.ts';
import type { LockEvent, TakenLock } from '../../domain/lock.ts';
import type { Wish } from '../../domain/posts.ts';
import type { GatesEvent, ServiceGates } from '../../domain/quality-gates.ts';
import type { RunEvent, TargetRuns } from '../../domain/target-runs.ts';
import type { Instant, Span } from '../../domain/time.ts';
import type { StreamPlace } from './requests.ts';

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

/** Runs of a target that no request asks for. */
export interface Runs extends Streams<Target, TargetRuns, RunEvent> {
  /** Those of every environment of a service. */
  readonly of: (service: ServiceId) => Promise<readonly TargetRuns[]>;
}
