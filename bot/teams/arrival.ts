import type { Arrived } from '../chat/inbound.ts';
import { parsePersonId } from '../domain/ids.ts';
import type { Log, Person } from '../flows/ports.ts';
import { accountOf } from './sender.ts';
import { channelOf, hereOf, withoutThread } from './address.ts';
import type { Connector } from './connector.ts';
import { record, text } from './unknown.ts';
import { parseName, type Visit } from './visit.ts';

/** Events after which the channels or the people of a place are no longer what they were. */
const CHANGES = [
  'channelCreated',
  'channelRenamed',
  'channelDeleted',
  'channelRestored',
  'channelShared',
  'channelUnshared',
  'teamMemberAdded',
  'channelMemberAdded',
  'teamRenamed',
];

/**
 * What an activity means for the places that the bot knows; undefined when nothing. Teams tells of an installation
 * twice, and only `installationUpdate` counts as `installed`, so that nobody is welcomed twice.
 */
export function causeOf({ type, action, event, added, conversation }: Visit): Arrived['cause'] | undefined {
  if (type === 'installationUpdate') return action.startsWith('add') ? 'installed' : undefined;
  if (type !== 'conversationUpdate') return undefined;
  return added > 0 || CHANGES.includes(event) || conversation.name !== undefined ? 'changed' : undefined;
}

/** Asks Teams who and what is there. What cannot be learned now is left out; the next change asks again. */
export async function readArrival(
  visit: Visit,
  cause: Arrived['cause'],
  ports: { readonly connector: Connector; readonly log: Pick<Log, 'warn'> },
): Promise<Arrived> {
  const ask = async (path: string, what: string): Promise<Readonly<Record<string, unknown>>> => {
    const called = await ports.connector({ method: 'GET', serviceUrl: visit.serviceUrl.replace(/\/+$/, ''), path });
    if (called.kind === 'ok') return called.body;
    ports.log.warn({ because: called.because, scope: visit.conversation.scope }, `${what} could not be read`);
    return {};
  };
  const [channels, people] = await Promise.all([readChannels(visit, ask), readPeople(visit, ask)]);
  const { scope, name } = visit.conversation;
  return {
    here: { conversation: hereOf(visit), scope },
    chatName: scope === 'group' ? name : undefined,
    channels,
    people,
    cause,
  };
}

type Ask = (path: string, what: string) => Promise<Readonly<Record<string, unknown>>>;

async function readChannels(visit: Visit, ask: Ask): Promise<Arrived['channels']> {
  if (visit.team === undefined) return [];
  const answer = await ask(`/v3/teams/${encodeURIComponent(visit.team)}/conversations`, 'the channels of a team');
  return listOf(answer['conversations'])
    .map(record)
    .filter(({ id }) => text(id) !== '')
    .map(({ id, name }) => ({ name: text(name) || 'General', conversation: channelOf(visit, text(id)) }));
}

/** Microsoft gives at most 500 members a page; twenty pages are the 10,000 that a roster may have. */
const PAGE = 500;
const MOST_PAGES = 20;

async function readPeople(visit: Visit, ask: Ask): Promise<readonly Person[]> {
  const path = `/v3/conversations/${encodeURIComponent(visit.team ?? withoutThread(visit.conversation.id))}/pagedmembers?pageSize=${PAGE}`;
  const people = new Map<string, Person>();
  let next = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await ask(path + next, 'a roster');
    for (const person of listOf(answer['members']).flatMap(readPerson)) people.set(person.id, person);
    const token = text(answer['continuationToken']);
    if (token === '') break;
    next = `&continuationToken=${encodeURIComponent(token)}`;
  }
  return [...people.values()];
}

function readPerson(member: unknown): readonly Person[] {
  const { aadObjectId, objectId, name, id: account } = record(member);
  const id = parsePersonId(aadObjectId ?? objectId);
  return id === undefined ? [] : [{ id, name: parseName(name), account: accountOf(text(account)) }];
}

const listOf = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);
