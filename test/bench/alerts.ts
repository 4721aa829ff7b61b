import assert from 'node:assert/strict';
import { instant } from '../../bot/domain/time.ts';
import { until } from '../support/program.ts';
import { stormBodies } from '../support/storm-bodies.ts';
import { startAlertmanager } from './alertmanager.ts';
import { startChild, type Child } from './child.ts';
import { sendAll, type Load, type Run } from './load.ts';
import { median, quantile } from './numbers.ts';
import { atMost, type Row } from './report.ts';
import type { Backlog, Question } from './signoff-bot.ts';

/** 10,000 alerts of 200 rules in a minute, as far as three seconds of it. */
const STORM = { alerts: 500, rules: 200, load: { connections: 10, perSecond: 167 } };
/** The most that Azure sends for one subscription: 1,500 in a minute. */
const STEADY = { alerts: 200, rules: 50, load: { connections: 2, perSecond: 25 } };
const FLOOD = { alerts: 10_000, rules: 200, load: { connections: 50 } };
const ROUNDS = 4;
/** The first one warms up, as in a storm: a program that has just begun is no measure of one that has been there for weeks. */
const FLOOD_ROUNDS = 4;
/** Counting is work for the program that is measured. */
const MS_BETWEEN_LOOKS = 200;

interface Measured {
  readonly alerts: number;
  readonly rules: number;
  readonly load: Load;
}

interface Place {
  /** What a child of the bench is told to store in. */
  readonly store: string;
  readonly database: string;
  readonly logs: string;
  /** What Teams tells the bot when it is added to its places. */
  readonly arrivals: readonly string[];
}

/**
 * How long whoever brings an alert waits in a storm, while those before it are grouped and shown, against a handler that
 * does nothing but insert one row in the same kind of store; then what a steady stream costs. Nothing may be lost.
 */
export async function measureAlerts({ store, database, logs, arrivals }: Place): Promise<readonly Row[]> {
  const ours = await startChild('signoff-bot.ts', store, logs);
  const against = await startChild('one-row.ts', `${store}${database === 'PGlite' ? '-rows' : ''}`, logs);
  await arrive(ours, arrivals);
  const sender = createSender(ours);
  const rounds: { readonly ours: Run; readonly against: Run }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = sender.bodies(STORM);
    rounds.push({
      against: await sendAll(alertsUrl(against), bodies, STORM.load),
      ours: await sendAll(alertsUrl(ours), bodies, STORM.load),
    });
    await sender.caughtUp();
  }
  const share = await sender.shareOfOneCore(STEADY);
  await sender.nothingLost();
  await Promise.all([ours.stop(), against.stop()]);

  const at = (which: 'ours' | 'against', part: number) =>
    median(rounds.slice(1).map((round) => quantile(round[which].latencies, part)));
  const storm = `Alert webhook, a storm of 10,000 in a minute, ${database}`;
  return [
    atMost(1.5, `${storm}: p50, ms`, at('ours', 0.5), at('against', 0.5)),
    atMost(1.5, `${storm}: p99, ms`, at('ours', 0.99), at('against', 0.99)),
    atMost(0.5, `1,500 alerts a minute, ${database}: share of one core`, share, 1),
  ];
}

/** 10,000 alerts, one a call, to Signoff, which keeps them for good, and to Alertmanager, which keeps them in memory. */
export async function measureFlood({ store, database, logs }: Omit<Place, 'arrivals'>): Promise<readonly Row[] | string> {
  const against = await startAlertmanager(logs);
  if (typeof against === 'string') return against;
  const ours = await startChild('signoff-bot.ts', store, logs);
  const sender = createSender(ours);
  const seconds = async (url: string, bodies: readonly string[]) =>
    bodies.length / (await sendAll(url, bodies, FLOOD.load)).perSecond;
  const rounds: { readonly ours: number; readonly against: number }[] = [];
  for (let round = 0; round < FLOOD_ROUNDS; round += 1) {
    rounds.push({
      against: await seconds(against.url, against.bodies(FLOOD.alerts, FLOOD.rules)),
      ours: await seconds(alertsUrl(ours), sender.bodies(FLOOD)),
    });
    await sender.caughtUp();
  }
  await sender.nothingLost();
  await Promise.all([ours.stop(), against.stop()]);

  const total = median(rounds.slice(1).map((round) => round.ours));
  const theirs = median(rounds.slice(1).map((round) => round.against));
  return [atMost(1.5, `10,000 alerts, against Alertmanager, ${database}: s`, total, theirs)];
}

const alertsUrl = ({ url }: Child): string => new URL('/api/alerts', url).href;

async function arrive({ url }: Child, arrivals: readonly string[]): Promise<void> {
  for (const body of arrivals) {
    const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.equal(status, 200);
  }
}

interface Sender {
  /** Bodies that were never sent, each an alert of its own. */
  readonly bodies: (of: Measured) => readonly string[];
  /** Resolves when every body that was stored has been read. */
  readonly caughtUp: () => Promise<void>;
  /** Of the time that sending took, how much the process was at work. */
  readonly shareOfOneCore: (of: Measured) => Promise<number>;
  /** Throws unless every body that was given out is a stored alert. */
  readonly nothingLost: () => Promise<void>;
}

function createSender(child: Child): Sender {
  const put = (question: Question) => child.ask(question);
  let [given, run] = [0, 0];

  const bodies: Sender['bodies'] = ({ alerts, rules }) => {
    given += alerts;
    run += 1;
    return stormBodies(alerts, rules, instant(Date.now())).map((body) =>
      JSON.stringify(body).replaceAll('/alerts/rule', `/alerts/run-${run}-rule`),
    );
  };
  const caughtUp = async () => {
    let backlog = (await put({ kind: 'alerts' })) as Backlog;
    while (backlog.unread > 0) {
      await until(MS_BETWEEN_LOOKS);
      backlog = (await put({ kind: 'alerts' })) as Backlog;
    }
    return backlog;
  };
  return {
    bodies,
    caughtUp: async () => {
      await caughtUp();
    },
    shareOfOneCore: async (of) => {
      const [before, since] = [Number(await put({ kind: 'cpu' })), performance.now()];
      await sendAll(alertsUrl(child), bodies(of), of.load);
      const spent = Number(await put({ kind: 'cpu' })) - before;
      return spent / (performance.now() - since);
    },
    nothingLost: async () => {
      assert.equal((await caughtUp()).alerts, given, 'alerts that are stored, against alerts that were answered with 200');
    },
  };
}
