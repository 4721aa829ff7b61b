import { CompiledQuery, type Transaction } from 'kysely';
import type { Alert } from '../domain/alert.ts';
import type { AlertId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import type { Alerts, Clock, FoldAlert } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { toJson, toText } from './json.ts';
import { createStatement } from './statement.ts';
import type { Tables } from './tables.ts';
import type { Wakes } from './wakes.ts';
import { raisePosts, wishPosts } from './wishes.ts';

export interface AlertsPorts {
  readonly engine: Engine;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

export function createAlerts(ports: AlertsPorts): Alerts {
  const { engine, wakes } = ports;
  return {
    receive: async (body, at) => {
      const { put, statement } = createStatement();
      const { text, values } = statement(`
        with received as (insert into alert_body (received_at, body) values (${put(at)}, ${put(toText(body))}))
        select ${wakes.announce(['alerts'], put)}`);
      await engine.query(text, values);
      await engine.flush();
      wakes.wake(['alerts']);
    },

    fold: async (read) => {
      const changed = new Map<AlertId, Alert>();
      for (;;) {
        const folded = await foldNext(read, ports);
        if (folded.kind === 'nothing-left') break;
        if (folded.kind === 'changed') changed.set(folded.alert.id, folded.alert);
      }
      if (changed.size > 0) {
        await engine.flush();
        wakes.wake(['posts']);
      }
      return [...changed.values()];
    },

    find: async (id) => {
      const [row] = await engine.query<{ body: Alert }>('select body from alert where id = $1', [id]);
      return row?.body;
    },

    list: async (most) => {
      const rows = await engine.query<{ body: Alert }>('select body from alert order by fired_at desc, id limit $1', [most]);
      return rows.map(({ body }) => body);
    },
  };
}

type Folded = { readonly kind: 'nothing-left' | 'unreadable' } | { readonly kind: 'changed'; readonly alert: Alert };

/** One number for everybody who folds: bodies are read in the order in which they came, by one process at a time. */
const FOLDING = 1_042_001;

interface Body {
  readonly id: string;
  readonly received_at: Date;
  readonly body: string;
}

/** Thrown to roll back; the body is then marked in a statement of its own. */
class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly body: Body;

  constructor(body: Body, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.body = body;
  }
}

async function foldNext(read: FoldAlert, ports: AlertsPorts): Promise<Folded> {
  const { engine, clock } = ports;
  try {
    return await engine
      .db()
      .transaction()
      .execute((tx) => foldIn(tx, read, ports));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    await engine.query('update alert_body set read_at = $2, unreadable = $3 where id = $1::bigint', [
      error.body.id,
      clock.now(),
      toText(error.message).slice(0, 500),
    ]);
    return { kind: 'unreadable' };
  }
}

async function foldIn(tx: Transaction<Tables>, read: FoldAlert, { clock, wakes }: AlertsPorts): Promise<Folded> {
  const run = async <Row>(text: string, values: readonly unknown[]) =>
    (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;

  await run('select pg_advisory_xact_lock($1)', [FOLDING]);
  const [body] = await run<Body>(
    'select id::text, received_at, body from alert_body where read_at is null order by id limit 1',
    [],
  );
  if (body === undefined) return { kind: 'nothing-left' };

  const find = async (id: AlertId) => (await run<{ body: Alert }>('select body from alert where id = $1', [id]))[0]?.body;
  const { alert, wishes } = await attempt(body, () => read(body.body, instant(body.received_at.getTime()), find));

  const subject = { kind: 'alert', id: alert.id } as const;
  const { put, statement } = createStatement();
  const now = put(clock.now());
  const { text, values } = statement(`
    with changed as (
      insert into alert (id, fired_at, body)
      values (${put(alert.id)}, ${put(alert.firedAt)}, ${put(toJson(alert))}::jsonb)
          on conflict (id) do update set fired_at = excluded.fired_at, body = excluded.body
      returning id
    ), raised as (${raisePosts(subject, now, put)}
    ), wished as (${wishPosts(subject, wishes, now, put)}
    ), read as (
      update alert_body set read_at = ${now}::timestamptz where id = ${put(body.id)}::bigint
    )
    select ${wakes.announce(['posts'], put)} from changed`);
  await run(text, values);
  return { kind: 'changed', alert };
}

async function attempt<Result>(body: Body, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new Unreadable(body, error);
  }
}
