import type { Alert, Severity } from '../domain/alert.ts';
import type { AlertGroup } from '../domain/alert-group.ts';
import type { Silence } from '../domain/alert-silence.ts';
import { RECENT_MINUTES, type Recent, type Storm } from '../domain/alert-storm.ts';
import { groupId, stormId, type ChannelKey } from '../domain/ids.ts';
import { instant, plusMinutes, type Instant } from '../domain/time.ts';
import type { Fold, Folding, StoredBody, Turn } from '../flows/alert-ports.ts';
import type { Clock } from '../flows/ports.ts';
import { isUnwritable, type Engine, type Query } from './engine.ts';
import { toText } from './json.ts';
import type { Wakes } from './wakes.ts';
import { turnStatement } from './write-alerts.ts';

export interface AlertsPorts {
  readonly engine: Engine;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

/** One number for everybody who folds: bodies are read in the order in which they came, by one process at a time. */
const FOLDING = 1_042_001;

/**
 * A turn is planned for the tables as they are: plans that are kept were made when they were empty, and read every body
 * that waits. Its commit waits for no disk, since whoever brings a body waits for that: a turn that is lost with the power
 * is taken again with its bodies, and a card is taken with a commit that brings its turn to the disk before it is shown.
 */
const BEGIN = `
  select pg_advisory_xact_lock($1), set_config('plan_cache_mode', 'force_custom_plan', true),
         set_config('synchronous_commit', 'off', true)`;

/** Bodies of one turn: few, since an embedded store keeps whoever brings the next body waiting for as long as it lasts. */
const MOST_BODIES = 12;
/** Groups of one turn: more than any channel takes before a storm, so that those who come together are seen together. */
const MOST_DUE = 200;

/** Thrown to roll back; the turn is then tried again with fewer bodies. */
class Unfoldable extends Error {
  override readonly name = 'Unfoldable';
  readonly bodies: readonly StoredBody[];

