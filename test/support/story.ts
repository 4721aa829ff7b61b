import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import type { FieldId } from '../../bot/domain/fields.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { plusMinutes, type Instant } from '../../bot/domain/time.ts';
import type {
  AbsenceReader,
  AskProbe,
  Chance,
  Clock,
  Gauge,
  GroupReader,
  PeopleReader,
  PullRequests,
  TellHook,
} from '../../bot/flows/ports.ts';
import type { AzureAlerts } from '../../bot/flows/alert-ports.ts';
import { readPolicy } from '../../bot/policy/read.ts';
import type { SignoffParts } from '../../bot/parts.ts';
import { startSignoff, type Signoff } from '../../bot/signoff.ts';
import type { Store } from '../../bot/store/open.ts';
import { withPostgres, withStore, type GivenStore } from './store.ts';
import { FakeTeams, type FakeMessage, type FakePerson, type FakePlace } from './fake-teams.ts';
import { silent } from '../http/silent.ts';

/** Monday 23 November 2026, 09:00 in Madrid. */
export const MONDAY_9AM = '2026-11-23T08:00:00.000Z' as Instant;

/**
 * Copies of the program that every story runs, all behind one address which takes them in turn: `STORIES_INSTANCES`. Only
 * PostgreSQL lets more than one open the same store.
 */
const INSTANCES = Number(process.env['STORIES_INSTANCES'] ?? '1');

/** Twice five seconds: a conversation that has used up its burst of messages has its turn again, and so has a retry. */
const SETTLING_ROUNDS = 2;
const SETTLING_MINUTES = 1 / 12;

const person = (n: number, name: string): FakePerson => ({
  aadObjectId: `00000000-0000-0000-0000-0000000000${n}`,
  id: `29:${n}`,
  name,
});

/** The people of the demo policy. */
export const alex = person(20, 'Alex Wilber');
export const megan = person(21, 'Megan Bowen'); // CTO
export const adele = person(22, 'Adele Vance'); // DevOps Lead, on call
export const isaiah = person(23, 'Isaiah Langer'); // Tech Lead, Security Officer, VP Engineering
export const patti = person(24, 'Patti Fernandez'); // DBA
export const lynne = person(25, 'Lynne Robbins'); // Product Manager, Manager
/** Somebody of the organisation whom policy gives no role. */
export const nestor = person(26, 'Nestor Wilke');
export const EVERYONE = [alex, megan, adele, isaiah, patti, lynne, nestor];

/** A database change for Payments, Thursday 09:00, as a careful requester fills it in. */
export const ANSWERS: Readonly<Record<string, Partial<Record<FieldId, string>>>> = {
  what: {
    service: 'payments',
    environment: 'prod',
    version: '2.4.1',
    title: 'Ledger checkout',
    changeTypes: 'database-schema',
    summary: 'Moves checkout to the new ledger.',
    link: '',
  },
  impact: {
    changes: 'backend,database',
    customerImpact: 'none',
    visibility: 'internal',
    revenueImpact: 'neutral',
    touchesSecurity: 'no',
    trafficIncrease: '0',
  },
  changes: {
    keyChanges: 'Checkout writes to the new ledger\nOrders carry a ledger id\nRefunds read from both',
    backendDetails: 'Order service and ledger client.',
    migration: 'Two nullable columns on orders, filled in batches.',
    migrationRollback: 'Drop both columns.',
  },
  risk: {
    riskLevel: 'medium',
    confidence: '95-100',
    risks: 'The backfill slows orders',
    mitigations: 'Small batches with pauses',
  },
  testing: {
    unitCoverage: '91',
    unitTests: '412',
    unitStatus: 'passing',
    integrationTests: '86',
    integrationStatus: 'passing',
    e2eTests: '24',
    e2eStatus: 'passing',
    performanceTests: 'pass',
    securityTests: 'not-run',
  },
  staging: {
    stagedOn: '2026-11-20',
    stagedTime: '10:00',
    stagingTestedOn: '2026-11-22',
    stagingTestedTime: '17:00',
    stagingSucceeded: 'yes',
    stagingIssues: '',
  },
  review: {
    securityReviewed: 'yes',
    prReviewed: 'yes',
    architectureReviewed: 'yes',
    reviewers: `${isaiah.aadObjectId},${nestor.aadObjectId}`,
  },
  rollback: {
    rollbackSteps: 'Swap the slots back\nStop the backfill',
    rollbackMinutes: '10',
    rollbackTested: 'yes',
    dataRollback: 'no',
    rollbackErrorRate: '5',
    rollbackResponseMs: '1000',
    rollbackFailedCalls: '1000',
    databaseFailures: 'investigate',
  },
  window: {
    date: '2026-11-26',
    time: '09:00',
    duration: '30',
    userImpact: 'none',
    maintenance: 'no',
    steps: 'Back up orders\nRun migration\nSwap slots',
  },
  'on-call': { onCallEngineer: adele.aadObjectId, backupEngineer: isaiah.aadObjectId, managerOnCall: lynne.aadObjectId },
};

