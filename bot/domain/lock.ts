import type { Target } from './freeze.ts';
import type { EnvironmentId, PersonId, RequestId, ServiceId } from './ids.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest } from './request.ts';
import { parseInstant, plusMinutes, type Instant } from './time.ts';

/** What keeps everybody else from deploying to a target. */
export type Lock =
  | {
      readonly kind: 'taken';
      readonly by: PersonId;
      readonly reason: string;
      readonly until: Instant;
      readonly for: RequestId | undefined;
    }
  /** A deployment is under way, or goes back. */
  | { readonly kind: 'running'; readonly request: RequestId }
  /** It was rolled back, and nobody has said why it was needed. */
  | { readonly kind: 'no-cause'; readonly request: RequestId }
  /** Something is recorded about a lock here, and it cannot be read: locked until somebody sorts it out. */
  | { readonly kind: 'unreadable' };

/** A lock that somebody took by hand. A target has one stream of these, whoever takes it. */
export interface TakenLock extends Target {
  readonly state: 'held' | 'released' | 'expired';
  readonly by: PersonId;
  readonly reason: string;
  readonly until: Instant;
  /** The request that it is held for, which alone may go on. */
  readonly for: RequestId | undefined;
  readonly takenAt: Instant;
  /** Whether its owner was told that it is about to expire. */
  readonly warned: boolean;
  readonly released: { readonly by: PersonId; readonly reason: string; readonly at: Instant } | undefined;
}

export type LockEvent =
  | {
      readonly kind: 'lock-taken';
      readonly service: ServiceId;
      readonly environment: EnvironmentId;
      readonly by: PersonId;
      readonly reason: string;
      readonly until: Instant;
      readonly for: RequestId | undefined;
      readonly at: Instant;
    }
  | { readonly kind: 'lock-warned'; readonly at: Instant }
  | { readonly kind: 'lock-released'; readonly by: PersonId; readonly reason: string; readonly at: Instant }
  | { readonly kind: 'lock-expired'; readonly at: Instant };

export type LockCommand =
  | {
      readonly kind: 'take';
      readonly target: Target;
      readonly by: PersonId;
      readonly reason: string;
      readonly minutes: number;
      readonly for: RequestId | undefined;
    }
  | { readonly kind: 'release'; readonly by: PersonId; readonly reason: string }
  | { readonly kind: 'time-passed' };

/** How long a lock may be held before it is taken again, and how long before its end its owner is reminded. Minutes. */
export interface LockLimits {
  readonly most: number;
  readonly warnBefore: number;
}

/** The longest reason that fits on a card, in characters. */
const MOST_REASON = 300;

/** Refuses with `reason-needed`, `lock-too-long`, `lock-held` or `not-locked`. */
export function decideLock(
  lock: TakenLock | undefined,
  command: LockCommand,
  limits: LockLimits,
  now: Instant,
): Result<readonly LockEvent[], Refusal> {
  switch (command.kind) {
    case 'take':
      return decideTake(lock, command, limits, now);
    case 'release':
      return decideRelease(lock, command, now);
    case 'time-passed':
      return accept(lock === undefined ? [] : passed(lock, limits, now));
  }
}

/** Whoever holds it takes it again to hold it longer. */
function decideTake(
  lock: TakenLock | undefined,
  { target, by, reason, minutes, for: request }: Extract<LockCommand, { kind: 'take' }>,
  { most }: LockLimits,
  now: Instant,
): Result<readonly LockEvent[], Refusal> {
  if (lock !== undefined && isHeld(lock, now) && lock.by !== by) {
    return refuse({ code: 'lock-held', by: lock.by, reason: lock.reason, until: lock.until });
  }
  if (reason.trim() === '') return refuse({ code: 'reason-needed' });
  if (minutes < 1 || minutes > most) return refuse({ code: 'lock-too-long', most });
  const until = plusMinutes(now, minutes);
  const { service, environment } = target;
  const text = reason.trim().slice(0, MOST_REASON);
  return accept([{ kind: 'lock-taken', service, environment, by, reason: text, until, for: request, at: now }]);
}

