import type { IncomingMessage } from 'node:http';
import type { FakeConversations, FakePlace, Shown } from './fake-conversations.ts';
import type { SendBudget } from './send-budget.ts';

/** What the bot asked for. `post` is a message, `edit` a change of one, `create` a new thread or chat. */
export type CallKind = 'post' | 'targeted' | 'edit' | 'create' | 'roster' | 'channels';

export interface BotCall {
  readonly kind: CallKind;
  /** On the clock that the budget is counted on. */
  readonly at: number;
  /** Without the thread; of a new chat the Teams user id. */
  readonly conversation: string;
  readonly method: string;
  /** As it came, with the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
  readonly status: number;
}

/** How Teams answers instead of doing what it was asked. */
export interface Trouble {
  readonly status: number;
  /** How many calls meet it; until `recover` when left out. */
  readonly times?: number;
  /** As the header says it: seconds, or a date. */
  readonly retryAfter?: string;
  /** Which calls meet it: all when left out. */
  readonly of?: CallKind;
  readonly in?: FakePlace;
}

export interface ConnectorReply {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeConnectorPorts {
  readonly conversations: FakeConversations;
  readonly team: { readonly id: string; readonly name: string; readonly channels: readonly FakePlace[] };
  readonly budget: SendBudget;
  readonly now: () => number;
  /** `enforce` answers 429 where the budget is broken; `observe` only counts. */
  readonly onBreach: 'observe' | 'enforce';
  /** How many members a page of a roster has. */
  readonly pageSize: number;
}

export interface FakeConnector {
  readonly answer: (req: IncomingMessage, body: unknown) => ConnectorReply;
  readonly calls: () => readonly BotCall[];
  readonly refuse: (trouble: Trouble) => void;
  readonly recover: () => void;
}

/** The part of the Bot Connector REST API that a bot in Teams uses. */
export function createFakeConnector(ports: FakeConnectorPorts): FakeConnector {
  const calls: BotCall[] = [];
  let troubles: { readonly trouble: Trouble; left: number }[] = [];

  const trouble = (kind: CallKind, conversation: string): ConnectorReply | undefined => {
    const met = troubles.find(
      ({ trouble, left }) =>
        left > 0 &&
        (trouble.of === undefined || trouble.of === kind) &&
        (trouble.in === undefined || trouble.in.id === conversation),
    );
    if (met === undefined) return undefined;
    met.left -= 1;
    const { status, retryAfter } = met.trouble;
    const elsewhere = status >= 300 && status < 400 ? { location: '/v3/conversations/elsewhere/activities' } : {};
    return {
      ...refusal(status),
      headers: { ...elsewhere, ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) },
    };
  };

  const spend = (kind: CallKind, conversation: string): ConnectorReply | undefined => {
    const isSend = kind !== 'roster' && kind !== 'channels';
    const breach = ports.budget.spend(isSend ? conversation : undefined);
    if (breach === undefined || ports.onBreach === 'observe') return undefined;
    return { ...refusal(429), headers: { 'retry-after': String(Math.ceil(breach.withinMs / 1_000)) } };
  };

