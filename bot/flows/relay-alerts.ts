import { foldAlert, type Alert } from '../domain/alert.ts';
import { readAlert } from '../domain/alert-body.ts';
import { affectedBy, rolloutBehind } from '../domain/correlation.ts';
import type { AlertId, ChannelKey, RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Wish } from '../domain/posts.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Alerts, Digest, FoldAlert, Requests } from './ports.ts';

export interface RelayAlertsPorts {
  readonly alerts: Pick<Alerts, 'fold' | 'list'>;
  readonly requests: Pick<Requests, 'list'>;
  readonly policy: Policy;
  readonly digest: Digest;
  /** Puts the alert into the record of the request; the same alert twice is one. Not ok: it is tried again. */
  readonly linkAlert: (request: RequestId, alert: AlertId) => Promise<{ readonly ok: boolean }>;
}

const INCIDENTS = 'incidents' as ChannelKey;
const MOST_REQUESTS = 200;
/** Alerts looked at again after a start, or after a link that went wrong. */
const MOST_ALERTS = 200;

/** Reads what was received, wants its cards, and tells the requests concerned. Gives how many alerts changed. */
export function createRelayAlerts(ports: RelayAlertsPorts): () => Promise<number> {
  let isOwed = true;
  return async () => {
    const wasOwed = isOwed;
    isOwed = true;
    // Read before the fold, which holds a transaction: an embedded store has no second connection.
    const requests = await requestsInReach(ports.requests);
    const changed = await ports.alerts.fold(foldWith(requests, ports));
    const alerts = wasOwed ? [...changed, ...(await ports.alerts.list(MOST_ALERTS))] : changed;
    isOwed = !(await linkAll(alerts, requests, ports));
    return changed.length;
  };
}

async function requestsInReach(requests: Pick<Requests, 'list'>): Promise<readonly DeployRequest[]> {
  const running = await requests.list({ states: ['deploying', 'rolling-back'], most: MOST_REQUESTS });
  const ended = await requests.list({ states: ['deployed', 'rolled-back'], most: MOST_REQUESTS });
  return [...running, ...ended];
}

function foldWith(requests: readonly DeployRequest[], { policy, digest }: RelayAlertsPorts): FoldAlert {
  return async (body, receivedAt, find) => {
    // A body without an id of its own is the same alert when it says the same within the same hour.
    const reading = readAlert(parseBody(body), receivedAt, digest(`${receivedAt.slice(0, 13)} ${body}`));
    const affects = affectedBy(reading, policy);
    const request = rolloutBehind(reading, affects, requests);
    const before = await find(reading.alert.id);
    const alert = foldAlert(before, { ...reading.alert, affects, request });
    return { alert, wishes: wishesOf(alert, policy) };
  };
}

function wishesOf({ affects, request }: Alert, policy: Policy): readonly Wish[] {
  const own = affects === undefined ? undefined : policy.services.get(affects.service)?.channels.get(INCIDENTS);
  const channel: Wish = { view: 'alert', place: { kind: 'channel', key: own ?? INCIDENTS } };
  return request === undefined ? [channel] : [channel, { view: 'alert', place: { kind: 'thread', of: request } }];
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

/** Only JSON is received; should anything else ever be stored, it is shown as unrecognised rather than stop the rest. */
function parseBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
