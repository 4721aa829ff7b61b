import { PgBoss, type Db } from 'pg-boss';
import type { RequestId } from '../domain/ids.ts';
import type { Timer } from '../domain/timers.ts';
import type { Engine, Query } from './engine.ts';
import type { Value } from './statement.ts';

export const TIMER_QUEUE = 'timer';

/** Finished wake-ups are worth nothing; pg-boss would keep them for a week. */
const KEEP_SECONDS = 3600;

/** Enqueues the jobs that wake a worker when a timer is due. They carry no decision: the timers' rows do. */
export interface Wakeups {
  readonly enqueue: (query: Query, request: RequestId, timers: readonly Timer[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Installs pg-boss where it is missing. It only sends: no worker, schedule or upkeep runs here. */
export async function createWakeups({ boss: db, upkeep }: Engine): Promise<Wakeups> {
  const boss = new PgBoss({ ...bossOptions(db, upkeep), supervise: false, schedule: false, registerInstance: false });
  boss.on('error', () => undefined); // only the refresh of its own cache reports here, and is tried again
  await boss.start();
  if ((await boss.getQueue(TIMER_QUEUE)) === null) await boss.createQueue(TIMER_QUEUE);
  return {
    enqueue: async (query, request, timers) => {
      const jobs = timers.map(({ kind, due }) => ({
        data: { request, kind },
        startAfter: new Date(due),
        deleteAfterSeconds: KEEP_SECONDS,
      }));
      await boss.insert(TIMER_QUEUE, jobs, { db: inside(query) });
    },
    close: () => boss.stop({ graceful: false }),
  };
}

/** pg-boss, inside a transaction. */
const inside = (query: Query): Db => ({
  executeSql: async (text: string, values: readonly unknown[] = []) => ({
    rows: [...(await query(text, values.map(valueOf)))],
  }),
});

const valueOf = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' ? value : value == null ? null : JSON.stringify(value);

/** An engine with upkeep of its own is the embedded one. */
export const bossOptions = (db: Engine['boss'], upkeep: Engine['upkeep']) => ({
  db,
  backend: upkeep === undefined ? ('postgres' as const) : ('pglite' as const),
});
