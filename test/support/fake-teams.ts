import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeActivities, type Activity, type FakeActivities } from './fake-activities.ts';
import { createFakeConnector, personalId, type FakeConnector } from './fake-connector.ts';
import { createFakeConversations, type FakeMessage, type FakePerson, type FakePlace } from './fake-conversations.ts';
import { createFakeIssuer, type TokenKind } from './fake-issuer.ts';
import { createSendBudget, type Breach } from './send-budget.ts';

export type { Activity, FakeMessage, FakePerson, FakePlace };

export interface FakeTeamsOptions {
  readonly people: readonly FakePerson[];
  /** Channels besides General. */
  readonly channels?: readonly string[];
  readonly groupChats?: readonly string[];
  readonly tenantId?: string;
  readonly appId?: string;
  /** What the budget is counted on: real time when left out. */
  readonly now?: () => number;
  readonly onBreach?: 'observe' | 'enforce';
  /** Members on one page of a roster. */
  readonly pageSize?: number;
}

/** What a POST to the bot was answered with. */
export interface BotAnswer {
  readonly status: number;
  readonly text: string;
  /** Of JSON; undefined for anything else. */
  readonly body: unknown;
}

/** Teams as a bot meets it: it sends activities, keeps what the bot writes, and refuses when told to. */
export interface FakeTeams extends FakeActivities, Pick<FakeConnector, 'calls' | 'refuse' | 'recover'> {
  readonly serviceUrl: string;
  /** What the bot must be told to take this for Teams, with authentication on. */
  readonly auth: {
    readonly kind: 'on';
    readonly appType: 'SingleTenant';
    readonly appId: string;
    readonly appPassword: string;
    readonly tenantId: string;
    readonly openIdMetadataUrl: string;
    readonly tokenIssuer: string;
    readonly outgoingToken: () => Promise<string>;
  };
  readonly personal: (person: FakePerson) => FakePlace;
  /** A group chat, by name. */
  readonly chat: (name: string) => FakePlace;
  /** A channel of the team, by name; General is one. */
  readonly channel: (name: string) => FakePlace;
  /** Sends an activity to the bot with a token of this kind, or without one. */
  readonly post: (botUrl: string, activity: unknown, token?: TokenKind | 'none') => Promise<BotAnswer>;
  /** What stands in a place, targeted messages included, oldest first. */
  readonly messagesIn: (place: FakePlace) => readonly FakeMessage[];
  /** What this person can read there. */
  readonly seenBy: (person: FakePerson, place: FakePlace) => readonly FakeMessage[];
  /** A thread of a channel, its root first when the bot wrote it. */
  readonly thread: (rootId: string) => readonly FakeMessage[];
  /** Calls that came earlier than Teams' budget allows. */
  readonly breaches: () => readonly Breach[];
  readonly stop: () => Promise<void>;
}

const TEAM = { id: '19:team@thread.tacv2', name: 'Contoso' };

export const FakeTeams = {
  /** Listens on a free loopback port. */
  start: async (options: FakeTeamsOptions): Promise<FakeTeams> => {
    const server = createServer();
    // A slow test must not have its idle connections closed under its hands.
    server.keepAliveTimeout = 120_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return createFakeTeams(server, serviceUrl, options);
  },
};

async function createFakeTeams(server: Server, serviceUrl: string, options: FakeTeamsOptions): Promise<FakeTeams> {
  const { tenantId = '00000000-0000-4000-8000-00000000aaaa', appId = '00000000-0000-4000-8000-00000000b07b' } = options;
  const places = placesOf(options);
  const conversations = createFakeConversations(places);
  const budget = createSendBudget(options.now ?? Date.now);
  const connector = createFakeConnector({
    conversations,
    team: { ...TEAM, channels: places.filter(({ scope }) => scope === 'channel') },
    budget,
    now: options.now ?? Date.now,
    onBreach: options.onBreach ?? 'observe',
    pageSize: options.pageSize ?? 100,
  });
  const issuer = await createFakeIssuer(serviceUrl, appId);

  server.on('request', (req: IncomingMessage, res) => {
    void bodyOf(req).then((body) => {
      const document = issuer.documents[req.url ?? ''];
      const reply = document === undefined ? connector.answer(req, body) : { status: 200, body: document, headers: {} };
      res.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      res.end(JSON.stringify(reply.body));
    });
  });

  const placeNamed = (scope: FakePlace['scope'], name: string): FakePlace => {
    const found = places.find((place) => place.scope === scope && place.name === name);
    if (found === undefined) throw new Error(`no ${scope} called ${name}`);
    return found;
  };
  const messagesIn = (place: FakePlace) => conversations.messages().filter((message) => message.place.id === place.id);

  return {
    ...createFakeActivities({ serviceUrl, tenantId, botId: `28:${appId}`, team: TEAM }),
    calls: connector.calls,
    refuse: connector.refuse,
    recover: connector.recover,
    serviceUrl,
    auth: {
      kind: 'on',
      appType: 'SingleTenant',
      appId,
      appPassword: 'not-used',
      tenantId,
      openIdMetadataUrl: `${serviceUrl}/openid`,
      tokenIssuer: serviceUrl,
      outgoingToken: () => Promise.resolve('token-of-the-bot'),
    },
    personal: (person) => placeNamed('personal', person.id),
    chat: (name) => placeNamed('groupChat', name),
    channel: (name) => placeNamed('channel', name === 'General' ? '' : name),
    post: async (botUrl, activity, token = 'good') => {
      const authorization = token === 'none' ? {} : { authorization: `Bearer ${await issuer.sign(token)}` };
      const headers = { 'content-type': 'application/json', ...authorization };
      const response = await fetch(botUrl, { method: 'POST', headers, body: JSON.stringify(activity) });
      const text = await response.text();
      return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
    },
    messagesIn,
    seenBy: ({ id }, place) => messagesIn(place).filter(({ onlyFor }) => onlyFor === undefined || onlyFor === id),
    thread: (rootId) => conversations.messages().filter(({ thread }) => thread === rootId),
    breaches: budget.breaches,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One chat a person, the group chats, and the channels of the one team, in which everyone is. */
function placesOf({ people, channels = [], groupChats = [] }: FakeTeamsOptions): readonly FakePlace[] {
  return [
    ...people.map((person) => ({ id: personalId(person.id), scope: 'personal', name: person.id, members: [person] }) as const),
    ...groupChats.map((name) => ({ id: `19:${name}@thread.v2`, scope: 'groupChat', name, members: people }) as const),
    { id: TEAM.id, scope: 'channel', name: '', members: people },
    ...channels.map((name) => ({ id: `19:${name}@thread.tacv2`, scope: 'channel', name, members: people }) as const),
  ];
}

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  return body === '' ? undefined : JSON.parse(body);
}
