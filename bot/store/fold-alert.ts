import { CompiledQuery, type Transaction } from 'kysely';
import type { Alert } from '../domain/alert.ts';
import type { AlertId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import type { Clock, FoldAlert } from '../flows/ports.ts';
import { isUnwritable, type Engine } from './engine.ts';
import { toJson, toText } from './json.ts';
import { createStatement, type Value } from './statement.ts';
import type { Tables } from './tables.ts';
import type { Wakes } from './wakes.ts';
import { raisePosts, wishPosts } from './wishes.ts';

export interface AlertsPorts {
  readonly engine: Engine;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

export type Folded = { readonly kind: 'nothing-left' | 'unreadable' } | { readonly kind: 'changed'; readonly alert: Alert };

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

/**
 * Folds the oldest body that was not read yet, in one transaction. A body that cannot be read, or whose alert cannot
 * be written, is marked with the reason and not looked at again; when the database fails, it stays unread.
 */
export async function foldNext(read: FoldAlert, ports: AlertsPorts): Promise<Folded> {
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

async function foldIn(tx: Transaction<Tables>, read: FoldAlert, ports: AlertsPorts): Promise<Folded> {
  let fault: Error | undefined;
  const run: Run = async <Row>(text: string, values: readonly Value[]) => {
    try {
      return (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
    } catch (error) {
      fault = error instanceof Error && !isUnwritable(error) ? error : undefined;
      throw error;
    }
  };

  await run('select pg_advisory_xact_lock($1)', [FOLDING]);
  const [body] = await run<Body>(
    'select id::text, received_at, body from alert_body where read_at is null order by alert_body.id limit 1',
    [],
  );
  if (body === undefined) return { kind: 'nothing-left' };

  const find = async (id: AlertId) =>
    (await run<{ body: Alert }>('select body from alert where id = $1', [toText(id)]))[0]?.body;
  try {
    const folded = await read(body.body, instant(body.received_at.getTime()), find);
    await write(body, folded, run, ports);
    return { kind: 'changed', alert: folded.alert };
  } catch (error) {
    throw fault ?? new Unreadable(body, error);
  }
}

type Run = <Row>(text: string, values: readonly Value[]) => Promise<readonly Row[]>;

async function write(
  body: Body,
  { alert, wishes }: Awaited<ReturnType<FoldAlert>>,
  run: Run,
  { clock, wakes }: AlertsPorts,
): Promise<void> {
  const { put, statement } = createStatement();
  const subject = { kind: 'alert', id: toText(alert.id) as AlertId } as const;
  const now = put(clock.now());
  const { text, values } = statement(`
    with changed as (
      insert into alert (id, fired_at, body)
      values (${put(subject.id)}, ${put(alert.firedAt)}, ${put(toJson(alert))}::jsonb)
          on conflict (id) do update set fired_at = excluded.fired_at, body = excluded.body
      returning id
    ), raised as (${raisePosts(subject, now, put)}
    ), wished as (${wishPosts(subject, wishes, now, put)}
    ), read as (
      update alert_body set read_at = ${now}::timestamptz where id = ${put(body.id)}::bigint
    )
    select ${wakes.announce(['posts'], put)} from changed`);
  await run(text, values);
}
