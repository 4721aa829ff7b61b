import type { Answers, FieldId } from '../domain/fields.ts';
import type { Policy } from '../domain/policy.ts';
import type { Versions } from '../domain/rules.ts';
import type { Instant, WallClock } from '../domain/time.ts';
import { daysMeant, timesMeant } from './day-words.ts';

/** What the words after `/deploy` fill in, those that nothing takes, and those that can be taken in two ways. */
export interface Prefill {
  readonly answers: Answers;
  readonly unread: readonly string[];
  readonly unclear: readonly Unclear[];
}

export interface Meaning {
  readonly field: FieldId;
  readonly value: string;
  /** The word that means this and nothing else. */
  readonly word: string;
}

export interface Unclear {
  readonly word: string;
  readonly meanings: readonly Meaning[];
}

export interface PrefillFacts {
  readonly policy: Policy;
  readonly versions: Versions;
  /** The clock of whoever types. */
  readonly wall: WallClock;
}

/**
 * `payments 2.4.1 prod tomorrow 09:00 schema`: each word is known by what it is, so their order does not matter. A word
 * that is a part of several names is never guessed at.
 */
export function prefill(words: readonly string[], facts: PrefillFacts, now: Instant): Prefill {
  const typed: Partial<Record<FieldId, string>> = {};
  const unread: string[] = [];
  const unclear: Unclear[] = [];
  for (const word of words) {
    const meanings = meaningsOf(word.toLowerCase(), facts, now);
    const [only] = meanings;
    if (only === undefined) unread.push(word);
    else if (meanings.length > 1) unclear.push({ word, meanings });
    else if (only.field === 'changeTypes') typed.changeTypes = joined(typed.changeTypes, only.value);
    else if (typed[only.field] === undefined) typed[only.field] = only.value;
    else unread.push(word);
  }
  return { answers: typed, unread, unclear };
}

const joined = (before: string | undefined, value: string): string =>
  before === undefined ? value : [...new Set([...before.split(','), value])].join(',');

function meaningsOf(word: string, { policy, versions, wall }: PrefillFacts, now: Instant): readonly Meaning[] {
  const named = namesIn(policy).filter(({ value }) => value === word);
  if (named.length > 0) return named;
  const version = word.replace(/^v(?=\d)/, '');
  if (versions.isVersion(version)) return [{ field: 'version', value: version, word: version }];
  const moments = [
    ...daysMeant(word, wall.localOf(now).date).map((value) => ({ field: 'date', value, word: value }) as const),
    ...timesMeant(word).map((value) => ({ field: 'time', value, word: value }) as const),
  ];
  return moments.length > 0 ? moments : namesIn(policy).filter((name) => isPart(word, name));
}

interface Name extends Meaning {
  readonly title: string;
}

function namesIn({ services, environments, changeTypes, templates }: Policy): readonly Name[] {
  const of = (field: FieldId, known: ReadonlyMap<string, { readonly title: string }>) =>
    [...known].map(([value, { title }]) => ({ field, value, word: value, title }));
  return [
    ...of('service', services),
    ...of('environment', environments),
    ...of('changeTypes', changeTypes),
    ...of('template', templates),
  ];
}

/** Shorter beginnings than this fit too many names to mean one. */
const SHORTEST = 3;

/** Whether a word begins one of the words of a name. */
const isPart = (word: string, { value, title }: Name): boolean =>
  word.length >= SHORTEST &&
  [...value.split('-'), ...title.toLowerCase().split(/[^\p{L}\p{N}]+/u)].some((part) => part.startsWith(word));
