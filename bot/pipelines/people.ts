import { jsonOf, objectAt, textAt, type Json } from '../domain/json.ts';
import type { StrangeCoder } from '../flows/ports.ts';

/** As many people as are kept of one pull request. */
const MOST_PEOPLE = 50;

/** Each of them once, by login, or by name where a commit has no account. */
export function distinct(coders: readonly StrangeCoder[]): readonly StrangeCoder[] {
  const known = new Map<string, StrangeCoder>();
  for (const coder of coders) {
    const key = (coder.login || coder.name).toLowerCase();
    const before = known.get(key);
    if (key !== '' && (before === undefined || before.name === '')) known.set(key, coder);
  }
  return [...known.values()].slice(0, MOST_PEOPLE);
}

/** Whoever opened it, the authors of its commits, and those whom a commit names as co-author. */
export const authorsOf = (pull: Json, commits: readonly Json[]): readonly StrangeCoder[] => [
  accountOf(objectAt(pull, 'user')),
  ...commits.flatMap((entry) => {
    const commit = objectAt(entry, 'commit');
    const written = objectAt(commit, 'author');
    return [
      { login: textAt(objectAt(entry, 'author'), 'login', 100), name: textAt(written, 'name', 100) },
      ...coAuthorsIn(textAt(commit, 'message', 10_000)),
    ];
  }),
];

const accountOf = (user: Json): StrangeCoder => ({ login: textAt(user, 'login', 100), name: textAt(user, 'name', 100) });

/** `Co-authored-by: Megan Bowen <12+megan-b@users.noreply.github.com>`: GitHub's own addresses have the login in them. */
const coAuthorsIn = (message: string): readonly StrangeCoder[] =>
  [...message.matchAll(/^co-authored-by:\s*([^<\n]{1,100})<([^>\s]{1,200})>\s*$/gim)].map(([, name = '', address = '']) => ({
    login: /^(?:\d+\+)?([\w-]{1,39})@users\.noreply\./.exec(address)?.[1] ?? '',
    name: name.trim(),
  }));

/** What each reviewer said last; a dismissed review counts as nothing said, a comment takes nothing back. */
export function reviewsOf(reviews: readonly Json[]): {
  readonly approvers: readonly StrangeCoder[];
  readonly objectors: readonly StrangeCoder[];
} {
  const last = new Map<string, { readonly coder: StrangeCoder; readonly state: string }>();
  for (const review of reviews) {
    const coder = accountOf(jsonOf(review.get('user')));
    const state = textAt(review, 'state').toUpperCase();
    if (coder.login !== '' && state !== 'COMMENTED' && state !== 'PENDING')
      last.set(coder.login.toLowerCase(), { coder, state });
  }
  const saying = (wanted: string) =>
    [...last.values()]
      .filter(({ state }) => state === wanted)
      .map(({ coder }) => coder)
      .slice(0, MOST_PEOPLE);
  return { approvers: saying('APPROVED'), objectors: saying('CHANGES_REQUESTED') };
}
