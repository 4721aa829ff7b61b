import type { Answers, FieldId } from '../domain/fields.ts';
import type { Policy } from '../domain/policy.ts';
import type { Versions } from '../domain/rules.ts';
import { instant, type Calendar, type Instant } from '../domain/time.ts';

/** What the words after `/deploy` fill in, and those that nothing takes. */
export interface Prefill {
  readonly answers: Answers;
  readonly unread: readonly string[];
}

/** `payments 2.4.1 prod tomorrow 09:00`: each word is known by what it is, so their order does not matter. */
export function prefill(
  words: readonly string[],
  facts: { readonly policy: Policy; readonly versions: Versions; readonly calendar: Calendar },
  now: Instant,
): Prefill {
  const typed: Partial<Record<FieldId, string>> = {};
  const unread: string[] = [];
  for (const word of words) {
    const meaning = meaningOf(word, facts, now);
    if (meaning === undefined || typed[meaning.field] !== undefined) unread.push(word);
    else typed[meaning.field] = meaning.value;
  }
  return { answers: typed, unread };
}

function meaningOf(
  word: string,
  { policy, versions, calendar }: Parameters<typeof prefill>[1],
  now: Instant,
): { readonly field: FieldId; readonly value: string } | undefined {
  const lower = word.toLowerCase();
  if ([...policy.services.keys()].some((id) => id === lower)) return { field: 'service', value: lower };
  if ([...policy.environments.keys()].some((id) => id === lower)) return { field: 'environment', value: lower };
  if ([...policy.changeTypes.keys()].some((id) => id === lower)) return { field: 'changeTypes', value: lower };
  if (versions.isVersion(word)) return { field: 'version', value: word };
  if (lower === 'today') return { field: 'date', value: calendar.localOf(now).date };
  if (lower === 'tomorrow') return { field: 'date', value: dayAfter(calendar.localOf(now).date) };
  if (/^\d{4}-\d\d-\d\d$/.test(word)) return { field: 'date', value: word };
  if (/^([01]?\d|2[0-3]):[0-5]\d$/.test(word)) return { field: 'time', value: word.padStart(5, '0') };
  return undefined;
}

const dayAfter = (date: string): string => instant(Date.parse(`${date}T12:00:00Z`) + 86_400_000).slice(0, 10);
