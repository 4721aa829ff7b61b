import type { Delivery } from '../domain/delivery.ts';
import type { Message, Messenger } from '../flows/ports.ts';
import { parseAddress, type Address } from './address.ts';
import type { Called, Connector } from './connector.ts';
import { cardDraft, type Draft } from './draft.ts';
import { text } from './unknown.ts';

/** Puts a draft where an address says; in a channel as a new thread, unless it belongs in one. */
export type Send = (address: string, draft: Draft, threadOf: string | undefined) => Promise<Delivery>;

/** `messenger` for cards that are kept true, `send` for whatever else is said without having been asked. */
export function createMessenger(connector: Connector): { readonly send: Send; readonly messenger: Messenger } {
  const findPlace = createFindPlace(connector);

  const send: Send = async (address, draft, threadOf) => {
    const to = parseAddress(address);
    if (to === undefined) return UNREADABLE;
    if (to.kind === 'channel' && threadOf === undefined) return sentAs(await startThread(to, draft, connector));
    const place = await findPlace(to, threadOf);
    return place.kind === 'ok' ? sentAs(await connector(activityCall('POST', to, place.id, draft))) : place;
  };

  const redraw = async (address: string, messageId: string, message: Message, threadOf: string | undefined) => {
    const to = parseAddress(address);
    if (to === undefined) return UNREADABLE;
    const place = await findPlace(to, threadOf ?? messageId);
    if (place.kind !== 'ok') return place;
    const called = await connector(activityCall('PUT', to, place.id, { ...cardDraft(message), id: messageId }));
    return called.kind === 'ok' ? ({ kind: 'sent', messageId } as const) : called;
  };

  return { send, messenger: { post: (address, message, threadOf) => send(address, cardDraft(message), threadOf), redraw } };
}

const UNREADABLE = { kind: 'dead', because: 'address-unreadable' } as const;

type Place = { readonly kind: 'ok'; readonly id: string } | Exclude<Called, { kind: 'ok' }>;

/** Threads exist in channels only; a person's own chat is opened on first use and remembered. */
function createFindPlace(connector: Connector): (to: Address, threadOf: string | undefined) => Promise<Place> {
  const chats = new Map<string, string>();

  return async (to, threadOf) => {
    if (to.kind === 'channel') return { kind: 'ok', id: threadOf === undefined ? to.id : `${to.id};messageid=${threadOf}` };
    if (to.kind !== 'person') return { kind: 'ok', id: to.id };

    const known = chats.get(to.id);
    if (known !== undefined) return { kind: 'ok', id: known };
    const opened = await openChat(to, connector);
    if (opened.kind === 'ok') chats.set(to.id, opened.id);
    return opened;
  };
}

async function openChat({ serviceUrl, bot, tenant, id }: Address, connector: Connector): Promise<Place> {
  const body = {
    isGroup: false,
    bot: { id: bot },
    members: [{ id }],
    tenantId: tenant,
    channelData: { tenant: { id: tenant } },
  };
  const called = await connector({ method: 'POST', serviceUrl, path: '/v3/conversations', body });
  if (called.kind !== 'ok') return called;
  const chat = text(called.body['id']);
  return chat === '' ? { kind: 'dead', because: 'no-chat-id' } : { kind: 'ok', id: chat };
}

function startThread({ serviceUrl, bot, tenant, id }: Address, draft: Draft, connector: Connector): Promise<Called> {
  const body = { isGroup: true, bot: { id: bot }, tenantId: tenant, channelData: { channel: { id } }, activity: draft };
  return connector({ method: 'POST', serviceUrl, path: '/v3/conversations', body });
}

function activityCall(method: 'POST' | 'PUT', { serviceUrl, bot }: Address, conversation: string, draft: Draft) {
  const message = typeof draft['id'] === 'string' ? `/${encodeURIComponent(draft['id'])}` : '';
  const path = `/v3/conversations/${encodeURIComponent(conversation)}/activities${message}`;
  return { method, serviceUrl, path, body: { ...draft, from: { id: bot }, conversation: { id: conversation } } };
}

/** A new thread is answered with its conversation (`…;messageid=<root>`) and, apart, with its first message. */
function sentAs(called: Called): Delivery {
  if (called.kind !== 'ok') return called;
  const id = text(called.body['id']);
  const messageId = text(called.body['activityId']) || (id.split(';messageid=')[1] ?? id);
  return messageId === '' ? { kind: 'dead', because: 'no-message-id' } : { kind: 'sent', messageId };
}
