import { afterWork, workBetween, workDays, type WorkHours } from './work-hours.ts';
import type { Instant } from './time.ts';

/** A time that does not count: the request waited for its requester. Open while `to` is undefined. */
export interface Stop {
  readonly from: Instant;
  readonly to: Instant | undefined;
}

/** What a phase promises: when it is halfway, and when an answer is due. */
export interface Promised {
  readonly half: Instant;
  readonly due: Instant;
}

/**
 * When an answer is due that was asked at `since` and promised within so many business days (seeds/002, "SLA Summary").
 * Only working time counts, and none of it while stopped; undefined while the clock stands.
 */
export function promiseOf(since: Instant, days: number, stops: readonly Stop[], hours: WorkHours): Promised | undefined {
  const all = workDays(days, hours);
  const due = dueAfter(since, all, stops, hours);
  return due && { half: dueAfter(since, all / 2, stops, hours) ?? due, due };
}

function dueAfter(since: Instant, work: number, stops: readonly Stop[], hours: WorkHours): Instant | undefined {
  const later = stops.filter(({ to }) => to === undefined || to > since);
  let start = since;
  let left = work;
  for (const { from, to } of later) {
    const worked = workBetween(start, from, hours);
    if (worked >= left) return afterWork(start, left, hours);
    if (to === undefined) return undefined;
    left -= worked;
    start = to;
  }
  return afterWork(start, left, hours);
}
