import type { Target } from '../domain/freeze.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';
import {
  decideLock,
  evolveLock,
  lockDue,
  readTakenLock,
  type LockCommand,
  type LockEvent,
  type TakenLock,
} from '../domain/lock.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { changeStream, type StreamRules } from './change-stream.ts';
import type { Clock, Directory, Locks } from './ports.ts';

export interface WantedLock {
  readonly target: Target;
  readonly reason: string;
  readonly minutes: number;
  /** The request that alone may go on. */
  readonly for: RequestId | undefined;
}

/** Takes and releases locks by hand, for those who run deployments. */
export interface KeepLocks {
  readonly take: (by: PersonId, wanted: WantedLock) => Promise<Result<TakenLock, Refusal>>;
  readonly release: (by: PersonId, target: Target, reason: string) => Promise<Result<TakenLock, Refusal>>;
  /** What time brings; asked by the one who looks after the calendar. */
  readonly move: (target: Target) => Promise<void>;
}

export interface KeepLocksPorts {
  readonly locks: Locks;
  readonly directory: Pick<Directory, 'rolesOf'>;
  readonly policy: Policy;
  readonly clock: Clock;
}

export function createKeepLocks({ locks, directory, policy, clock }: KeepLocksPorts): KeepLocks {
  const rules: StreamRules<TakenLock, LockEvent> = {
    evolve: evolveLock,
    isOpen: ({ state }) => state === 'held',
    due: (lock) => lockDue(lock, policy.locks),
    // Nobody is notified of a card that changes, so each reminder is a message of its own.
    wishes: ({ warned, by, state }, seq) =>
      warned && state === 'held' ? [{ view: `lock-ending-${seq}`, place: { kind: 'person', id: by } }] : [],
  };
  const change = async (target: Target, command: LockCommand): Promise<Result<TakenLock, Refusal>> => {
    const changed = await changeStream(target, locks, rules, (lock) => {
      // A row that cannot be read is nobody's to overwrite.
      if (lock !== undefined && readTakenLock(lock) === undefined)
        return refuse({ code: 'locked', lock: { kind: 'unreadable' } });
      return decideLock(lock, command, policy.locks, clock.now());
    });
    if (!changed.ok) return changed;
    return changed.value === undefined ? refuse({ code: 'not-locked' }) : accept(changed.value);
  };
  const mayLock = async (by: PersonId): Promise<Refusal | undefined> => {
    const held = await directory.rolesOf(by, policy.deployers);
    if (!held.ok) return held.problem;
    return held.value.size === 0 ? { code: 'not-locker' } : undefined;
  };

  return {
    take: async (by, wanted) => {
      const refused = await mayLock(by);
      if (refused !== undefined) return refuse(refused);
      if (!policy.services.has(wanted.target.service) || !policy.environments.has(wanted.target.environment)) {
        return refuse({ code: 'not-in-policy', ...wanted.target });
      }
      return change(wanted.target, { kind: 'take', by, ...wanted });
    },
    release: async (by, target, reason) => {
      const refused = await mayLock(by);
      return refused === undefined ? change(target, { kind: 'release', by, reason }) : refuse(refused);
    },
    move: async (target) => {
      await change(target, { kind: 'time-passed' });
    },
  };
}
