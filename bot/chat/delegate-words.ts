import { parseRoleId, parseServiceId, type PersonId, type RoleId, type ServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { nearDay } from './day-words.ts';

/** What the words after `/delegate` say, and those that mean nothing there. */
export interface DelegateWords {
  readonly taker: PersonId | undefined;
  /** Days as a calendar has them; `''` where none was given. */
  readonly from: string;
  readonly to: string;
  readonly roles: readonly RoleId[];
  readonly services: readonly ServiceId[];
  readonly unread: readonly string[];
}

export interface DelegateWordsFacts {
  readonly policy: Policy;
  readonly names: ReadonlyMap<PersonId, string>;
  /** The day that is today for whoever types. */
  readonly today: string;
}

/**
 * `Patti Fernandez 2026-12-01 2026-12-05 cto payments`: days, roles and services are known by what they are, in any order;
 * what is left is a name, or enough of one to mean a single person. One day means that day; none is for the card to ask.
 */
export function readDelegateWords(words: readonly string[], { policy, names, today }: DelegateWordsFacts): DelegateWords {
  const days: string[] = [];
  const roles: RoleId[] = [];
  const services: ServiceId[] = [];
  const left: string[] = [];
  for (const word of words) {
    const lower = word.toLowerCase();
    const [day, role, service] = [dayOf(lower, today), parseRoleId(lower), parseServiceId(lower)];
    if (day !== undefined) days.push(day);
    else if (role !== undefined && policy.roles.has(role)) roles.push(role);
    else if (service !== undefined && policy.services.has(service)) services.push(service);
    else left.push(word);
  }
  const taker = personNamed(left.join(' '), names);
  const [from = '', to = from] = days;
  return { taker, from, to, roles, services, unread: [...(taker === undefined ? left : []), ...days.slice(2)] };
}

function dayOf(word: string, today: string): string | undefined {
  return nearDay(word, today) ?? (/^\d{4}-\d\d-\d\d$/.test(word) ? word : undefined);
}

/** Undefined when nobody is called so, or several people could be meant. */
function personNamed(typed: string, names: DelegateWordsFacts['names']): PersonId | undefined {
  const wanted = wordsOf(typed.replace(/<\/?at>|@/g, ' '));
  if (wanted.length === 0) return undefined;
  const called = [...names].map(([person, name]) => ({ person, own: wordsOf(name) }));
  const exact = called.filter(({ own }) => own.join(' ') === wanted.join(' '));
  const [only, ...more] = exact.length > 0 ? exact : called.filter(({ own }) => wanted.every((word) => own.includes(word)));
  return more.length === 0 ? only?.person : undefined;
}

const wordsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