  constructor(bodies: readonly StoredBody[], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.bodies = bodies;
  }
}

/**
 * One turn in one transaction; empty when nothing was left to do. Bodies that cannot be folded together are folded
 * one by one, and one that cannot be folded alone is marked with the reason and not looked at again. When the database
 * fails, all of them stay unread.
 */
export async function foldNext(fold: Fold, ports: AlertsPorts, most = MOST_BODIES): Promise<readonly Folding[]> {
  const { engine, clock } = ports;
  try {
    const folding = await engine.transaction((query) => foldIn(query, fold, ports, most));
    return folding === undefined ? [] : [folding];
  } catch (error) {
    if (!(error instanceof Unfoldable)) throw error;
    const [first, ...more] = error.bodies;
    if (first === undefined) throw error.cause;
    if (more.length > 0) return oneByOne(error.bodies.length, fold, ports);
    await engine.query('update alert_body set read_at = $2, unreadable = $3 where id = $1::bigint', [
      first.id,
      clock.now(),
      toText(error.message).slice(0, 500),
    ]);
    return [NOTHING];
  }
}

async function oneByOne(count: number, fold: Fold, ports: AlertsPorts): Promise<readonly Folding[]> {
  const foldings: Folding[] = [];
  for (let n = 0; n < count; n += 1) foldings.push(...(await foldNext(fold, ports, 1)));
  return foldings;
}

const NOTHING: Folding = {
  alerts: [],
  groups: [],
  counting: [],
  storms: [],
  silences: [],
  unreadable: [],
  said: [],
  quiet: [],
};

async function foldIn(plain: Query, fold: Fold, { clock }: AlertsPorts, most: number): Promise<Folding | undefined> {
  let fault: Error | undefined;
  const query: Query = async <Row>(text: string, values: Parameters<Query>[1]) => {
    try {
      return await plain<Row>(text, values);
    } catch (error) {
      fault = error instanceof Error && !isUnwritable(error) ? error : undefined;
      throw error;
    }
  };
  await query(BEGIN, [FOLDING]);
  const now = clock.now();
  const turn = await turnOf(query, now, most);
  const isDue = turn.storms.some(({ due }) => due) || turn.silences.some(({ until }) => until <= now);
  if (turn.bodies.length === 0 && turn.due.length === 0 && !isDue) return undefined;

  try {
    const folding = await fold({ ...turn, storms: turn.storms.map(({ storm }) => storm) });
    const { text, values } = turnStatement(
      folding,
      turn.bodies.map(({ id }) => id),
      now,
    );
    await query(text, values);
    return folding;
  } catch (error) {
    throw fault ?? new Unfoldable(turn.bodies, error);
  }
}

type Loaded = Omit<Turn, 'storms'> & { readonly storms: readonly { readonly storm: Storm; readonly due: boolean }[] };

/** Severities are written so that the worst comes first. A storm is asked about only when its time has come. */
const STORMS = `
  select body, coalesce(due <= $1, false) as due,
         case when due <= $1 then (
           select min(counted.severity)
             from alert_group counted
            where counted.storm = alert_storm.id and not counted.is_closed and counted.firing > 0
              and counted.body -> 'acknowledged' is null and counted.body -> 'held' is null
         ) end as unanswered
    from alert_storm
   where not is_over or due <= $1
     for update`;

async function turnOf(query: Query, now: Instant, most: number): Promise<Loaded> {
  const bodies = await query<{ id: string; received_at: Date; body: string }>(
    `select id::text, received_at, body from alert_body where read_at is null order by alert_body.id limit $1`,
    [most],
  );
  const due = await query<{ body: AlertGroup }>(
    `select body from alert_group where due <= $1 order by due, id limit ${MOST_DUE} for update`,
    [now],
  );
  const storms = await query<{ body: Storm; due: boolean; unanswered: Severity | null }>(STORMS, [now]);
  const silences = await query<{ body: Silence }>('select body from alert_silence where not is_over', []);
  const health = await query<{ body: AlertGroup }>('select body from alert_group where is_health and not is_closed', []);
  return {
    bodies: bodies.map(({ id, received_at, body }) => ({ id, body, receivedAt: instant(received_at.getTime()) })),
    due: due.map(({ body }) => body),
    storms: storms.map((row) => ({ storm: row.body, due: row.due })),
    unanswered: new Map(
      storms.flatMap(({ body, unanswered }) => (unanswered === null ? [] : [[body.id, unanswered] as const])),
    ),
    silences: silences.map(({ body }) => body),
    health: health.map(({ body }) => body),
    recent: await recentCards(query, now),
    ...readers(query),
  };
}

async function recentCards(query: Query, now: Instant): Promise<ReadonlyMap<ChannelKey, Recent>> {
  const rows = await query<{ channel: ChannelKey; calm: number; urgent: number }>(
    `select channel, (count(*) filter (where not is_urgent))::integer as calm,
            (count(*) filter (where is_urgent))::integer as urgent
       from alert_group
      where first_told_at > $1 and storm is null
      group by channel`,
    [plusMinutes(now, -RECENT_MINUTES)],
  );
  return new Map(rows.map(({ channel, calm, urgent }) => [channel, { calm, urgent }]));
}

const readers = (query: Query): Pick<Turn, 'alerts' | 'groups' | 'stormsNamed' | 'nextGroupId' | 'nextStormId'> => ({
  alerts: async (ids) => {
    const rows = await query<{ body: Alert }>(
      'select body from alert where id = any(array(select json_array_elements_text($1::json)))',
      [JSON.stringify(ids.map(toText))],
    );
    return rows.map(({ body }) => body);
  },
  groups: async (keys, ids) => {
    const rows = await query<{ body: AlertGroup }>(
      `select body
         from alert_group
        where (not is_closed and key = any(array(select json_array_elements_text($1::json))))
           or id = any(array(select json_array_elements_text($2::json)))
          for update`,
      [JSON.stringify(keys.map(toText)), JSON.stringify(ids)],
    );
    return rows.map(({ body }) => body);
  },
  stormsNamed: async (ids) => {
    const rows = await query<{ body: Storm }>(
      'select body from alert_storm where id = any(array(select json_array_elements_text($1::json))) for update',
      [JSON.stringify(ids)],
    );
    return rows.map(({ body }) => body);
  },
  nextGroupId: async () => groupId(await next(query, 'alert_group_number')),
  nextStormId: async () => stormId(await next(query, 'alert_storm_number')),
});

export async function next(query: Query, sequence: string): Promise<number> {
  const [row] = await query<{ n: number }>(`select nextval('${sequence}')::integer as n`, []);
  return row?.n ?? 0;
}
