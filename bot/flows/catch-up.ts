import { alertIdOf, LISTED } from '../domain/alert-listed.ts';
import { jsonOf, objectAt, textAt } from '../domain/json.ts';
import { minutesBetween, plusMinutes, type Instant } from '../domain/time.ts';
import type { AzureAlerts } from './alert-ports.ts';
import type { Alerts, Clock, Count, Log } from './ports.ts';

export interface CatchUpPorts {
  readonly alerts: Pick<Alerts, 'find' | 'receive'>;
  readonly azure: Pick<AzureAlerts, 'changedSince'>;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Pick<Log, 'warn'>;
}

/** After a webhook has failed five times, Azure calls nobody for fifteen minutes: three polls fall into that. */
const POLL_MINUTES = 5;
/** An alert is listed by when it fired; one that resolves an hour later is still looked at. */
const BACK_MINUTES = 60;
/** After a start, and after an outage of Azure or of the store: what came meanwhile, as far back as one day. */
const MOST_BACK_MINUTES = 24 * 60;

/**
 * Asks Azure for alerts that the webhook has not brought, at the start and every five minutes, and hands them in as
 * bodies like any other. Gives how many there were.
 */
export function createCatchUp(ports: CatchUpPorts): () => Promise<number> {
  let polled: Instant | undefined;
  let complete: Instant | undefined;
  return async () => {
    const now = ports.clock.now();
    if (polled !== undefined && minutesBetween(polled, now) < POLL_MINUTES) return 0;
    polled = now;
    try {
      const listed = await ports.azure.changedSince(since(complete, now), now);
      let missed = 0;
      for (const one of listed) if (await handIn(one, now, ports)) missed += 1;
      complete = now;
      return missed;
    } catch (error) {
      ports.log.warn({ err: error }, 'Azure did not list its alerts; it will be asked again');
      return 0;
    }
  };
}

/** `complete` is when everything was last handed in. */
function since(complete: Instant | undefined, now: Instant): Instant {
  const usual = plusMinutes(now, -BACK_MINUTES);
  const furthest = plusMinutes(now, -MOST_BACK_MINUTES);
  if (complete === undefined || complete < furthest) return furthest;
  return complete < usual ? complete : usual;
}

async function handIn(listed: unknown, now: Instant, { alerts, count }: CatchUpPorts): Promise<boolean> {
  const json = jsonOf(listed);
  const id = alertIdOf(textAt(json, 'id', 2_000));
  if (id === undefined) return false;
  const essentials = objectAt(objectAt(json, 'properties'), 'essentials');
  const isOver = /^resolved$/i.test(textAt(essentials, 'monitorCondition'));
  const known = await alerts.find(id);
  if (known !== undefined && (known.condition === 'resolved' || !isOver)) return false;
  await alerts.receive(JSON.stringify({ schemaId: LISTED, data: listed }), now);
  count('alerts_caught_up');
  return true;
}
