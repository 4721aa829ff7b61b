import process from 'node:process';
import { createLog } from '../../bot/log.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { readPolicy } from '../../bot/policy/read.ts';
import { startSignoff } from '../../bot/signoff.ts';
import { systemChance, systemClock } from '../../bot/system.ts';
import { openEmbedded } from '../../bot/store/embedded.ts';
import { openPostgres } from '../../bot/store/postgres.ts';
import { storeOn } from '../../bot/store/open.ts';
import { fillRequests } from './fill.ts';
import { latenessOf, seedWaiting, type WaitingQuestion } from './seed-waiting.ts';
import { seedRequests } from './seed.ts';

/** What the bench asks of the bot besides taps and alerts. Each is answered with one message. */
export type Question =
  | { readonly kind: 'seed'; readonly count: number }
  | { readonly kind: 'votes' }
  | { readonly kind: 'alerts' }
  | WaitingQuestion
  | { readonly kind: 'fill'; readonly count: number; readonly eventsEach: number }
  /** Milliseconds in which the process was at work, since its start. */
  | { readonly kind: 'cpu' };

export interface Backlog {
  readonly alerts: number;
  /** Bodies that were stored and not yet read. */
  readonly unread: number;
}

/** The whole program on the store it is told, writing its log to standard error as ever, without authentication. */

const [where = ''] = process.argv.slice(2);
const engine = where.startsWith('postgres') ? openPostgres(where) : await openEmbedded(where);
const store = await storeOn(engine, { clock: systemClock, chance: systemChance });
const policy = await demoPolicy();

const signoff = await startSignoff({
  config: { bot: { kind: 'off' }, alerts: { entra: undefined, token: undefined }, port: 0, host: '127.0.0.1' },
  apiTokens: [],
  policy,
  store,
  clock: systemClock,
  chance: systemChance,
  log: createLog('info'),
});

async function demoPolicy(): Promise<Policy> {
  const read = await readPolicy(new URL('../../bot/policy/demo.yaml', import.meta.url).pathname);
  if (!read.ok) throw new Error(read.problem.join('\n'));
  return read.value;
}

async function answer(question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'seed':
      return seedRequests(question.count, { engine, store, policy });
    case 'fill':
      return fillRequests(question, { engine, store, policy });
    case 'votes':
      return votes();
    case 'alerts':
      return backlog();
    case 'wait':
      return seedWaiting(question, { engine, store, policy });
    case 'expire':
      return latenessOf(question.count, { engine, store, policy });
    case 'cpu':
      return (process.cpuUsage().user + process.cpuUsage().system) / 1_000;
  }
}

async function votes(): Promise<number | undefined> {
  const counted = `select count(*)::integer as votes from event where kind = 'vote-cast'`;
  return (await engine.query<{ votes: number }>(counted, []))[0]?.votes;
}

async function backlog(): Promise<Backlog | undefined> {
  const [row] = await engine.query<Backlog>(
    `select (select count(*) from alert)::integer as alerts,
            (select count(*) from alert_body where read_at is null)::integer as unread`,
    [],
  );
  return row;
}

process.on('message', (question: Question) => {
  void answer(question).then((answered) => process.send?.(answered));
});
process.on('disconnect', () => {
  void signoff
    .stop()
    .then(store.close)
    .then(() => process.exit());
});
process.send?.(signoff.port);
