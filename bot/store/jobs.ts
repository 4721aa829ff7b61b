import { PgBoss } from 'pg-boss';
import type { Engine } from './engine.ts';
import type { Wakes } from './wakes.ts';
import { TIMER_QUEUE, bossOptions } from './wakeups.ts';

/** Work that begins by the clock. */
export interface Jobs {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const UPKEEP_QUEUE = 'upkeep';

/**
 * Often enough that the log stays small (a checkpoint is what lets PGlite drop it; without one it grew by 176 MB in
 * a measured run, and the next start took three times as long), and rare enough that nobody notices the pause.
 */
const UPKEEP_CRON = '*/5 * * * *';

/** A timer is a matter of minutes, so two seconds late are on time. */
const POLL_SECONDS = 2;

/** `onFault` hears of what pg-boss could not do; it tries again by itself. */
export function createJobs(engine: Engine, wakes: Wakes, onFault: (error: unknown) => void): Jobs {
  const { upkeep } = engine;
  let boss: PgBoss | undefined;

  const start = async () => {
    if (boss !== undefined) return;
    boss = new PgBoss({ ...bossOptions(engine.boss, upkeep), schedule: upkeep !== undefined });
    boss.on('error', onFault);
    await boss.start();
    await boss.work(TIMER_QUEUE, { pollingIntervalSeconds: POLL_SECONDS, batchSize: 50 }, () => {
      wakes.wake(['timers']);
      return Promise.resolve();
    });
    if (upkeep !== undefined) await keepUp(boss, upkeep);
  };

  return {
    start,
    stop: async () => {
      const running = boss;
      boss = undefined;
      await running?.stop({ timeout: 5_000 });
    },
  };
}

async function keepUp(boss: PgBoss, upkeep: () => Promise<void>): Promise<void> {
  await boss.createQueue(UPKEEP_QUEUE, { policy: 'singleton', deleteAfterSeconds: 3600 });
  await boss.schedule(UPKEEP_QUEUE, UPKEEP_CRON, null, { tz: 'UTC' });
  await boss.work(UPKEEP_QUEUE, { pollingIntervalSeconds: 30 }, upkeep);
}