/** What a person saw after a tap: a card in place of the tapped one, or a line. */
export interface Seen {
  readonly status: number;
  /** The tapped message, with what now stands in it for this person. */
  readonly message: FakeMessage;
  readonly notice: string | undefined;
}

/** What people do with the bot, wherever it runs. */
export interface Talk {
  /** Types something, and gives what the bot answered there or in private. */
  readonly says: (by: FakePerson, text: string, where?: FakePlace) => Promise<readonly FakeMessage[]>;
  readonly taps: (by: FakePerson, on: FakeMessage, verb: string, how?: Tapping) => Promise<Seen>;
  /** Goes through the form from the page given to the last one, each with `ANSWERS` and `changes` by section. */
  readonly fills: (
    by: FakePerson,
    page: FakeMessage,
    changes?: Readonly<Record<string, Partial<Record<FieldId, string>>>>,
  ) => Promise<FakeMessage>;
  /** Reviews a request on their own view, ticks the whole checklist and approves; `as` for who holds several asked roles. */
  readonly approves: (by: FakePerson, id: string, as?: string) => Promise<Seen>;
  /** What an approval of the request as it is now sends, with every line ticked; for taps that no card offers. */
  readonly voteData: (id: string, changes?: Readonly<Record<string, unknown>>) => object;
  /** Fills in a whole request and submits it; `changes` by section. Gives its id. */
  readonly submits: (by: FakePerson, changes?: Readonly<Record<string, Partial<Record<FieldId, string>>>>) => Promise<string>;
  /** The card of a kind that stands somewhere: the newest whose text matches. */
  readonly card: (where: FakePlace, matching: RegExp) => FakeMessage;
  readonly approvals: FakePlace;
  readonly deployments: FakePlace;
  readonly incidents: FakePlace;
}

export interface Story extends Talk {
  readonly teams: FakeTeams;
  readonly url: string;
  /** Of every instance. */
  readonly urls: readonly string[];
  readonly store: Store;
  readonly now: () => Instant;
  /** Lets time pass, and everything that it brings. */
  readonly advance: (minutes: number) => Promise<void>;
  /** Ten seconds in which the bot delivers what it owes. */
  readonly settle: () => Promise<void>;
  /** Stops the bot and starts it again on the same store, with the same policy unless told. */
  readonly restart: (change?: (policy: Policy) => Policy) => Promise<void>;
  readonly alert: (body: unknown) => Promise<number>;
}

export interface Tapping {
  /** Tells apart buttons with the same verb by what they send. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Sent instead of what the button has. */
  readonly data?: unknown;
}

