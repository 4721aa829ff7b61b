import { startChild } from './child.ts';
import { tapAll } from './load.ts';
import { median, quantile } from './numbers.ts';
import { atMost, type Row } from './report.ts';
import type { Question } from './signoff-bot.ts';
import type { Taps } from './taps.ts';
import { createVoter } from './voter.ts';

export interface CrowdedPorts {
  /** Two databases: one that stays small, and one that is filled. */
  readonly stores: readonly [few: string, many: string];
  readonly database: string;
  readonly logs: string;
  readonly taps: () => Taps;
}

const REQUESTS = 100_000;
const EVENTS_EACH = 5;
const ROUNDS = 6;
const WARM_UP = 2;
const AT_ONCE = 40;

/** What a tap takes beside a hundred thousand requests that are over, against the same tap without them. */
export async function measureCrowded({ stores, database, logs, taps }: CrowdedPorts): Promise<Row> {
  const [few, many] = await Promise.all(stores.map((store) => startChild('signoff-bot.ts', store, logs)));
  if (few === undefined || many === undefined) throw new Error('two bots were to be started');
  const voters = [few, many].map((child) => ({ child, voter: createVoter(child, taps()) }));
  for (const { voter } of voters) await voter.arrive();
  await voters[0]?.voter.taps(1);
  await many.ask({ kind: 'fill', count: REQUESTS, eventsEach: EVENTS_EACH } satisfies Question);

  const rounds: number[][] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const measured = [];
    for (const { child, voter } of voters) {
      const { latencies } = await tapAll(child.url, await voter.taps(AT_ONCE), 1);
      measured.push(quantile(latencies, 0.5));
    }
    rounds.push(measured);
  }
  await Promise.all([few.stop(), many.stop()]);
  const of = (which: 0 | 1) => median(rounds.slice(WARM_UP).map((round) => round[which] ?? Number.NaN));
  return atMost(
    1.2,
    `Approve tap beside ${REQUESTS.toLocaleString('en')} requests, ${database}: p50, ms, against none`,
    of(1),
    of(0),
  );
}
