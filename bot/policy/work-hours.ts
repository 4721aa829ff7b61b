import { DateTime } from 'luxon';
import { WEEKDAYS, type WorkingTime } from '../domain/policy.ts';
import { instant, type Instant, type Span } from '../domain/time.ts';
import type { WorkHours } from '../domain/work-hours.ts';
import { publicHolidays } from './holidays.ts';
import { kept } from './kept.ts';
import { minuteOfDay } from './windows.ts';

/** A local day, as it is kept at hand: the same few weeks are looked at with every change of a request. */
interface Day {
  readonly work: Span | undefined;
  /** Milliseconds since 1970 of the midnight that ends it. */
  readonly next: number;
}

/** No zone has its midnight within a quarter of an hour. */
const QUARTER_MS = 15 * 60_000;

/**
 * The working time of a policy: its hours on its workdays, on the clock of its zone, public holidays closed. A day on
 * which the clock changes has the hours that the clock shows.
 */
export function createWorkHours(time: Omit<WorkingTime, 'locale'>): WorkHours {
  const { zone, hours, holidays } = time;
  const [from = 0, to = 0] = hours.split('-').map((text) => minuteOfDay(text) ?? 0);
  const isHoliday = holidays === undefined ? () => false : publicHolidays(holidays);
  const midnightOf = kept((quarter: number) =>
    DateTime.fromMillis(quarter * QUARTER_MS, { zone })
      .startOf('day')
      .toMillis(),
  );
  const dayAt = kept((midnight: number): Day => {
    const local = DateTime.fromMillis(midnight, { zone });
    return {
      work: isWorkday(local, time) && !isHoliday(local.toFormat('yyyy-MM-dd')) ? workOn(local, from, to) : undefined,
      next: local.plus({ days: 1 }).startOf('day').toMillis(),
    };
  });

  return {
    dayMinutes: to - from,
    between: (start, end) => {
      const spans: Span[] = [];
      let midnight = midnightOf(Math.floor(Date.parse(start) / QUARTER_MS));
      const until = Date.parse(end);
      while (midnight < until) {
        const { work, next } = dayAt(midnight);
        const cut = cutTo(work, start, end);
        if (cut !== undefined) spans.push(cut);
        midnight = next;
      }
      return joined(spans);
    },
  };
}

function isWorkday({ weekday }: DateTime, { workdays }: Pick<WorkingTime, 'workdays'>): boolean {
  const name = WEEKDAYS[weekday - 1];
  return name !== undefined && workdays.includes(name);
}

function workOn(midnight: DateTime, from: number, to: number): Span {
  const at = (minute: number) => (minute === 1440 ? midnight.plus({ days: 1 }) : onTheClock(midnight, minute));
  return { start: instant(at(from).toMillis()), end: instant(at(to).toMillis()) };
}

const onTheClock = (midnight: DateTime, minute: number) => midnight.set({ hour: Math.floor(minute / 60), minute: minute % 60 });

function cutTo(span: Span | undefined, from: Instant, to: Instant): Span | undefined {
  if (span === undefined) return undefined;
  const start = span.start < from ? from : span.start;
  const end = span.end > to ? to : span.end;
  return start < end ? { start, end } : undefined;
}

/** Days that are worked around the clock follow each other without a break. */
function joined(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last?.end === span.start) whole[whole.length - 1] = { start: last.start, end: span.end };
    else whole.push(span);
  }
  return whole;
}
