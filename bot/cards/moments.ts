import { minutesBetween, type Instant, type Span } from '../domain/time.ts';
import type { Context } from './context.ts';

/** The zone and language of a reader. */
type Reader = Pick<Context, 'zone' | 'locale'>;

/** `Thu 26 Nov, 09:00`. */
export const moment = (at: Instant, reader: Reader): string => formatted('moment', at, reader.zone, reader.locale);

/** `Thu 26 Nov`. */
export const day = (at: Instant, reader: Reader): string => formatted('day', at, reader.zone, reader.locale);

/** `23 Nov, 14:02`, where there is little room. */
export const stamp = (at: Instant, reader: Reader): string => formatted('stamp', at, reader.zone, reader.locale);

/** `23 Nov`, where there is little room. */
export const date = (at: Instant, reader: Reader): string => formatted('date', at, reader.zone, reader.locale);

/** `Fri 20 Nov` for a day as a form sends it, 2026-11-20; anything else stays as it was typed. */
export function calendarDay(typed: string, { locale }: Pick<Reader, 'locale'>): string {
  const noon = /^\d{4}-\d\d-\d\d$/.test(typed) ? Date.parse(`${typed}T12:00:00Z`) : Number.NaN;
  return Number.isNaN(noon) ? typed : formatter('day', 'UTC', locale).format(noon);
}

/** `09:00`, where the day stands beside it. */
export const clock = (at: Instant, reader: Reader): string => formatted('clock', at, reader.zone, reader.locale);

/** `Thu 26 Nov, 09:00 CET (08:00 UTC)`, for a moment that nobody may mistake. */
export const exactMoment = (at: Instant, reader: Reader): string => `${moment(at, reader)} ${zoneAndUtc(at, reader)}`;

/** `Thu 26 Nov, 09:00–09:30 CET (08:00 UTC)`; a span that ends on another day says which. */
export function exactSpan({ start, end }: Span, reader: Reader): string {
  const sameDay = day(start, reader) === day(end, reader) && minutesBetween(start, end) < 24 * 60;
  const until = sameDay ? `–${clock(end, reader)}` : ` – ${moment(end, reader)}`;
  return `${moment(start, reader)}${until} ${zoneAndUtc(start, reader)}`;
}

/** Keeps `(08:00 UTC)` on one line. */
const UNBROKEN = '\u00a0';

/** `CET (08:00 UTC)`, with the UTC day where that is another one; `UTC` alone for a reader in UTC. */
export function zoneAndUtc(at: Instant, reader: Reader): string {
  const name = zoneName(at, reader);
  if (name === 'UTC') return name;
  const utc = { zone: 'UTC', locale: reader.locale };
  const sameDay = day(at, utc) === day(at, reader);
  return `${name} (${sameDay ? clock(at, utc) : moment(at, utc)}${UNBROKEN}UTC)`;
}

/** `CET`, or `GMT+1` where the language has no shorter name. */
function zoneName(at: Instant, { zone, locale }: Reader): string {
  const parts = formatter('zone', zone, locale).formatToParts(Date.parse(at));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

const SHAPES = {
  moment: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  stamp: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  date: { day: 'numeric', month: 'short' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  zone: { timeZoneName: 'short' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatted = (shape: keyof typeof SHAPES, at: Instant, zone: string, locale: string): string =>
  formatter(shape, zone, locale).format(Date.parse(at));

/** Making a formatter costs a hundred times what using one does. */
function formatter(shape: keyof typeof SHAPES, zone: string, locale: string): Intl.DateTimeFormat {
  const key = `${shape} ${zone} ${locale}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const fresh = new Intl.DateTimeFormat(locale, { ...SHAPES[shape], timeZone: zone });
  formatters.set(key, fresh);
  return fresh;
}
