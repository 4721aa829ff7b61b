import { foundCard, foundLines } from '../cards/cards.ts';
import type { Context } from '../cards/context.ts';
import type { DeployRequest } from '../domain/request.ts';
import { contextOf } from './context.ts';
import { findRequests } from './find-requests.ts';
import type { Found, Searched } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { readSearch } from './search-words.ts';

/** Requests for the compose box, newest first; a sentence when none fits. */
export async function answerSearch({ by, text, skip, most }: Searched, ports: ChatPorts): Promise<readonly Found[] | string> {
  const context = await contextOf(ports, { locale: by.locale }); // many may read what is put into a conversation
  const search = readSearch(text, by.id, context);
  const found = (await findRequests(search, skip + most, ports)).slice(skip, skip + most);
  if (found.length === 0 && skip === 0) return context.words.search.none;
  return found.map((request) => foundOf(request, context));
}

/** The request that a link of ours leads to. */
export async function answerLink(url: string, ports: ChatPorts): Promise<Found | undefined> {
  const id = ports.requestLinks.read(url);
  const stored = id === undefined ? undefined : await ports.requests.find(id);
  return stored && foundOf(stored.request, await contextOf(ports));
}

const foundOf = (request: DeployRequest, context: Context): Found => ({
  card: foundCard(request, context).card,
  ...foundLines(request, context),
});
