import type { DeployRequest } from '../domain/request.ts';
import type { ChatPorts } from './ports.ts';
import type { Search } from './search-words.ts';

/** Requests looked through for words of their titles: the newest that fit the rest of what was typed. */
const MOST_LOOKED_THROUGH = 200;

/** What somebody looks for, newest first. */
export async function findRequests(
  search: Search,
  most: number,
  { requests }: Pick<ChatPorts, 'requests'>,
): Promise<readonly DeployRequest[]> {
  if (search.kind === 'one') {
    const stored = await requests.find(search.id);
    return stored === undefined ? [] : [stored.request];
  }
  const { filter, words } = search;
  if (words.length === 0) return requests.list({ ...filter, most });
  const candidates = await requests.list({ ...filter, most: MOST_LOOKED_THROUGH });
  return candidates.filter(({ plan }) => words.every((word) => plan.title.toLowerCase().includes(word)));
}