export interface StoryOptions {
  readonly policy?: (demo: Policy) => Policy;
  /** Who answers for the Entra groups that the policy names. */
  readonly groups?: GroupReader;
  /** Azure's record of alerts. */
  readonly azureAlerts?: AzureAlerts;
  readonly config?: Partial<SignoffParts['config']>;
  /** Who says who is out of office. */
  readonly absence?: AbsenceReader;
  /** What tells how a deployment is doing; people are asked without it. */
  readonly gauge?: Gauge;
  /** What stands before Start and a rollback, and what comes after: nothing unless told; most stories are not about it. */
  readonly preparation?: 'none' | 'demo';
  /** Who answers for people whom the bot has not met. */
  readonly people?: PeopleReader;
  /** Who answers for the code hosts. */
  readonly pulls?: PullRequests;
  /** What the lines of gates that prove themselves are asked by. */
  readonly askProbe?: AskProbe;
  /** Whom the rollback hooks of the policy reach. */
  readonly tellHook?: TellHook;
  /** Copies of the program on the same store: `INSTANCES` unless told, and when told, people talk to the first. */
  readonly instances?: number;
  readonly telemetry?: SignoffParts['telemetry'];
  /** Whether Teams signs what it sends and the bot checks it: off unless told. */
  readonly auth?: 'on' | 'off';
}

/**
 * Stories of the whole bot but the outside: a fake Teams over HTTP, real SQL, and a clock that stands until it is
 * moved; each on PGlite and, where there is one, on PostgreSQL. What `begin` starts ends with its test.
 */
