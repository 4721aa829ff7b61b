import type { SentFile } from '../chat/inbound.ts';
import { parsePersonId, type PersonId } from '../domain/ids.ts';
import { parseZone } from '../domain/zones.ts';
import { record, text } from './unknown.ts';

/** BCP 47, as far as clients say it: `es`, `es-MX`, `zh-Hant-TW`. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i;

/** What one activity says, as far as the bot listens. Everything in it was written by somebody else. */
export interface Visit {
  readonly type: string;
  /** Which invoke it is; empty for everything else. */
  readonly name: string;
  /** `add`, `remove`, … of an installation; empty for everything else. */
  readonly action: string;
  /** The message that was written; undefined when Teams gave none. */
  readonly id: string | undefined;
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversation: Place;
  readonly from: Sender;
  /** The bot, as Teams calls it here. */
  readonly bot: string;
  readonly team: string | undefined;
  /** Every tenant that the activity names, lower case. */
  readonly tenants: readonly string[];
  /** The bot's own mention is removed, other mentions stay. */
  readonly text: string;
  /** The language that the sender's client is set to (BCP 47), unchecked; undefined when it does not say. */
  readonly locale: string | undefined;
  /** What was sent with a message, as far as it can be kept; empty for everything else. */
  readonly files: readonly SentFile[];
  /** IANA name of the zone that the sender's client is in; undefined when it does not say, or nobody knows such a zone. */
  readonly zone: string | undefined;
  readonly audience: 'everyone-here' | 'sender-alone';
  readonly value: unknown;
  /** What changed in the team or chat (`channelCreated`, `teamMemberAdded`, …); empty for everything else. */
  readonly event: string;
  /** How many people or bots were added. */
  readonly added: number;
}

interface Place {
  /** With `;messageid=` where it is a thread of a channel. */
  readonly id: string;
  readonly scope: 'personal' | 'group' | 'channel';
  readonly name: string | undefined;
}

interface Sender {
  /** The Teams user id (`29:…`), which only this bot can use. */
  readonly id: string;
  /** The Entra object id: the only identity that counts. */
  readonly person: PersonId | undefined;
  /** As Teams shows them, at most 120 characters; empty when Teams gave none. */
  readonly name: string;
}

const LONGEST_NAME = 120;

/** Reads the body of a POST from Teams; undefined when it is no activity that somebody sent to the bot somewhere. */
export function parseVisit(body: unknown): Visit | undefined {
  const activity = record(body);
  const conversation = record(activity['conversation']);
  const from = record(activity['from']);
  const bot = text(record(activity['recipient'])['id']);
  const type = text(activity['type']);
  if (type === '' || text(conversation['id']) === '' || text(from['id']) === '' || bot === '') return undefined;

  const data = record(activity['channelData']);
  const team = text(record(data['team'])['id']) || undefined;
  return {
    type,
    name: text(activity['name']),
    action: text(activity['action']),
    id: text(activity['id']) || undefined,
    channelId: text(activity['channelId']),
    serviceUrl: text(activity['serviceUrl']),
    conversation: {
      id: text(conversation['id']),
      scope: scopeOf(conversation, team),
      name: chatName(text(activity['topicName'])) ?? chatName(text(conversation['name'])),
    },
    from: { id: text(from['id']), person: parsePersonId(from['aadObjectId']), name: parseName(from['name']) },
    bot,
    team,
    tenants: tenantsOf(conversation, data, from),
    text: withoutMention(text(activity['text']), activity['entities'], bot),
    locale: LANGUAGE_TAG.exec(text(activity['locale']))?.[0],
    zone: zoneOf(activity),
    files: filesIn(activity['attachments']),
    audience: record(activity['recipient'])['isTargeted'] === true ? 'sender-alone' : 'everyone-here',
    value: activity['value'],
    event: text(data['eventType']),
    added: Array.isArray(activity['membersAdded']) ? activity['membersAdded'].length : 0,
  };
}

/** A person's name as it may be shown: trimmed, at most 120 characters. */
export const parseName = (raw: unknown): string => text(raw).trim().slice(0, LONGEST_NAME);

/**
 * A chat of two people calls itself personal too, and a card or a compose box in it reaches the bot; what is meant for
 * one of them must never go there. Its id begins like those of all chats between people, `19:`.
 */
function scopeOf(conversation: Readonly<Record<string, unknown>>, team: string | undefined): Place['scope'] {
  switch (conversation['conversationType']) {
    case 'personal':
      return text(conversation['id']).startsWith('19:') ? 'group' : 'personal';
    case 'groupChat':
      return 'group';
    case 'channel':
      return 'channel';
    default:
      if (team !== undefined) return 'channel';
      return conversation['isGroup'] === true ? 'group' : 'personal';
  }
}

/** A message says it itself; of an invoke, only what is told of the client may. */
function zoneOf({ localTimezone, entities }: Readonly<Record<string, unknown>>): string | undefined {
  const client = (Array.isArray(entities) ? entities : []).map(record).find(({ type }) => type === 'clientInfo');
  return parseZone(localTimezone) ?? parseZone(client?.['timezone']);
}

/** More files than this come with no message. */
const MOST_FILES = 10;
const FILE = 'application/vnd.microsoft.teams.file.download.info';

/** `contentUrl` is where the file lives; `downloadUrl` beside it opens it to anybody for some minutes, and is left alone. */
function filesIn(attachments: unknown): readonly SentFile[] {
  return (Array.isArray(attachments) ? attachments : [])
    .map(record)
    .flatMap(({ contentType, name, contentUrl }): readonly SentFile[] => {
      if (contentType === FILE) return [{ name: text(name), link: text(contentUrl) }];
      return text(contentType).startsWith('image/') ? [{ name: text(name), link: '' }] : [];
    })
    .slice(0, MOST_FILES);
}

const chatName = (raw: string): string | undefined => raw.trim() || undefined;

function tenantsOf(...[conversation, data, from]: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const named = [record(data?.['tenant'])['id'], conversation?.['tenantId'], from?.['tenantId']];
  return named.map((tenant) => text(tenant).toLowerCase()).filter((tenant) => tenant !== '');
}

/** Not the SDK's, which leaves the second mention of the same bot and throws at an entity without `mentioned`. */
function withoutMention(typed: string, entities: unknown, bot: string): string {
  const own = (Array.isArray(entities) ? entities : [])
    .map(record)
    .filter(({ type, mentioned }) => type === 'mention' && record(mentioned)['id'] === bot)
    .map((mention) => text(mention['text']))
    .filter((mention) => mention !== '');
  return own
    .reduce((rest, mention) => rest.replaceAll(mention, ' '), typed)
    .replaceAll(/\u00a0|&nbsp;/g, ' ')
    .trim();
}
