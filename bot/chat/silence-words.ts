import { parseEnvironmentId, parseGroupId, parseServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { plusMinutes, type Instant, type WallClock } from '../domain/time.ts';
import type { Quieted } from '../flows/silence-alerts.ts';

/** What `/silence` was asked to make quiet, until when and why. */
export interface SilenceWords {
  readonly what: Quieted;
  readonly until: Instant;
  readonly reason: string;
}

const MINUTES = { m: 1, h: 60, d: 1_440 } as const;

/**
 * Reads `payments prod 2h load test`, `AG-12 until 18:00 known` or `CPU high 1h maintenance`: what it is about comes
 * before the first length or `until`, the reason after it. A time of day is the next one on the clock `wall`. Words that
 * name no service and no environment are the name of a rule. Undefined when one of the three parts is missing.
 */
export function readSilence(
  words: readonly string[],
  { policy, wall }: { readonly policy: Policy; readonly wall: WallClock },
  now: Instant,
): SilenceWords | undefined {
  const at = words.findIndex((word, n) => lengthOf(word) !== undefined || (word.toLowerCase() === 'until' && n > 0));
  if (at < 1) return undefined;
  const isClock = words[at]?.toLowerCase() === 'until';
  const minutes = lengthOf(words[at] ?? '');
  const until = isClock ? nextTime(words[at + 1] ?? '', wall, now) : plusMinutes(now, minutes ?? 0);
  const reason = words.slice(at + (isClock ? 2 : 1)).join(' ');
  return until === undefined || reason === '' ? undefined : { what: whatOf(words.slice(0, at), policy), until, reason };
}

function lengthOf(word: string): number | undefined {
  const [, count, unit] = /^(\d{1,4})([mhd])$/i.exec(word) ?? [];
  return count === undefined ? undefined : Number(count) * MINUTES[unit?.toLowerCase() as keyof typeof MINUTES];
}

function nextTime(word: string, wall: WallClock, now: Instant): Instant | undefined {
  if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(word)) return undefined;
  const time = word.padStart(5, '0');
  const today = wall.instantOf({ date: wall.localOf(now).date, time });
  if (today !== undefined && today > now) return today;
  return wall.instantOf({ date: wall.localOf(plusMinutes(now, MINUTES.d)).date, time });
}

function whatOf(words: readonly string[], policy: Policy): Quieted {
  const group = words.length === 1 ? parseGroupId(words[0]) : undefined;
  if (group !== undefined) return { kind: 'group', group };
  const services = words.map((word) => parseServiceId(word.toLowerCase()));
  const service = services.find((id) => id !== undefined && policy.services.has(id));
  const environments = words.map((word) => parseEnvironmentId(word.toLowerCase()));
  const environment = environments.find((id) => id !== undefined && policy.environments.has(id));
  const rule = words.filter((_, n) => services[n] !== service && environments[n] !== environment);
  return { kind: 'scope', scope: { service, environment, rule: ruleOf(words, rule, service ?? environment) } };
}

/** Without a service or an environment, all words are the rule's name. */
const ruleOf = (words: readonly string[], rest: readonly string[], known: string | undefined): string | undefined => {
  const named = known === undefined ? words : rest;
  return named.length === 0 ? undefined : named.join(' ');
};
