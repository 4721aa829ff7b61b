import { setTimeout as pause } from 'node:timers/promises';
import { startChild } from './child.ts';
import { atMost, type Row } from './report.ts';
import type { Question } from './signoff-bot.ts';

const TIMERS = 10_000;
const WATCHED = 500;
const DUE = 8;
const QUIET_MS = 6_000;

/** How late a timer is while very many wait behind it, and what it costs to have very many deployments watched. */
export async function measureWaiting({
  store,
  logs,
}: {
  readonly store: string;
  readonly logs: string;
}): Promise<readonly Row[]> {
  const child = await startChild('signoff-bot.ts', store, logs);
  const ask = async (question: Question) => Number(await child.ask(question));
  await ask({ kind: 'wait', timers: TIMERS, watched: WATCHED });
  const late = await ask({ kind: 'expire', count: DUE });

  await pause(QUIET_MS / 2);
  const [before, since] = [await ask({ kind: 'cpu' }), performance.now()];
  await pause(QUIET_MS);
  const share = ((await ask({ kind: 'cpu' })) - before) / (performance.now() - since);
  await child.stop();
  return [
    atMost(1, `The latest of ${String(DUE)} timers, with ${String(TIMERS)} waiting, s`, late / 1_000, 2),
    atMost(0.05, `${String(WATCHED)} deployments watched, between checks: share of one core`, share, 1),
  ];
}
