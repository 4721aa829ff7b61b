import { WEEKDAYS, type Weekday } from '../domain/policy.ts';

/** A time of the week in which a deployment may happen. Minutes count from midnight of each of its days. */
export interface Window {
  readonly days: ReadonlySet<Weekday>;
  readonly from: number;
  /** Up to 1440, which is the midnight that ends the day. */
  readonly to: number;
}

const SHAPE = /^([a-z]{3})(?:-([a-z]{3}))? (\d\d:\d\d)-(\d\d:\d\d)$/;

/** Reads `mon-thu 09:00-16:00` or `sat 10:00-12:00`; undefined for anything else. Days may run past Sunday: `sat-mon`. */
export function parseWindow(text: string): Window | undefined {
  const [, first, last = first, opens, closes] = SHAPE.exec(text) ?? [];
  const from = minuteOfDay(opens);
  const to = minuteOfDay(closes);
  const days = daysBetween(first, last);
  if (days === undefined || from === undefined || to === undefined || from >= to) return undefined;
  return { days, from, to };
}

/** Minutes from midnight of `09:00`; `24:00` is 1440; undefined for what is not a time of day. */
export function minuteOfDay(text: string | undefined): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text ?? '') ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= 1440 ? minute : undefined;
}

function daysBetween(first: string | undefined, last: string | undefined): ReadonlySet<Weekday> | undefined {
  const from = WEEKDAYS.findIndex((day) => day === first);
  const to = WEEKDAYS.findIndex((day) => day === last);
  if (from < 0 || to < 0) return undefined;
  const count = ((to - from + 7) % 7) + 1;
  return new Set(Array.from({ length: count }, (_, n) => WEEKDAYS[(from + n) % 7] ?? 'mon'));
}
