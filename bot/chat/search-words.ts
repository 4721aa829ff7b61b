import type { Context } from '../cards/context.ts';
import { parseEnvironmentId, parseRequestId, parseServiceId, type PersonId, type RequestId } from '../domain/ids.ts';
import type { RequestState } from '../domain/request.ts';
import type { RequestFilter } from '../flows/ports.ts';

/** What somebody looks for: one request by its number, or all that fit; `words` are in their titles, lower case. */
export type Search =
  | { readonly kind: 'one'; readonly id: RequestId }
  | { readonly kind: 'many'; readonly filter: RequestFilter; readonly words: readonly string[] };

type SearchContext = Pick<Context, 'words' | 'policy' | 'names'>;
type Meaning = Pick<RequestFilter, 'states' | 'service' | 'environment' | 'version' | 'requesters'>;

/**
 * `payments 2.4 waiting megan`: each word is a state, an environment, a service, the beginning of a version or of a
 * person's name (`me` is the one who looks), whichever fits first and is not taken yet; other words are looked for in
 * titles. `DEP-42` anywhere is that request.
 */
export function readSearch(text: string, by: PersonId, context: SearchContext): Search {
  const typed = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const id = typed.map(parseRequestId).find((found) => found !== undefined);
  if (id !== undefined) return { kind: 'one', id };

  let filter: RequestFilter = {};
  const words: string[] = [];
  for (const word of typed) {
    const meaning = meaningOf(word, by, context);
    const isNew = meaning !== undefined && Object.keys(meaning).every((key) => !(key in filter));
    if (isNew) filter = { ...filter, ...meaning };
    else words.push(word);
  }
  return { kind: 'many', filter, words };
}

function meaningOf(word: string, by: PersonId, { words, policy, names }: SearchContext): Meaning | undefined {
  const states = statesLike(word, words.states);
  if (states.length > 0) return { states };
  const environment = parseEnvironmentId(word);
  if (environment !== undefined && policy.environments.has(environment)) return { environment };
  const service = serviceLike(word, policy.services);
  if (service !== undefined) return { service };
  if (/^v?\d[\w.+-]*$/.test(word)) return { version: word.replace(/^v/, '') };
  const requesters = word === words.search.me ? [by] : peopleLike(word, names);
  return requesters.length > 0 ? { requesters } : undefined;
}

/** A state by its id, or by the first word that cards have for it. */
const statesLike = (word: string, states: Readonly<Record<RequestState, string>>): readonly RequestState[] =>
  (Object.keys(states) as RequestState[]).filter(
    (state) => state === word || states[state].toLowerCase().split(' ')[0] === word,
  );

function serviceLike(word: string, services: SearchContext['policy']['services']) {
  const id = parseServiceId(word);
  if (id !== undefined && services.has(id)) return id;
  return [...services.values()].find(({ title }) => title.toLowerCase().split(/\s+/)[0] === word)?.id;
}

/** Everyone one of whose names begins like this; two letters at least, or everybody would. */
function peopleLike(word: string, names: SearchContext['names']): readonly PersonId[] {
  if (word.length < 2) return [];
  const isLike = (name: string) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((part) => part.startsWith(word));
  return [...names].filter(([, name]) => isLike(name)).map(([id]) => id);
}
