import type { Alert } from '../domain/alert.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { Folding } from '../flows/alert-ports.ts';
import type { Alerts } from '../flows/ports.ts';
import { foldNext, type AlertsPorts } from './fold-alerts.ts';
import { toText } from './json.ts';
import { createStatement } from './statement.ts';

export function createAlerts(ports: AlertsPorts): Alerts {
  const { engine, wakes } = ports;
  return {
    receive: gathering(async (bodies) => {
      const { put, statement } = createStatement();
      const rows = JSON.stringify(bodies.map(({ body, at }) => ({ body: toText(body), at })));
      const { text, values } = statement(`
        with received as (
          insert into alert_body (received_at, body)
          select at, body from json_to_recordset(${put(rows)}::json) as one (body text, at timestamptz)
        )
        select ${wakes.announce(['alerts'], put)}`);
      await engine.query(text, values);
      await engine.flush();
      wakes.wake(['alerts']);
    }),

    fold: async (fold) => {
      const turns: Folding[] = [];
      for (let done = await foldNext(fold, ports); done.length > 0; done = await foldNext(fold, ports)) {
        turns.push(...done);
        wakes.wake(['posts']);
      }
      await engine.flush();
      return turns;
    },

    nextDue: async () => {
      const [row] = await engine.query<{ due: Date | null }>(
        `select least((select min(due) from alert_group where due is not null),
                      (select min(due) from alert_storm where due is not null),
                      (select min(until) from alert_silence where not is_over)) as due`,
        [],
      );
      return row?.due == null ? undefined : instant(row.due.getTime());
    },

    find: async (id) => {
      const [row] = await engine.query<{ body: Alert }>('select body from alert where id = $1', [toText(id)]);
      return row?.body;
    },

    list: async (most) => {
      const rows = await engine.query<{ body: Alert }>('select body from alert order by fired_at desc, id limit $1', [most]);
      return rows.map(({ body }) => body);
    },

    forget: async (before) => {
      await engine.query('delete from alert_body where received_at < $1 and read_at is not null', [before]);
    },
  };
}

interface Received {
  readonly body: string;
  readonly at: Instant;
}

/** Bodies of one statement: a body may have 1 MB. */
const MOST_TOGETHER = 100;

/**
 * Bodies that arrive while some are being stored are stored together with the next statement, and each is answered
 * when it is safe. One that comes alone does not wait.
 */
function gathering(store: (bodies: readonly Received[]) => Promise<void>): Alerts['receive'] {
  const waiting: { readonly received: Received; readonly settle: (outcome: Promise<void>) => void }[] = [];
  let isStoring = false;

  const work = async () => {
    isStoring = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, MOST_TOGETHER);
      const stored = store(together.map(({ received }) => received));
      for (const { settle } of together) settle(stored);
      await stored.catch(() => undefined); // each sender hears of it
    }
    isStoring = false;
  };

  return (body, at) =>
    new Promise((resolve) => {
      waiting.push({ received: { body, at }, settle: resolve });
      if (!isStoring) void work();
    });
}
