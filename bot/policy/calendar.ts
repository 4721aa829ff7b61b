import { DateTime } from 'luxon';
import { WEEKDAYS, type WorkingTime } from '../domain/policy.ts';
import { instant, type Calendar, type Instant, type LocalTime } from '../domain/time.ts';
import { publicHolidays } from './holidays.ts';
import { kept } from './kept.ts';
import { parseWindow, type Window } from './windows.ts';

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
/** Longer than any run of holidays that could hide a weekly window. */
const LOOK_AHEAD_MS = 60 * DAY_MS;

/** When a deployment may happen without a break, in milliseconds since 1970; the end does not belong to it. */
interface Opening {
  readonly start: number;
  readonly end: number;
}

/**
 * The calendar of a policy's time zone, with the summer time that it has. Public holidays of the country `holidays`
 * are closed in every window. Windows that touch (`24:00` and the next `00:00`) are one opening. A local time that
 * comes twice in autumn means the first of the two. A window that cannot be read is closed.
 */
export function createCalendar({ zone, holidays }: Pick<WorkingTime, 'zone' | 'holidays'>): Calendar {
  const isHoliday = holidays === undefined ? () => false : publicHolidays(holidays);
  const openingsOf = kept((windows: string) => kept((date: string) => openingsOn(date, JSON.parse(windows) as string[], zone)));
  const openings = (from: number, to: number, windows: readonly string[]) =>
    merged(
      datesBetween(from, to)
        .filter((date) => !isHoliday(date))
        .flatMap(openingsOf(JSON.stringify(windows))),
    );

  const instantOf = kept((local: string) => instantIn(zone, local));
  const localOf = kept((minute: string) => localIn(zone, minute));

  return {
    zone,
    instantOf: ({ date, time }) => (isLocal(date, time) ? instantOf(`${date}T${time}`) : undefined),
    localOf: (at) => localOf(minuteOf(at)),
    isInside: (span, windows) => {
      const [from, to] = [Date.parse(span.start), Date.parse(span.end)];
      return windows.length === 0 || openings(from, to, windows).some(({ start, end }) => start <= from && to <= end);
    },
    openings: (span, windows) => {
      if (windows.length === 0) return [span];
      const [from, to] = [Date.parse(span.start), Date.parse(span.end)];
      return openings(from, to, windows)
        .map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }))
        .filter(({ start, end }) => start < end)
        .map(({ start, end }) => ({ start: instant(start), end: instant(end) }));
    },
    nextStart: (from, minutes, windows) => {
      const earliest = quarterFrom(Date.parse(from));
      if (windows.length === 0) return instant(earliest);
      return openings(earliest, earliest + LOOK_AHEAD_MS, windows)
        .map(({ start, end }) => ({ start: Math.max(earliest, quarterFrom(start)), end }))
        .filter(({ start, end }) => start + minutes * 60_000 <= end)
        .map(({ start }) => instant(start))[0];
    },
  };
}

const isLocal = (date: string, time: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(date) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time);

/** As much of an instant as clocks on the wall tell apart: `2026-11-23T09:00Z`. */
const minuteOf = (at: Instant): string => `${at.slice(0, '2026-11-23T09:00'.length)}Z`;

function instantIn(zone: string, local: string): Instant | undefined {
  const read = DateTime.fromISO(local, { zone });
  if (!read.isValid || read.toFormat("yyyy-MM-dd'T'HH:mm") !== local) return undefined;
  return instant(Math.min(...read.getPossibleOffsets().map((possible) => possible.toMillis())));
}

function localIn(zone: string, minute: string): LocalTime {
  const local = DateTime.fromISO(minute, { zone });
  return { date: local.toFormat('yyyy-MM-dd'), time: local.toFormat('HH:mm') };
}

/** The local dates that this time touches in any zone, and one more on either side, so that an opening across midnight is seen whole. */
function datesBetween(from: number, to: number): readonly string[] {
  const [first, last] = [Math.floor(from / DAY_MS) - 2, Math.floor(to / DAY_MS) + 2];
  return Array.from({ length: last - first + 1 }, (_, n) => instant((first + n) * DAY_MS).slice(0, 10));
}

function openingsOn(date: string, windows: readonly string[], zone: string): readonly Opening[] {
  const midnight = DateTime.fromISO(date, { zone }).startOf('day');
  return windows.flatMap((text) => openingOn(midnight, parseWindow(text)));
}

function openingOn(midnight: DateTime, window: Window | undefined): readonly Opening[] {
  const weekday = WEEKDAYS[midnight.weekday - 1];
  if (window === undefined || weekday === undefined || !window.days.has(weekday)) return [];
  const at = (minute: number) => (minute === 1440 ? midnight.plus({ days: 1 }) : onTheClock(midnight, minute)).toMillis();
  const opening = { start: at(window.from), end: at(window.to) };
  return opening.start < opening.end ? [opening] : [];
}

const onTheClock = (midnight: DateTime, minute: number) => midnight.set({ hour: Math.floor(minute / 60), minute: minute % 60 });

function merged(openings: readonly Opening[]): readonly Opening[] {
  const whole: Opening[] = [];
  for (const opening of openings.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last === undefined || last.end < opening.start) whole.push(opening);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, opening.end) };
  }
  return whole;
}

const quarterFrom = (milliseconds: number): number => Math.ceil(milliseconds / QUARTER_MS) * QUARTER_MS;
