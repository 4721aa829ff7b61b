import type { Scope, Target, WantedFreeze } from '../domain/freeze.ts';
import { parseEnvironmentId, parseRequestId, parseServiceId, type RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { instant, plusMinutes, type Instant, type WallClock } from '../domain/time.ts';
import { nearDay } from './day-words.ts';

export interface WordFacts {
  readonly policy: Policy;
  /** The clock of whoever types. */
  readonly wall: WallClock;
  readonly now: Instant;
}

/** What is left of a list of words, the first ones taken away. */
interface Rest<Value> {
  readonly value: Value;
  readonly rest: readonly string[];
}

/** `payments prod 2h Load test`, `all 2026-12-20 2027-01-03 Year end`; undefined when the words give no time. */
export function readFreezeWords(words: readonly string[], facts: WordFacts): WantedFreeze | undefined {
  const scope = readScope(words, facts.policy);
  const span = readSpan(scope.rest, facts);
  return span && { scope: scope.value, span: span.value, reason: span.rest.join(' ') };
}

export interface LockWords {
  readonly target: Target;
  readonly minutes: number;
  readonly for: RequestId | undefined;
  readonly reason: string;
}

/** Minutes that a lock lasts when nobody says. */
const USUAL_MINUTES = 4 * 60;

/** `payments prod 2h Load test`, with `DEP-7` where it is held for a request; undefined without a target. */
export function readLockWords(words: readonly string[], { policy }: Pick<WordFacts, 'policy'>): LockWords | undefined {
  const scope = readScope(words, policy);
  const { service, environment } = scope.value;
  if (service === undefined || environment === undefined) return undefined;
  const [first = '', ...more] = scope.rest;
  const minutes = readMinutes(first);
  const after = minutes === undefined ? scope.rest : more;
  const request = parseRequestId(after[0]);
  const said = request === undefined ? after : after.slice(1);
  return { target: { service, environment }, minutes: minutes ?? USUAL_MINUTES, for: request, reason: said.join(' ') };
}

/** Known services, environments and `all` at the beginning, each at most once, in any order. */
export function readScope(words: readonly string[], { services, environments }: Policy): Rest<Scope> {
  let scope: Scope = {};
  let taken = 0;
  for (const word of words) {
    const lower = word.toLowerCase();
    const service = parseServiceId(lower);
    const environment = parseEnvironmentId(lower);
    if (scope.service === undefined && service !== undefined && services.has(service)) scope = { ...scope, service };
    else if (scope.environment === undefined && environment !== undefined && environments.has(environment)) {
      scope = { ...scope, environment };
    } else if (lower !== 'all') break;
    taken += 1;
  }
  return { value: scope, rest: words.slice(taken) };
}

const LONGEST = { m: 1, h: 60, d: 1440 } as const;

/** Minutes of `30m`, `2h` or `3d`. */
function readMinutes(word: string): number | undefined {
  const [, count, unit] = /^(\d{1,4})([mhd])$/i.exec(word) ?? [];
  return count === undefined ? undefined : Number(count) * LONGEST[(unit ?? 'm').toLowerCase() as keyof typeof LONGEST];
}

/** `2h` from now; `2026-12-20` for that day; two days with the last one whole; a time after a day makes it exact. */
function readSpan(words: readonly string[], facts: WordFacts): Rest<WantedFreeze['span']> | undefined {
  const [first = '', ...more] = words;
  const minutes = readMinutes(first);
  if (minutes !== undefined) return { value: { start: facts.now, end: plusMinutes(facts.now, minutes) }, rest: more };

  const from = readMoment(words, facts);
  if (from === undefined) return undefined;
  const to = readMoment(from.rest, facts) ?? { value: from.value, rest: from.rest };
  const start = facts.wall.instantOf({ date: from.value.date, time: from.value.time ?? '00:00' });
  const end =
    to.value.time === undefined || to.value === from.value
      ? facts.wall.instantOf({ date: dayAfter(to.value.date), time: '00:00' })
      : facts.wall.instantOf({ date: to.value.date, time: to.value.time });
  return start === undefined || end === undefined ? undefined : { value: { start, end }, rest: to.rest };
}

interface Moment {
  readonly date: string;
  readonly time: string | undefined;
}

function readMoment(words: readonly string[], { wall, now }: WordFacts): Rest<Moment> | undefined {
  const [first = '', second = ''] = words;
  const date = readDate(first, wall.localOf(now).date);
  if (date === undefined) return undefined;
  const time = /^([01]\d|2[0-3]):[0-5]\d$/.test(second) ? second : undefined;
  return { value: { date, time }, rest: words.slice(time === undefined ? 1 : 2) };
}

function readDate(word: string, today: string): string | undefined {
  const near = nearDay(word, today);
  if (near !== undefined) return near;
  return /^\d{4}-\d\d-\d\d$/.test(word) && !Number.isNaN(Date.parse(`${word}T12:00:00Z`)) ? word : undefined;
}

const dayAfter = (date: string): string => instant(Date.parse(`${date}T12:00:00Z`) + 86_400_000).slice(0, 10);
