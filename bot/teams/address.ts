import type { Conversation } from '../flows/ports.ts';
import { record, text } from './unknown.ts';
import type { Visit } from './visit.ts';

/** What is needed to write to a place later, without anybody having spoken there first. */
export interface Address {
  /** A `person` has no conversation yet: it is opened with the first message. */
  readonly kind: 'personal' | 'group' | 'channel' | 'person';
  /** Without a slash at its end. */
  readonly serviceUrl: string;
  /** The conversation without its thread; of a `person` the Teams user id. */
  readonly id: string;
  readonly tenant: string;
  readonly bot: string;
}

/** Where the visit takes place, its channel rather than its thread. */
export const hereOf = (visit: Visit): Conversation =>
  conversationOf(addressOf(visit, visit.conversation.scope, visit.conversation.id));

/** Where the bot can write to the sender alone. */
export const aloneOf = (visit: Visit): Conversation =>
  visit.conversation.scope === 'personal' ? hereOf(visit) : conversationOf(addressOf(visit, 'person', visit.from.id));

/** Another channel of the team in which the visit takes place. */
export const channelOf = (visit: Visit, channel: string): Conversation => conversationOf(addressOf(visit, 'channel', channel));

/** Undefined for anything that this file did not write. */
export function parseAddress(written: string): Address | undefined {
  const fields = record(parseJson(written));
  const kind = KINDS.find((known) => known === fields['kind']);
  const [serviceUrl, id, tenant, bot] = ['serviceUrl', 'id', 'tenant', 'bot'].map((name) => text(fields[name]));
  if (kind === undefined || !serviceUrl || !id || !bot || tenant === undefined) return undefined;
  return { kind, serviceUrl, id, tenant, bot };
}

/** A conversation id without the thread it may point into. */
export const withoutThread = (id: string): string => id.split(';')[0] ?? id;

const KINDS = ['personal', 'group', 'channel', 'person'] as const;

function addressOf({ serviceUrl, tenants, bot }: Visit, kind: Address['kind'], id: string): Address {
  return { kind, serviceUrl: serviceUrl.replace(/\/+$/, ''), id: withoutThread(id), tenant: tenants[0] ?? '', bot };
}

const conversationOf = (address: Address): Conversation => ({ lane: address.id, address: JSON.stringify(address) });

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
