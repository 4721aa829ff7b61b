import { inScope, type DeclaredFreeze } from '../domain/freeze.ts';
import type { FreezeId } from '../domain/ids.ts';
import { LIVE } from '../domain/request.ts';
import type { ChangeRequest } from './change-request.ts';
import type { KeepFreezes } from './keep-freezes.ts';
import type { KeepLocks } from './keep-locks.ts';
import type { Clock, Freezes, Locks, Requests } from './ports.ts';

export interface TendCalendarPorts {
  readonly freezes: Pick<Freezes, 'due' | 'find'>;
  readonly locks: Pick<Locks, 'due'>;
  readonly requests: Pick<Requests, 'list'>;
  readonly keepFreezes: Pick<KeepFreezes, 'move'>;
  readonly keepLocks: Pick<KeepLocks, 'move'>;
  readonly changeRequest: ChangeRequest;
  readonly clock: Clock;
}

/** Live requests that a freeze may concern; an organisation has far fewer under way. */
const MOST_REQUESTS = 1_000;

/**
 * Does what is due: tells the requests that a freeze lies over them or is gone, ends freezes, reminds of locks that are
 * about to expire and ends them. Each is decided again, so that it does no harm when two instances do it.
 */
export function createTendCalendar(ports: TendCalendarPorts): () => Promise<number> {
  const { freezes, locks, keepFreezes, keepLocks, clock } = ports;
  return async () => {
    const now = clock.now();
    const [dueFreezes, dueLocks] = await Promise.all([freezes.due(now), locks.due(now)]);
    for (const id of dueFreezes) {
      await tellRequests(id, ports);
      await keepFreezes.move(id, { kind: 'told' });
      await keepFreezes.move(id, { kind: 'time-passed' });
    }
    for (const target of dueLocks) await keepLocks.move(target);
    return dueFreezes.length + dueLocks.length;
  };
}

async function tellRequests(id: FreezeId, { freezes, requests, changeRequest }: TendCalendarPorts): Promise<void> {
  const freeze = (await freezes.find(id))?.state;
  if (freeze === undefined || freeze.told) return;
  const live = await requests.list({ states: LIVE, most: MOST_REQUESTS });
  for (const request of live.filter(({ plan }) => inScope(freeze, plan))) {
    await changeRequest(request.id, { kind: 'meet-freeze', freeze: plainOf(freeze), lifted: freeze.lifted?.at });
  }
}

/** The freeze as a request's record keeps it. */
const plainOf = ({ id, scope, span, reason, by }: DeclaredFreeze) => ({ id, scope, span, reason, by });
