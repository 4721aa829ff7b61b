import type { DeclaredFreeze, Freeze } from '../domain/freeze.ts';
import { parseEnvironmentId, parseServiceId, type FreezeId, type LockId } from '../domain/ids.ts';
import { heldLock, holdsTarget, lockOf, readTakenLock, type Lock, type TakenLock } from '../domain/lock.ts';
import { LIVE, type DeployRequest } from '../domain/request.ts';
import { overlaps, plusMinutes, type Span } from '../domain/time.ts';
import type { Clock, Freezes, Locks, Requests } from './ports.ts';
import { freezesAround, LOOK_AHEAD_MINUTES, type RecurringFreezes } from './read-holds.ts';

/** A lock and where it is. */
export interface PlacedLock {
  readonly service: string;
  readonly environment: string;
  readonly lock: Lock;
}

/** What people look up: what is frozen, locked and planned. */
export interface ReadCalendar {
  readonly freezes: (span: Span) => Promise<readonly Freeze[]>;
  /** From now on, as far as the calendar looks ahead. */
  readonly freezesAhead: () => Promise<readonly Freeze[]>;
  readonly freeze: (id: FreezeId) => Promise<DeclaredFreeze | undefined>;
  readonly locks: () => Promise<readonly PlacedLock[]>;
  /** However it stands; undefined when it cannot be read. */
  readonly lock: (id: LockId) => Promise<TakenLock | undefined>;
  /** Requests on their way whose window lies in the span, earliest first. */
  readonly requests: (span: Span) => Promise<readonly DeployRequest[]>;
}

export interface ReadCalendarPorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly freezes: Pick<Freezes, 'open' | 'find'>;
  readonly locks: Pick<Locks, 'open' | 'find'>;
  readonly recurring: RecurringFreezes;
  readonly clock: Clock;
}

/** More than an organisation has under way. */
const MOST_REQUESTS = 1_000;

export function createReadCalendar(ports: ReadCalendarPorts): ReadCalendar {
  const { requests, locks, clock } = ports;
  const within = async (span: Span) =>
    (await freezesAround(clock.now(), ports))
      .filter((freeze) => overlaps(freeze.span, span))
      .toSorted((a, b) => a.span.start.localeCompare(b.span.start));
  return {
    freezes: within,
    freezesAhead: () => {
      const now = clock.now();
      return within({ start: now, end: plusMinutes(now, LOOK_AHEAD_MINUTES) });
    },
    freeze: async (id) => (await ports.freezes.find(id))?.state,
    lock: async (id) => {
      const [service, environment] = id.slice('lock:'.length).split('/');
      const at = { service: parseServiceId(service), environment: parseEnvironmentId(environment) };
      if (at.service === undefined || at.environment === undefined) return undefined;
      return readTakenLock((await locks.find({ service: at.service, environment: at.environment }))?.state);
    },
    locks: async () => {
      const [stored, holders] = await Promise.all([locks.open(), requests.list({ holding: 'only', most: MOST_REQUESTS })]);
      const now = clock.now();
      const held = holders.filter(holdsTarget).map((request) => ({
        service: request.plan.service,
        environment: request.plan.environment,
        lock: lockOf(request),
      }));
      const taken = stored.flatMap((raw): readonly PlacedLock[] => {
        const lock = heldLock(raw, now);
        const { service = '?', environment = '?' } = readTakenLock(raw) ?? {};
        return lock === undefined ? [] : [{ service, environment, lock }];
      });
      return [...held, ...taken];
    },
    requests: async (span) =>
      (await requests.list({ states: LIVE, during: span, most: MOST_REQUESTS })).toSorted((a, b) =>
        a.plan.window.start.localeCompare(b.plan.window.start),
      ),
  };
}
