import { instant, type Instant } from '../domain/time.ts';

/** What a client sent with a button. */
export type Sent = Readonly<Record<string, unknown>>;

/** Longest text taken from one input, in characters: more than any rule allows, so that the rule can say so. */
const MOST_TYPED = 4_000;

/** What was typed into an input, cut to what may be read; undefined when it was not on the card. */
export function typed(sent: Sent, id: string, most = MOST_TYPED): string | undefined {
  const value = Object.hasOwn(sent, id) ? sent[id] : undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.slice(0, most).toWellFormed() : undefined;
}

/** The known value that was sent; undefined for anything else. */
export const oneOf = <Value extends string>(known: readonly Value[], raw: unknown): Value | undefined =>
  known.find((value) => value === raw);

/** Revisions and steps are sent as numbers, and come back as text from some clients. */
export function counted(raw: unknown): number | undefined {
  const number = typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : raw;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 1e9 ? number : undefined;
}

const MINUTE_MS = 60_000;

/** A moment as a button sends it: whole minutes since 1970. */
export const minuteOf = (at: Instant): number => Math.floor(Date.parse(at) / MINUTE_MS);

export function momentOf(raw: unknown): Instant | undefined {
  const minute = counted(raw);
  return minute === undefined ? undefined : instant(minute * MINUTE_MS);
}