/** Its owner needs no reason; somebody else says why it is not needed any more. */
function decideRelease(
  lock: TakenLock | undefined,
  { by, reason }: Extract<LockCommand, { kind: 'release' }>,
  now: Instant,
): Result<readonly LockEvent[], Refusal> {
  if (lock === undefined || !isHeld(lock, now)) return refuse({ code: 'not-locked' });
  if (lock.by !== by && reason.trim() === '') return refuse({ code: 'reason-needed' });
  return accept([{ kind: 'lock-released', by, reason: reason.trim().slice(0, MOST_REASON), at: now }]);
}

function passed(lock: TakenLock, limits: LockLimits, now: Instant): readonly LockEvent[] {
  if (lock.state !== 'held') return [];
  if (lock.until <= now) return [{ kind: 'lock-expired', at: now }];
  return !lock.warned && warnAt(lock, limits) <= now ? [{ kind: 'lock-warned', at: now }] : [];
}

export function evolveLock(before: TakenLock | undefined, event: LockEvent): TakenLock {
  if (event.kind === 'lock-taken') {
    const { kind: _kind, at, ...lock } = event;
    return { ...lock, state: 'held', takenAt: at, warned: false, released: undefined };
  }
  if (before === undefined) throw new Error(`a lock cannot begin with ${event.kind}`);
  switch (event.kind) {
    case 'lock-warned':
      return { ...before, warned: true };
    case 'lock-released':
      return { ...before, state: 'released', released: { by: event.by, reason: event.reason, at: event.at } };
    case 'lock-expired':
      return { ...before, state: 'expired' };
  }
}

const isHeld = ({ state, until }: Pick<TakenLock, 'state' | 'until'>, now: Instant): boolean => state === 'held' && now < until;

const warnAt = ({ until }: TakenLock, { warnBefore }: LockLimits): Instant => plusMinutes(until, -warnBefore);

/** When it must be looked at again. */
export function lockDue(lock: TakenLock, limits: LockLimits): Instant | undefined {
  if (lock.state !== 'held') return undefined;
  return lock.warned ? lock.until : warnAt(lock, limits);
}

/** What is stored, read as strictly as anything from outside: what is no lock is not taken for an open door. */
export function readTakenLock(stored: unknown): TakenLock | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { state, by, reason, until, service, environment } = stored as Readonly<Record<string, unknown>>;
  const known = state === 'held' || state === 'released' || state === 'expired';
  const readable =
    [by, reason, service, environment].every((id) => typeof id === 'string') && parseInstant(until) !== undefined;
  return known && readable ? (stored as TakenLock) : undefined;
}

/** The lock of a stored row as it keeps others out at `now`; undefined when it does not any more. */
export function heldLock(stored: unknown, now: Instant): Lock | undefined {
  const lock = readTakenLock(stored);
  if (lock === undefined) return { kind: 'unreadable' };
  const { by, reason, until } = lock;
  return isHeld(lock, now) ? { kind: 'taken', by, reason, until, for: lock.for } : undefined;
}

/**
 * Whether the request has its target to itself: from its start until it has ended well, or until the cause of its
 * rollback is recorded. What is only recorded, because nobody has to approve it, keeps nobody out.
 */
export function holdsTarget(request: DeployRequest): boolean {
  if (request.requirements.length === 0) return false;
  if (request.state === 'deploying' || request.state === 'rolling-back') return true;
  return request.state === 'rolled-back' && request.rollout.cause === undefined;
}

/** The lock that a request which `holdsTarget` is to all others. */
export function lockOf(request: DeployRequest): Lock {
  if (request.state === 'rolled-back') return { kind: 'no-cause', request: request.id };
  return { kind: 'running', request: request.id };
}
