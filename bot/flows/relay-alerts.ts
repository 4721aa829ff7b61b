import type { Alert } from '../domain/alert.ts';
import type { AlertId, RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { DeployRequest } from '../domain/request.ts';
import { minutesBetween, plusMinutes, type Instant } from '../domain/time.ts';
import type { Folding } from './alert-ports.ts';
import { foldTurn } from './fold-alerts.ts';
import type { Alerts, Clock, Count, Digest, Directory, Happening, Requests } from './ports.ts';

export interface RelayAlertsPorts {
  readonly alerts: Pick<Alerts, 'fold' | 'list' | 'forget'>;
  readonly requests: Pick<Requests, 'list'>;
  readonly directory: Pick<Directory, 'holders'>;
  readonly policy: Policy;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly count: Count;
  /** Puts the alert into the record of the request; the same alert twice is one. Not ok: it is tried again. */
  readonly linkAlert: (request: RequestId, alert: AlertId) => Promise<{ readonly ok: boolean }>;
}

const MOST_REQUESTS = 200;
/** Alerts looked at again after a start, or after a link that went wrong. */
const MOST_ALERTS = 200;
/** Old bodies are looked for this often. */
const FORGET_MINUTES = 60;

/** Reads what was received, wants its cards, and tells the requests concerned. Gives how many alerts changed. */
export function createRelayAlerts(ports: RelayAlertsPorts): () => Promise<number> {
  const { alerts, policy, digest, clock } = ports;
  let isOwed = true;
  let forgotten: Instant | undefined;
  return async () => {
    const wasOwed = isOwed;
    isOwed = true;
    // Read before the fold, which holds a transaction: an embedded store has no second connection.
    const [requests, holders] = await Promise.all([requestsInReach(ports.requests), ports.directory.holders()]);
    const turns = await alerts.fold((turn) => foldTurn(turn, { policy, digest, holders, requests, now: clock.now() }));
    for (const turn of turns) countTurn(turn, ports.count);
    const changed = turns.flatMap((turn) => turn.alerts);
    isOwed = !(await linkAll(wasOwed ? [...changed, ...(await alerts.list(MOST_ALERTS))] : changed, requests, ports));

    const now = clock.now();
    if (forgotten === undefined || minutesBetween(forgotten, now) >= FORGET_MINUTES) {
      await alerts.forget(plusMinutes(now, -policy.alerts.keepBodiesDays * 1_440));
      forgotten = now;
    }
    return changed.length;
  };
}

async function requestsInReach(requests: Pick<Requests, 'list'>): Promise<readonly DeployRequest[]> {
  const running = await requests.list({ states: ['deploying', 'rolling-back'], most: MOST_REQUESTS });
  const ended = await requests.list({ states: ['deployed', 'complete', 'rolled-back'], most: MOST_REQUESTS });
  return [...running, ...ended];
}

async function linkAll(
  alerts: readonly Alert[],
  requests: readonly DeployRequest[],
  { linkAlert }: RelayAlertsPorts,
): Promise<boolean> {
  const linked = new Map(requests.map(({ id, alerts: known }) => [id, new Set(known.map((alert) => alert.id))]));
  const each = new Map(alerts.map((alert) => [alert.id, alert])).values();
  let complete = true;
  for (const { id, request } of each) {
    if (request === undefined || linked.get(request)?.has(id)) continue;
    const { ok } = await linkAlert(request, id);
    complete &&= ok;
  }
  return complete;
}

const SAID = {
  first: 'alerts_posted',
  repeat: 'alerts_posted',
  changed: 'alerts_edited',
  'new-alerts': 'alerts_edited',
  'all-resolved': 'alerts_edited',
} as const satisfies Record<Folding['said'][number], Happening>;

const SUPPRESSED = {
  'resolved-early': 'alerts_suppressed_resolved',
  silenced: 'alerts_suppressed_silenced',
  inhibited: 'alerts_suppressed_inhibited',
  flapping: 'alerts_suppressed_flapping',
  waiting: undefined,
  told: undefined,
} as const satisfies Record<Folding['quiet'][number], Happening | undefined>;

function countTurn({ alerts, said, quiet, unreadable, groups }: Folding, count: Count): void {
  const counted: readonly (Happening | undefined)[] = [
    ...alerts.map(() => 'alerts_grouped' as const),
    ...said.map((reason) => SAID[reason]),
    ...quiet.map((because) => SUPPRESSED[because]),
    ...unreadable.map(() => 'alerts_suppressed_foreign' as const),
    ...groups.flatMap(({ group, wishes }) =>
      group.storm !== undefined && group.firstToldAt === group.told?.at && wishes.length === 0
        ? ['alerts_suppressed_storm' as const]
        : [],
    ),
  ];
  for (const happening of counted) if (happening !== undefined) count(happening);
}
