import assert from 'node:assert/strict';
import { SECTIONS } from '../../bot/domain/fields.ts';
import { plusMinutes } from '../../bot/domain/time.ts';
import { systemClock } from '../../bot/system.ts';
import { createFakeActivities } from '../support/fake-activities.ts';
import { personalId } from '../support/fake-connector.ts';
import { alex, ANSWERS, isaiah, patti } from '../support/story.ts';
import { startChild } from './child.ts';
import { tapAll, type Run } from './load.ts';
import { median, quantile } from './numbers.ts';
import { atMost, type Row } from './report.ts';
import { TEAM } from './taps.ts';

const ROUNDS = 5;
/** Ten pages and the last one, so many times over. */
const WALKS = { warmUp: 12, round: 6 };

export interface FormBench {
  /** A directory, or the URL of a database. */
  readonly store: string;
  readonly database: string;
  readonly logs: string;
  readonly serviceUrl: string;
  /** What tells the bot its places. */
  readonly arrivals: readonly string[];
}

/** Sends page after page of one draft, each kept in the store and answered with the next; every one must have moved on. */
export async function measureForm({ store, database, logs, serviceUrl, arrivals }: FormBench): Promise<readonly Row[]> {
  const signoff = await startChild('signoff-bot.ts', store, logs);
  const post = async (body: string): Promise<string> => {
    const response = await fetch(signoff.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.equal(response.status, 200);
    return response.text();
  };
  for (const body of arrivals) await post(body);
  const opening = tapOf(serviceUrl, 'draft/open', {}, {});
  const opened = await post(opening);
  const { draft, revision } = draftOn(opened);
  const bare = await startChild('bare-bot.ts', JSON.stringify((JSON.parse(opened) as { readonly value: object }).value), logs);

  let next = revision;
  const walk = (times: number): readonly string[] =>
    Array.from({ length: times }, () => PAGES).flatMap((pages) =>
      pages.map(({ section, go, inputs }) => {
        next += 1;
        return tapOf(serviceUrl, 'draft/save', { draft, revision: next - 1, section, go }, inputs);
      }),
    );
  const both = async (times: number) => {
    const bodies = walk(times);
    return { against: await tapAll(bare.url, bodies, 1), ours: await tapAll(signoff.url, bodies, 1) };
  };

  await both(WALKS.warmUp);
  const rounds: { readonly against: Run; readonly ours: Run }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await both(WALKS.round));
  assert.equal(draftOn(await post(opening)).revision, next, 'every page moved the draft on');
  await Promise.all([signoff.stop(), bare.stop()]);
  const at = (which: 'ours' | 'against') => median(rounds.map((round) => quantile(round[which].latencies, 0.5)));
  return [atMost(3, `A page of the form, 1 connection, ${database}: p50, ms`, at('ours'), at('against'))];
}

const dayFrom = (days: number): string => plusMinutes(systemClock.now(), days * 1_440).slice(0, 10);

/** Days as seen from now: staged before it, planned after it. */
const DAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  what: { service: 'web', version: '9.0.0' },
  staging: { stagedOn: dayFrom(-4), stagingTestedOn: dayFrom(-2) },
  review: { reviewers: `${isaiah.aadObjectId},${patti.aadObjectId}` },
  window: { date: dayFrom(3) },
};

/** A whole form that asks all that a database change asks, and back to its beginning. */
const PAGES: readonly { readonly section: string; readonly go: string; readonly inputs: Readonly<Record<string, string>> }[] = [
  ...SECTIONS.filter((section) => section in ANSWERS).map((section) => ({
    section,
    go: 'next',
    inputs: { ...ANSWERS[section], ...DAYS[section] },
  })),
  { section: 'check', go: 'what', inputs: {} },
];

function tapOf(serviceUrl: string, verb: string, data: object, inputs: Readonly<Record<string, string>>): string {
  const activities = createFakeActivities({
    serviceUrl,
    tenantId: '00000000-0000-4000-8000-00000000aaaa',
    botId: '28:bot',
    team: { id: TEAM, name: 'Contoso' },
  });
  const place = { id: personalId(alex.id), scope: 'personal', name: alex.id, members: [] } as const;
  const card = { id: '1700000000000', place, thread: undefined, onlyFor: undefined, history: [] };
  return JSON.stringify(
    activities.tap({ by: alex, on: { ...card, text: '', summary: '', card: undefined }, verb, data, inputs }),
  );
}

function draftOn(answer: string): { readonly draft: string; readonly revision: number } {
  const [, draft = '', revision = ''] = /"draft":"([\w-]+)","revision":(\d+)/.exec(answer) ?? assert.fail(answer.slice(0, 300));
  return { draft, revision: Number(revision) };
}
