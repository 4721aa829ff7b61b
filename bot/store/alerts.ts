import { setImmediate as othersTurn, setTimeout as pause } from 'node:timers/promises';
import type { Alert } from '../domain/alert.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { Folding } from '../flows/alert-ports.ts';
import type { Alerts } from '../flows/ports.ts';
import { foldNext, type AlertsPorts } from './fold-alerts.ts';
import { toText } from './json.ts';

export function createAlerts(ports: AlertsPorts): Alerts {
  const { engine, wakes } = ports;
  const gathering = createGathering(async (received) => {
    await engine.query(
      `insert into alert_body (received_at, body)
       select $1::timestamptz, body from json_array_elements_text($2::json) as body`,
      [received[0]?.at ?? null, JSON.stringify(received.map(({ body }) => toText(body)))],
    );
    await engine.flush();
    wakes.wake(['alerts']);
  });
  return {
    receive: gathering.receive,

    fold: async (fold) => {
      const turns: Folding[] = [];
      for (let done = await foldNext(fold, ports); done.length > 0; done = await foldNext(fold, ports)) {
        turns.push(...done);
        wakes.wake(['posts']);
        await gathering.letPass();
      }
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

    lag: async () => {
      const [row] = await engine.query<{ unread: Date | null; unshown: Date | null }>(
        `select (select received_at from alert_body where read_at is null order by alert_body.id limit 1) as unread,
                (select min(stale_since) from post
                  where drawn < wanted and subject_kind in ('alert-group', 'storm', 'silence')) as unshown`,
        [],
      );
      const moment = (at: Date | null | undefined) => (at == null ? undefined : instant(at.getTime()));
      return { unreadSince: moment(row?.unread), unshownSince: moment(row?.unshown) };
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
/** Statements that are let pass between two turns of folding. */
const MOST_AHEAD = 16;
/** In which whoever was answered, and has another body to bring, brings it. */
const GRACE_MS = 3;

interface Gathering {
  readonly receive: Alerts['receive'];
  /** Whoever brings a body waits for its answer, and nobody for a card: resolves when those who wait have had their turn. */
  readonly letPass: () => Promise<void>;
}

/**
 * Bodies that arrive in the same turn of the event loop, or while some are being stored, are stored with one statement, and
 * each is answered when it is safe. One that comes alone waits for nothing else.
 */
function createGathering(store: (bodies: readonly Received[]) => Promise<void>): Gathering {
  const waiting: { readonly received: Received; readonly settle: (outcome: Promise<void>) => void }[] = [];
  let storing: Promise<void> | undefined;
  let [begun, passed] = [0, 0];

  const storeTogether = async () => {
    await othersTurn();
    const together = waiting.splice(0, MOST_TOGETHER);
    const stored = store(together.map(({ received }) => received));
    for (const { settle } of together) settle(stored);
    await stored.catch(() => undefined); // each sender hears of a failure
  };
  const begin = () => {
    begun += 1;
    storing = storeTogether().finally(() => {
      storing = undefined;
      if (waiting.length > 0) begin();
    });
  };

  return {
    receive: (body, at) =>
      new Promise((resolve) => {
        waiting.push({ received: { body, at }, settle: resolve });
        if (storing === undefined) begin();
      }),
    letPass: async () => {
      for (let ahead = 0; ahead < MOST_AHEAD && passed < begun; ahead += 1) {
        passed = begun;
        await storing;
        if (passed === begun) await pause(GRACE_MS);
      }
    },
  };
}
