/** A moment as ISO 8601 in UTC with milliseconds (`2026-11-26T08:00:00.000Z`), so that text order is time order. */
export type Instant = string & { readonly __checked: 'Instant' };

/** A day and a time of day as a form gives them, without a zone: `2026-11-26`, `09:00`. */
export interface LocalTime {
  readonly date: string;
  readonly time: string;
}

/** Half open: the end is the first moment that no longer belongs to it. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** Days and times as they stand on the clocks of a zone. */
export interface WallClock {
  /** IANA name, as `Europe/Madrid`. */
  readonly zone: string;
  /** Undefined for a day or time that is not on the clock: 30 February, or an hour skipped in spring. */
  readonly instantOf: (local: LocalTime) => Instant | undefined;
  readonly localOf: (at: Instant) => LocalTime;
}

/** The clock of a zone; the policy's where none is given. */
export type ClockIn = (zone: string | undefined) => WallClock;

/**
 * The organisation's working time, in its own zone. It is handed in, because zones and holidays are
 * tables that others keep; the same policy always gives the same answers.
 */
export interface Calendar extends WallClock {
  /** `windows` as policy writes them (`mon-thu 09:00-16:00`); none means any time. */
  readonly isInside: (span: Span, windows: readonly string[]) => boolean;
  /** When the windows are open in a span, earliest first; all of it when none are named. */
  readonly openings: (span: Span, windows: readonly string[]) => readonly Span[];
  /** The first start at or after `from`, on a quarter of an hour, that leaves room for `minutes`. */
  readonly nextStart: (from: Instant, minutes: number, windows: readonly string[]) => Instant | undefined;
}

export const instant = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

export function parseInstant(raw: unknown): Instant | undefined {
  if (typeof raw !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(raw)) return undefined;
  const milliseconds = Date.parse(raw);
  return Number.isNaN(milliseconds) ? undefined : instant(milliseconds);
}

export const plusMinutes = (at: Instant, minutes: number): Instant => instant(Date.parse(at) + minutes * 60_000);

/** Whole minutes, rounded down; negative when `to` is the earlier one. */
export const minutesBetween = (from: Instant, to: Instant): number => Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);

/** Not rounded. */
export const secondsBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 1_000;

export const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Seven days from a Monday, as the calendar's zone has them. */
export interface Week {
  readonly span: Span;
  /** Each day from its midnight to the next one, 23 to 25 hours later. */
  readonly days: readonly Span[];
}

/** The week of a moment, or the one `weeks` after it. */
export function weekOf(now: Instant, weeks: number, calendar: Pick<Calendar, 'instantOf' | 'localOf'>): Week {
  const today = calendar.localOf(now).date;
  const sinceMonday = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  const midnights = Array.from({ length: 8 }, (_, n) => midnightOf(today, 7 * weeks + n - sinceMonday, calendar));
  const days = midnights.slice(0, 7).map((start, n) => ({ start, end: midnights[n + 1] ?? start }));
  return { days, span: { start: midnights[0] ?? now, end: midnights[7] ?? now } };
}

/** Where a clock skips midnight, the day begins at one. */
function midnightOf(today: string, days: number, { instantOf }: Pick<Calendar, 'instantOf'>): Instant {
  const noon = Date.parse(`${today}T12:00:00Z`) + days * 86_400_000;
  const date = instant(noon).slice(0, 10);
  return instantOf({ date, time: '00:00' }) ?? instantOf({ date, time: '01:00' }) ?? instant(noon);
}
