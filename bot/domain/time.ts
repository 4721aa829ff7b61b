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

/**
 * The organisation's working time, in its own zone. It is handed in, because zones and holidays are
 * tables that others keep; the same policy always gives the same answers.
 */
export interface Calendar {
  readonly zone: string;
  /** Undefined for a day or time that is not on the clock: 30 February, or an hour skipped in spring. */
  readonly instantOf: (local: LocalTime) => Instant | undefined;
  readonly localOf: (at: Instant) => LocalTime;
  /** `windows` as policy writes them (`mon-thu 09:00-16:00`); none means any time. */
  readonly isInside: (span: Span, windows: readonly string[]) => boolean;
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

export const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
