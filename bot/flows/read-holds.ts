import type { Holds } from '../domain/clearance.ts';
import type { Freeze, Target } from '../domain/freeze.ts';
import { heldLock, holdsTarget, lockOf } from '../domain/lock.ts';
import { LIVE } from '../domain/request.ts';
import { plusMinutes, type Instant, type Span } from '../domain/time.ts';
import type { Policy } from '../domain/policy.ts';
import { closedCheckpoints } from '../domain/quality-gates.ts';
import type { Clock, Freezes, Gates, Locks, Requests } from './ports.ts';

/** The freezes that policy repeats, as they fall into a span. */
export type RecurringFreezes = (span: Span) => readonly Freeze[];

/** What stands on a target now and in the weeks to come. Rejects when it cannot be read, and then nothing may start. */
export type ReadHolds = (target: Target) => Promise<Holds>;

export interface ReadHoldsPorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly freezes: Pick<Freezes, 'open'>;
  readonly locks: Pick<Locks, 'open'>;
  readonly gates: Pick<Gates, 'find'>;
  readonly policy: Pick<Policy, 'gates'>;
  readonly recurring: RecurringFreezes;
  readonly clock: Clock;
}

/** As far ahead as the calendar looks for a start. */
export const LOOK_AHEAD_MINUTES = 60 * 24 * 60;
/** A request that is looked at late may lie in the past as a whole. */
const LOOK_BACK_MINUTES = 24 * 60;

export function createReadHolds(ports: ReadHoldsPorts): ReadHolds {
  const { requests, locks, gates, policy, clock } = ports;
  return async ({ service, environment }) => {
    const now = clock.now();
    const [freezes, stored, holders, live, vouched] = await Promise.all([
      freezesAround(now, ports),
      locks.open({ service, environment }),
      requests.list({ service, environment, holding: true }),
      requests.list({ service, environment, states: LIVE }),
      gates.find(service),
    ]);
    const taken = stored.flatMap((lock) => heldLock(lock, now) ?? []);
    return {
      freezes,
      locks: [...holders.filter(holdsTarget).map(lockOf), ...taken],
      others: live.map(({ id, plan }) => ({ id, window: plan.window })),
      closed: closedCheckpoints(policy.gates, vouched?.state, environment),
    };
  };
}

/** Every freeze of the coming weeks: declared ones and those that policy repeats. */
export async function freezesAround(
  now: Instant,
  { freezes, recurring }: Pick<ReadHoldsPorts, 'freezes' | 'recurring'>,
): Promise<readonly Freeze[]> {
  const span = { start: plusMinutes(now, -LOOK_BACK_MINUTES), end: plusMinutes(now, LOOK_AHEAD_MINUTES) };
  const declared = (await freezes.open()).filter(({ state }) => state === 'declared');
  return [
    ...declared.map(({ id, scope, span: own, reason, by }) => ({ id, scope, span: own, reason, by })),
    ...recurring(span),
  ];
}
