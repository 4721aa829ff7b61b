import { foundCard, foundLines } from '../cards/cards.ts';
import type { Context } from '../cards/context.ts';
import type { DeployRequest } from '../domain/request.ts';
import { contextOf } from './context.ts';
import type { Found, Searched } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { readSearch, type Search } from './search-words.ts';

/** Requests looked through for words of their titles: the newest that fit the rest of what was typed. */
const MOST_LOOKED_THROUGH = 200;

/** Requests for the compose box, newest first; a sentence when none fits. */
export async function answerSearch({ by, text, skip, most }: Searched, ports: ChatPorts): Promise<readonly Found[] | string> {
  const context = await contextOf(ports);
  const search = readSearch(text, by.id, context);
  const found = (await find(search, skip + most, ports)).slice(skip, skip + most);
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

async function find(search: Search, most: number, { requests }: ChatPorts): Promise<readonly DeployRequest[]> {
  if (search.kind === 'one') {
    const stored = await requests.find(search.id);
    return stored === undefined ? [] : [stored.request];
  }
  const { filter, words } = search;
  if (words.length === 0) return requests.list({ ...filter, most });
  const candidates = await requests.list({ ...filter, most: MOST_LOOKED_THROUGH });
  return candidates.filter(({ plan }) => words.every((word) => plan.title.toLowerCase().includes(word)));
}
