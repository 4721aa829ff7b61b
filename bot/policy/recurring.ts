import { Cron } from 'croner';
import { DateTime } from 'luxon';
import type { Freeze } from '../domain/freeze.ts';
import type { FreezeId } from '../domain/ids.ts';
import type { Policy, RecurringFreeze } from '../domain/policy.ts';
import { instant, type Span } from '../domain/time.ts';

const DAY_MS = 86_400_000;
/** Occurrences that one freeze may have in what is looked at: more than one an hour for two months is no calendar. */
const MOST_OCCURRENCES = 1_500;

/** Whether these are five fields of cron, as croner reads them (`L` is the last day of the month). */
export function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== 5) return false;
  try {
    return new Cron(text, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

/**
 * The freezes that policy repeats, as they fall into a span: those that began before it and last into it as well. They
 * begin on the clock of the policy's zone, and days last from one local time to the same on a later day.
 */
export function recurringFreezes({ freezes, time }: Pick<Policy, 'freezes' | 'time'>): (span: Span) => readonly Freeze[] {
  const schedules = freezes.recurring.map((freeze) => ({
    freeze,
    cron: new Cron(freeze.cron, { paused: true, timezone: time.zone }),
  }));
  return ({ start, end }) =>
    schedules
      .flatMap(({ freeze, cron }) =>
        startsOf(cron, Date.parse(start) - longest(freeze), Date.parse(end)).flatMap((from) =>
          occurrences(freeze, from, time.zone),
        ),
      )
      .filter(({ span }) => span.end > start)
      .toSorted((a, b) => a.span.start.localeCompare(b.span.start));
}

/** A day more than it says, because a day may have 25 hours. */
const longest = ({ lasts }: RecurringFreeze): number => (lasts.days + 1) * DAY_MS + lasts.minutes * 60_000;

function startsOf(cron: Cron, from: number, to: number): readonly number[] {
  const starts: number[] = [];
  let next = cron.nextRun(new Date(from - 1));
  while (next !== null && next.getTime() < to && starts.length < MOST_OCCURRENCES) {
    starts.push(next.getTime());
    next = cron.nextRun(next);
  }
  return starts;
}

/** One freeze for each service and environment that it names. */
function occurrences(
  { id, reason, lasts, services, environments }: RecurringFreeze,
  from: number,
  zone: string,
): readonly Freeze[] {
  const begins = DateTime.fromMillis(from, { zone });
  const span = { start: instant(from), end: instant(begins.plus(lasts).toMillis()) };
  const freeze = {
    id: `${id}@${begins.toISODate() ?? ''}T${begins.toFormat('HH:mm')}` as FreezeId,
    span,
    reason,
    by: undefined,
  };
  const inServices = services.length === 0 ? [{}] : services.map((service) => ({ service }));
  const inEnvironments = environments.length === 0 ? [{}] : environments.map((environment) => ({ environment }));
  return inServices.flatMap((service) =>
    inEnvironments.map((environment) => ({ ...freeze, scope: { ...service, ...environment } })),
  );
}
