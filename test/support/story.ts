import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import type { Policy } from '../../bot/domain/policy.ts';
import { plusMinutes } from '../../bot/domain/time.ts';
import type { Chance, Clock } from '../../bot/flows/ports.ts';
import { readPolicy } from '../../bot/policy/read.ts';
import { type Signoff, startSignoff } from '../../bot/signoff.ts';
import type { Store } from '../../bot/store/open.ts';
import { silent } from '../http/silent.ts';
import { adele, EVERYONE } from './cast.ts';
import { type FakePlace, FakeTeams } from './fake-teams.ts';
import { type GivenStore, withPostgres, withStore } from './store.ts';
import { MONDAY_9AM, type Story, type StoryOptions } from './story-options.ts';
import { createTalk } from './talk.ts';

export * from './cast.ts';
export * from './form-answers.ts';
export * from './read-card.ts';
export * from './story-options.ts';
export * from './talk.ts';

/**
 * Copies of the program that every story runs, all behind one address which takes them in turn: `STORIES_INSTANCES`. Only
 * PostgreSQL lets more than one open the same store.
 */
const INSTANCES = Number(process.env['STORIES_INSTANCES'] ?? '1');

/** Twice five seconds: a conversation that has used up its burst of messages has its turn again, and so has a retry. */
const SETTLING_ROUNDS = 2;
const SETTLING_MINUTES = 1 / 12;

/**
 * Stories of the whole bot but the outside: a fake Teams over HTTP, real SQL, and a clock that stands until it is
 * moved; each on PGlite and, where there is one, on PostgreSQL. What `begin` starts ends with its test.
 */
export function stories(name: string, define: Define): void {
  (INSTANCES > 1 ? withPostgres : withStore)(name, (given) => {
    tell(given, define);
  });
}

/** Those that only PostgreSQL has. */
export function storiesOnPostgres(name: string, define: (begin: Begin, url: string) => void): void {
  withPostgres(name, (given, url) => {
    tell(given, (begin) => {
      define(begin, url);
    });
  });
}

type Begin = (options?: StoryOptions) => Promise<Story>;
type Define = (begin: Begin) => void;

function tell(given: GivenStore, define: Define): void {
  describe('with a fake Teams', () => {
    const begun: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const end of begun.splice(0)) await end();
    });
    define(async (options = {}) => {
      const { story, end } = await begin(given, options);
      begun.push(end);
      return story;
    });
  });
}

async function begin(
  given: GivenStore,
  options: StoryOptions,
): Promise<{ readonly story: Story; readonly end: () => Promise<void> }> {
  let now = MONDAY_9AM;
  const clock: Clock = { now: () => now };
  given.clock.now = clock.now;
  const chance: Chance = { uuid: randomUUID, fraction: () => 0.5 };
  const demo = await readPolicy(new URL('../../bot/policy/demo.yaml', import.meta.url).pathname);
  assert.ok(demo.ok, JSON.stringify(demo));
  const asked = options.preparation === 'demo' ? demo.value : unprepared(demo.value);
  let policy = options.policy?.(asked) ?? asked;

  const teams = await FakeTeams.start({
    people: EVERYONE,
    channels: ['incidents', 'general-talk'],
    groupChats: ['Approvals'],
    now: () => Date.parse(now),
  });
  const stores: Store[] = [];
  while (stores.length < (options.instances ?? INSTANCES)) stores.push(await given.open(options.reach));
  const [store] = stores;
  assert.ok(store);
  const start = (own: Store) =>
    startSignoff({
      config: {
        bot: { kind: 'off' },
        alerts: { entra: undefined, token: undefined },
        port: 0,
        host: '127.0.0.1',
        ...options.config,
      },
      apiTokens: [],
      policy,
      groups: options.groups,
      azureAlerts: options.azureAlerts,
      absence: options.absence,
      gauge: options.gauge,
      people: options.people,
      managers: options.managers,
      pulls: options.pulls,
      askProbe: options.askProbe,
      tellHook: options.tellHook,
      store: own,
      clock,
      chance,
      log: silent,
      telemetry: options.telemetry,
      teams: {
        allowedServiceHosts: ['127.0.0.1'],
        wait: () => Promise.resolve(),
        ...(options.auth === 'on' ? { auth: teams.auth } : {}),
      },
    });
  let running: readonly Signoff[] = await Promise.all(stores.map(start));
  const urls = () => running.map(({ port }) => `http://127.0.0.1:${port}`);
  let calls = 0;
  const url = () => {
    if (options.instances === undefined) calls += 1;
    return urls()[calls % running.length] ?? '';
  };
  const stop = () => Promise.all(running.map((signoff) => signoff.stop()));
  const messagesUrl = () => `${url()}/api/messages`;
  const settle = async () => {
    for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
      now = plusMinutes(now, SETTLING_MINUTES);
      await Promise.all(running.map((signoff) => signoff.settle()));
    }
  };

  const install = async (where: FakePlace) => teams.post(messagesUrl(), teams.install({ in: where, by: adele }));
  await install(teams.channel('General'));
  await install(teams.chat('Approvals'));
  await settle();

  const talk = createTalk({ teams, url, settle });
  const story: Story = {
    teams,
    get url() {
      return url();
    },
    get urls() {
      return urls();
    },
    store,
    now: () => now,
    ...talk,
    settle,
    advance: async (minutes) => {
      now = plusMinutes(now, minutes);
      await settle();
    },
    restart: async (change = (same) => same) => {
      await stop();
      policy = change(policy);
      running = await Promise.all(stores.map(start));
    },
    alert: async (body) => {
      const response = await fetch(`${url()}/api/alerts`, { method: 'POST', body: JSON.stringify(body) });
      await settle();
      return response.status;
    },
  };
  return {
    story,
    end: async () => {
      await stop();
      await teams.stop();
    },
  };
}

const unprepared = (demo: Policy): Policy => ({
  ...demo,
  watch: { ...demo.watch, horizons: [] },
  execution: { ...demo.execution, rollCall: { people: 0, named: [] }, checklist: [], rollbackConfirmations: 0 },
});