export function stories(name: string, define: (begin: (options?: StoryOptions) => Promise<Story>) => void): void {
  const onStore = INSTANCES > 1 ? withPostgres : withStore;
  onStore(name, (given) => {
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
  while (stores.length < (options.instances ?? INSTANCES)) stores.push(await given.open());
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

export interface TalkPorts {
  readonly teams: FakeTeams;
  readonly url: () => string;
  /** Lets the bot deliver what it owes. */
  readonly settle: () => Promise<void>;
}

export function createTalk({ teams, url, settle }: TalkPorts): Talk {
  const messagesUrl = () => `${url()}/api/messages`;

  const says: Talk['says'] = async (by, text, where = teams.personal(by)) => {
    const places = [where, teams.personal(by)];
    const before = new Set(places.flatMap((place) => teams.messagesIn(place).map(({ id }) => id)));
    const answer = await teams.post(messagesUrl(), teams.message({ by, in: where, text }));
    assert.equal(answer.status, 200, answer.text);
    return [...new Set(places)].flatMap((place) => teams.messagesIn(place)).filter(({ id }) => !before.has(id));
  };

  const taps: Talk['taps'] = async (by, on, verb, { with: wanted = {}, inputs = {}, data } = {}) => {
    const sent = data ?? buttonOf(on.card, verb, wanted);
    const answer = await teams.post(messagesUrl(), teams.tap({ by, on, verb, data: sent, inputs }));
    const body = answer.body as { readonly type?: string; readonly value?: unknown } | undefined;
    const isCard = body?.type === 'application/vnd.microsoft.card.adaptive';
    return {
      status: answer.status,
      message: isCard ? { ...on, card: body.value as object } : on,
      notice: body?.type === 'application/vnd.microsoft.activity.message' ? String(body.value) : undefined,
    };
  };

  const fills: Talk['fills'] = async (by, form, changes = {}) => {
    let page = form;
    for (let turned = 0; turned <= Object.keys(ANSWERS).length + 1; turned += 1) {
      const next = buttonsOf(page.card).find(({ data }) => data['go'] === 'next' && data['slot'] === undefined);
      const section = String(next?.data['section']);
      if (next === undefined) return page;
      const inputs = { ...ANSWERS[section], ...changes[section] };
      const { message } = await taps(by, page, 'draft/save', { with: { go: 'next', section }, inputs });
      const stays = buttonsOf(message.card).some(({ data }) => data['go'] === 'next' && data['section'] === section);
      assert.ok(!stays, `the form stays on ${section}: ${textOf(message.card)}`);
      page = message;
    }
    return page;
  };

  const asking = (id: string): FakeMessage => {
    const cards = teams.messagesIn(teams.chat('Approvals')).filter(({ card }) => textOf(card).includes(`${id} ·`));
    const newest = cards.findLast(({ card }) => buttonsOf(card).some(({ verb }) => verb === 'request/vote')) ?? cards.at(-1);
    assert.ok(newest, `nobody is asked about ${id}`);
    return newest;
  };

  return {
    says,
    taps,
    fills,
    approves: async (by, id, as) => {
      const role = as === undefined ? {} : { as };
      const review = await taps(by, asking(id), 'request/review', { data: { request: id, ...role } });
      if (review.notice !== undefined) return review;
      const inputs = { ticked: choicesOf(review.message.card, 'ticked').join(',') };
      return taps(by, review.message, 'request/vote', { with: { choice: 'approve', ...role }, inputs });
    },
    voteData: (id, changes = {}) => {
      const { request, revision, policy } = { request: id, ...buttonOf(asking(id).card, 'request/vote') } as Button['data'];
      return { request, revision, policy, choice: 'approve', ticked: EVERY_LINE, ...changes };
    },
    submits: async (by, changes = {}) => {
      // A card that was owed may arrive just then.
      const form = (await says(by, '/deploy')).findLast(({ card }) =>
        buttonsOf(card).some(({ verb }) => verb === 'draft/save'),
      );
      assert.ok(form, 'no form');
      const page = await fills(by, form, changes);
      const submitted = await taps(by, page, 'draft/save', { with: { go: 'submit' } });
      const id = /DEP-\d+/.exec(textOf(submitted.message.card))?.[0];
      assert.ok(id, `not submitted: ${submitted.notice ?? textOf(submitted.message.card)}`);
      await settle();
      return id;
    },
    card: (where, matching) => {
      const found = teams.messagesIn(where).filter(({ card }) => matching.test(textOf(card)));
      const newest = found.at(-1);
      assert.ok(
        newest,
        `no card like ${matching} among: ${teams
          .messagesIn(where)
          .map(({ card }) => textOf(card))
          .join('\n---\n')}`,
      );
      return newest;
    },
    approvals: teams.chat('Approvals'),
    deployments: teams.channel('General'),
    incidents: teams.channel('incidents'),
  };
}

/** Everything a reader of the card can read, in its order, fallbacks left out. */
export function textOf(card: unknown): string {
  if (typeof card !== 'object' || card === null) return '';
  if (Array.isArray(card)) return card.map(textOf).join('');
  return Object.entries(card)
    .filter(([key]) => key !== 'fallback' && key !== 'fallbackText' && key !== 'msteams' && key !== 'data')
    .map(([key, value]) =>
      typeof value === 'string' && ['text', 'title', 'value', 'label', 'placeholder'].includes(key)
        ? `${value}\n`
        : textOf(value),
    )
    .join('');
}

/** More lines than any checklist has. */
const EVERY_LINE = Array.from({ length: 40 }, (_, n) => n).join(',');

/** The values that a list of choices on the card offers. */
export function choicesOf(part: unknown, id: string): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Readonly<Record<string, unknown>>;
  if (own['type'] === 'Input.ChoiceSet' && own['id'] === id) {
    return (own['choices'] as readonly { readonly value: string }[]).map(({ value }) => value);
  }
  return Object.values(own).flatMap((inner) => choicesOf(inner, id));
}

/** The data of the button that a person would see; fails when the card has none such. */
export function buttonOf(card: unknown, verb: string, wanted: Readonly<Record<string, unknown>> = {}): object {
  const found = buttonsOf(card).find(
    (button) => button.verb === verb && Object.entries(wanted).every(([key, value]) => button.data[key] === value),
  );
  assert.ok(found, `no button ${verb} ${JSON.stringify(wanted)} on: ${textOf(card)}`);
  return found.data;
}

export interface Button {
  readonly verb: unknown;
  readonly title: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

export function buttonsOf(part: unknown): readonly Button[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Readonly<Record<string, unknown>>;
  const data = (own['data'] ?? {}) as Button['data'];
  const self = own['type'] === 'Action.Execute' ? [{ verb: own['verb'], title: own['title'], data }] : [];
  return [...self, ...Object.values(own).flatMap(buttonsOf)];
}
