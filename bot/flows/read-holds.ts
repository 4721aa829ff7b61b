import type { Holds, Proven } from '../domain/clearance.ts';
import type { Freeze, Target } from '../domain/freeze.ts';
import { heldLock, holdsTarget, lockOf } from '../domain/lock.ts';
import { isLive, LIVE } from '../domain/request.ts';
import { plusMinutes, type Instant, type Span } from '../domain/time.ts';
import type { Policy } from '../domain/policy.ts';
import { withProofs } from '../domain/probe.ts';
import { closedCheckpoints } from '../domain/quality-gates.ts';
import type { Clock, Freezes, Gates, Locks, Requests, Runs } from './ports.ts';

/** The freezes that policy repeats, as they fall into a span. */
export type RecurringFreezes = (span: Span) => readonly Freeze[];

export interface TargetHolds extends Holds {
  readonly others: readonly (Holds['others'][number] & { readonly version: string })[];
}

/** What stands on a target now and in the weeks to come. Rejects when it cannot be read, and then nothing may start. */
export type ReadHolds = (target: Target) => Promise<TargetHolds>;

export interface ReadHoldsPorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly freezes: Pick<Freezes, 'open'>;
  readonly locks: Pick<Locks, 'open'>;
  readonly gates: Pick<Gates, 'find'>;
  readonly runs: Pick<Runs, 'find'>;
  readonly policy: Pick<Policy, 'gates' | 'environments'>;
  readonly recurring: RecurringFreezes;
  readonly clock: Clock;
}

/** As far ahead as the calendar looks for a start. */
export const LOOK_AHEAD_MINUTES = 60 * 24 * 60;
/** A request that is looked at late may lie in the past as a whole. */
const LOOK_BACK_MINUTES = 24 * 60;
/** Deployments to the environment before that are looked through for a version. */
const MOST_PROOFS = 200;

export function createReadHolds(ports: ReadHoldsPorts): ReadHolds {
  const { requests, locks, gates, policy, clock } = ports;
  return async ({ service, environment }) => {
    const now = clock.now();
    const [freezes, stored, found, vouched, proven] = await Promise.all([
      freezesAround(now, ports),
      locks.open({ service, environment }),
      requests.list({ service, environment, states: LIVE, holding: 'too' }),
      gates.find(service),
      provenFor({ service, environment }, ports),
    ]);
    const taken = stored.flatMap((lock) => heldLock(lock, now) ?? []);
    return {
      freezes,
      locks: [...found.filter(holdsTarget).map(lockOf), ...taken],
      others: found.filter(isLive).map(({ id, plan }) => ({ id, version: plan.version, window: plan.window })),
      closed: closedCheckpoints(
        policy.gates,
        withProofs(vouched?.state ?? { service, attested: [] }, policy.gates, now),
        environment,
      ),
      ...(proven && { proven }),
    };
  };
}

/** Undefined where policy takes somebody's word, or wants none. */
async function provenFor(
  { service, environment }: Target,
  { policy, requests, runs }: Pick<ReadHoldsPorts, 'policy' | 'requests' | 'runs'>,
): Promise<Proven | undefined> {
  const known = policy.environments.get(environment);
  if (known?.proof !== 'reported' || known.after === undefined) return undefined;
  const before = { service, environment: known.after };
  const [deployed, told] = await Promise.all([
    requests.list({ ...before, states: ['deployed', 'complete'], most: MOST_PROOFS }),
    runs.find(before),
  ]);
  return {
    before: known.after,
    versions: [...deployed.map(({ plan }) => plan.version), ...(told?.state.succeeded ?? [])],
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