  return {
    answer: (req, body) => {
      const url = new URL(req.url ?? '/', 'http://fake-teams');
      const { kind, conversation, handle } = route(req.method ?? 'GET', url, record(body), ports);
      const reply = spend(kind, conversation) ?? trouble(kind, conversation) ?? handle();
      const { method = 'GET', url: path = '/' } = req;
      calls.push({
        kind,
        at: ports.now(),
        conversation,
        method,
        path,
        authorization: req.headers.authorization,
        body,
        status: reply.status,
      });
      return reply;
    },
    calls: () => calls,
    refuse: (trouble) => {
      troubles.push({ trouble, left: trouble.times ?? Infinity });
    },
    recover: () => {
      troubles = [];
    },
  };
}

interface Route {
  readonly kind: CallKind;
  readonly conversation: string;
  readonly handle: () => ConnectorReply;
}

function route(method: string, url: URL, body: Fields, ports: FakeConnectorPorts): Route {
  const [, , family = '', rawId = '', leaf = '', rawMessage = ''] = url.pathname.split('/');
  const [id, message] = [decodeURIComponent(rawId), decodeURIComponent(rawMessage)];
  const conversation = id.split(';')[0] ?? id;
  if (family === 'teams') return { kind: 'channels', conversation, handle: () => channels(id, leaf, ports) };
  if (id === '') return createRoute(body, ports);
  if (method === 'GET') return { kind: 'roster', conversation, handle: () => roster(id, url, ports) };
  if (method === 'PUT') return { kind: 'edit', conversation, handle: () => edit(id, message, body, ports) };
  const isTargeted = url.searchParams.get('isTargetedActivity') === 'true';
  return {
    kind: isTargeted ? 'targeted' : 'post',
    conversation,
    handle: () => post(id, message, body, isTargeted ? 'one' : 'all', ports),
  };
}

function createRoute(body: Fields, { conversations }: FakeConnectorPorts): Route {
  const channel = conversations.place(text(record(record(body['channelData'])['channel'])['id']));
  if (channel !== undefined) {
    const handle = () => {
      const root = conversations.write({
        place: channel,
        thread: 'new',
        onlyFor: undefined,
        ...shownBy(record(body['activity'])),
      });
      return created({ id: `${channel.id};messageid=${root.id}`, activityId: root.id });
    };
    return { kind: 'create', conversation: channel.id, handle };
  }
  const user = text(record(listOf(body['members'])[0])['id']);
  const chat = conversations.place(personalId(user));
  return { kind: 'create', conversation: user, handle: () => (chat === undefined ? refusal(403) : created({ id: chat.id })) };
}

/** Where one person and the bot are alone. */
export const personalId = (user: string): string => `a:${user}`;

function post(id: string, replyTo: string, body: Fields, readers: 'one' | 'all', { conversations }: FakeConnectorPorts) {
  const place = conversations.place(id);
  if (place === undefined) return refusal(404);
  const recipient = text(record(body['recipient'])['id']);
  if (readers === 'one' && (place.scope === 'personal' || recipient === '')) return refusal(400);
  const root = id.split(';messageid=')[1] ?? replyTo;
  const message = conversations.write({
    place,
    thread: place.scope !== 'channel' ? undefined : root === '' ? 'new' : { of: root },
    onlyFor: readers === 'one' ? recipient : undefined,
    ...shownBy(body),
  });
  return created({ id: message.id });
}

function edit(id: string, message: string, body: Fields, { conversations }: FakeConnectorPorts): ConnectorReply {
  const place = conversations.place(id);
  const edited = place && conversations.edit(place, message, shownBy(body));
  return edited === undefined ? refusal(404) : { status: 200, body: { id: message } };
}

function channels(id: string, leaf: string, { team }: FakeConnectorPorts): ConnectorReply {
  if (id !== team.id) return refusal(404);
  if (leaf === '') return { status: 200, body: { id, name: team.name, channelCount: team.channels.length } };
  const listed = team.channels.map((channel) => ({ id: channel.id, ...(channel.name === '' ? {} : { name: channel.name }) }));
  return { status: 200, body: { conversations: listed } };
}

function roster(id: string, url: URL, { conversations, pageSize }: FakeConnectorPorts): ConnectorReply {
  const place = conversations.place(id);
  if (place === undefined) return refusal(404);
  const members = place.members.map((member) => ({ ...member, objectId: member.aadObjectId, tenantId: undefined }));
  if (!url.pathname.endsWith('/pagedmembers')) return { status: 200, body: members };
  const from = Number(url.searchParams.get('continuationToken') ?? 0);
  const next = from + pageSize < members.length ? { continuationToken: String(from + pageSize) } : {};
  return { status: 200, body: { members: members.slice(from, from + pageSize), ...next } };
}

const created = (body: object): ConnectorReply => ({ status: 201, body });

const refusal = (status: number): ConnectorReply => ({
  status,
  body: { error: { code: `Fake${status}`, message: 'refused' } },
});

function shownBy(activity: Fields): Shown {
  const card = record(listOf(activity['attachments'])[0])['content'];
  return {
    text: text(activity['text']),
    summary: text(activity['summary']),
    card: typeof card === 'object' && card !== null ? card : undefined,
  };
}

type Fields = Readonly<Record<string, unknown>>;
const record = (raw: unknown): Fields => (typeof raw === 'object' && raw !== null ? (raw as Fields) : {});
const listOf = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);
const text = (raw: unknown): string => (typeof raw === 'string' ? raw : '');
