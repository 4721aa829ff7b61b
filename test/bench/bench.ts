import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { measureAlerts, measureFlood } from './alerts.ts';
import { startChild } from './child.ts';
import { startConnector } from './connector.ts';
import { measureCrowded } from './crowded.ts';
import { measureDeciding } from './deciding.ts';
import { tapAll, type Run } from './load.ts';
import { median, quantile } from './numbers.ts';
import { measureForm } from './form.ts';
import { measureRender } from './render.ts';
import { atLeast, atMost, tableOf, timesFaster, type Row } from './report.ts';
import { onNewDatabase } from './server.ts';
import { createTaps, TEAM } from './taps.ts';
import { measureWaiting } from './waiting.ts';
import { createVoter } from './voter.ts';

/**
 * How fast a tap on Approve is, as a multiple of what the least possible bot on the same stack takes in the same minute on
 * the same machine, how fast an alert is taken, and what it costs to have much waiting. Every tap is a first vote that ends
 * up in the store, and every alert is one that is grouped. `--json` prints one JSON object.
 */

const ROUNDS = 5;
/** On a busy machine no further round of taps begins after this long. */
const MOST_MS = 30_000;
const ALONE = { connections: 1, requests: 50 };
const CROWD = { connections: 16, requests: 100 };
const WARM_UP = [
  { connections: 1, requests: 100 },
  { connections: 16, requests: 100 },
];

interface Both {
  readonly ours: Run;
  readonly against: Run;
}

const say = (line: string) => process.stderr.write(`${line}\n`);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'signoff-bench-'));
const connector = await startConnector(TEAM);
try {
  const rows = [
    ...(await onPGlite()),
    renderRow(),
    measureDeciding(),
    ...(await onPostgres()),
    ...(await waiting()),
    ...(await flood()),
  ];
  console.log(process.argv.includes('--json') ? JSON.stringify({ rows }) : tableOf(rows));
} finally {
  await connector.stop();
  rmSync(scratch, { recursive: true, force: true });
}

async function onPGlite(): Promise<readonly Row[]> {
  const [alone = [], crowd = []] = await measure(path.join(scratch, 'store'), [ALONE, CROWD]);
  return [
    latencyRow(alone, 'PGlite'),
    throughputRow(crowd),
    await crowdedOn([path.join(scratch, 'few'), path.join(scratch, 'many')], 'PGlite'),
    ...(await formOn(path.join(scratch, 'form'), 'PGlite')),
    ...(await alertsOn(path.join(scratch, 'alerts'), 'PGlite')),
  ];
}

async function onPostgres(): Promise<readonly Row[]> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined || server === '') {
    say('PostgreSQL is left out: TEST_DATABASE_URL names no server');
    return [];
  }
  const [alone = []] = await onNewDatabase(server, (url) => measure(url, [ALONE]));
  return [
    latencyRow(alone, 'PostgreSQL'),
    await onNewDatabase(server, (few) => onNewDatabase(server, (many) => crowdedOn([few, many], 'PostgreSQL'))),
    ...(await onNewDatabase(server, (url) => formOn(url, 'PostgreSQL'))),
    ...(await onNewDatabase(server, (url) => alertsOn(url, 'PostgreSQL'))),
  ];
}

function alertsOn(store: string, database: string): Promise<readonly Row[]> {
  return measureAlerts({ store, database, logs: scratch, arrivals: createTaps(connector.serviceUrl).arrivals });
}

function crowdedOn(stores: readonly [string, string], database: string): Promise<Row> {
  return measureCrowded({ stores, database, logs: scratch, taps: () => createTaps(connector.serviceUrl) });
}

function formOn(store: string, database: string): Promise<readonly Row[]> {
  const { serviceUrl } = connector;
  return measureForm({ store, database, logs: scratch, serviceUrl, arrivals: createTaps(serviceUrl).arrivals });
}

function waiting(): Promise<readonly Row[]> {
  return measureWaiting({ store: path.join(scratch, 'waiting'), logs: scratch });
}

async function flood(): Promise<readonly Row[]> {
  const rows = await measureFlood({ store: path.join(scratch, 'flood'), database: 'PGlite', logs: scratch });
  if (typeof rows !== 'string') return rows;
  say(`Alertmanager is left out: ${rows}`);
  return [];
}

/** Rounds of each load, the bare bot and ours in turn, so that both meet the same noise. */
async function measure(store: string, loads: readonly (typeof ALONE)[]): Promise<readonly (readonly Both[])[]> {
  const since = performance.now();
  const signoff = await startChild('signoff-bot.ts', store, scratch);
  const voter = createVoter(signoff, createTaps(connector.serviceUrl));
  await voter.arrive();
  const bare = await startChild('bare-bot.ts', await voter.firstCard(), scratch);
  const tapBoth = async ({ connections, requests }: typeof ALONE): Promise<Both> => {
    const taps = await voter.taps(requests);
    const against = await tapAll(bare.url, taps, connections);
    return { against, ours: await tapAll(signoff.url, taps, connections) };
  };

  for (const load of WARM_UP) await tapBoth(load);
  const before = connector.taken();
  const rounds = loads.map((): Both[] => []);
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() - since < MOST_MS); round += 1) {
    for (const [n, load] of loads.entries()) rounds[n]?.push(await tapBoth(load));
  }
  say(`${connector.taken() - before} cards were redrawn in Teams meanwhile`);
  await voter.checkVotes();
  await Promise.all([signoff.stop(), bare.stop()]);
  return rounds;
}

function latencyRow(rounds: readonly Both[], database: string): Row {
  const at = (share: number, which: keyof Both) => median(rounds.map((round) => quantile(round[which].latencies, share)));
  say(`${database}: p99 ${at(0.99, 'ours').toFixed(1)} ms, against ${at(0.99, 'against').toFixed(1)} ms`);
  return atMost(3, `Approve tap, 1 connection, ${database}: p50, ms`, at(0.5, 'ours'), at(0.5, 'against'));
}

function throughputRow(rounds: readonly Both[]): Row {
  const rate = (which: keyof Both) => median(rounds.map((round) => round[which].perSecond));
  return atLeast(0.35, `Approve taps, ${CROWD.connections} connections, PGlite: per second`, rate('ours'), rate('against'));
}

function renderRow(): Row {
  const { card, bytes, ours, fresh } = measureRender();
  return timesFaster(20, `Largest card (${card}, ${Math.round(bytes / 1024)} KB): one drawing, ms`, ours, fresh);
}
