import { listCard } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { Refusal } from '../domain/refusal.ts';
import { standsInFor } from '../domain/asked.ts';
import { LIVE, type DeployRequest } from '../domain/request.ts';
import { accept, type Result } from '../domain/result.ts';
import { rolesAsked, waitsFor } from '../domain/vote.ts';
import type { Person } from '../flows/ports.ts';
import { findRequests } from './find-requests.ts';
import type { ChatPorts } from './ports.ts';
import { readSearch } from './search-words.ts';

type ListPorts = Pick<ChatPorts, 'requests' | 'directory' | 'runs'>;

/** As many as fit on a card that is still read on a phone. */
const MOST = 10;

/** Requests on their way, newest first; those that fit the words, also when they have ended. */
export async function statusList(
  words: readonly string[],
  by: Person,
  context: Context,
  ports: ListPorts,
): Promise<CardMessage> {
  if (words.length === 0) return listCard('status', await ports.requests.list({ states: LIVE, most: MOST }), context);
  const search = readSearch(words.join(' '), by.id, context);
  const service = search.kind === 'many' ? search.filter.service : undefined;
  const [found, recorded] = await Promise.all([
    findRequests(search, MOST, ports),
    service === undefined ? [] : ports.runs.of(service),
  ]);
  return listCard('status', found, context, recorded);
}

/** Requests that wait for a vote this person could give; refused when nobody can say which those are. */
export async function pendingList(by: Person, context: Context, ports: ListPorts): Promise<Result<CardMessage, Refusal>> {
  const waiting = await ports.requests.list({ states: ['pending'] });
  const asked = new Set(waiting.flatMap(rolesAsked));
  const held = await ports.directory.rolesOf(by.id, [...asked]);
  if (!held.ok) return held;
  const rolesFor = (request: DeployRequest) =>
    new Set([...held.value, ...standsInFor(by.id, rolesAsked(request), request, context, context.now)]);
  const theirs = waiting.filter((request) => waitsFor(request, by.id, rolesFor(request), context.holders));
  return accept(listCard('pending', theirs.slice(0, MOST), context));
}
