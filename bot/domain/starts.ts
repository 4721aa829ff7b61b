import type { Environment, WorkingTime } from './policy.ts';
import type { OtherRequest } from './rules.ts';
import { instant, overlaps, plusMinutes, type Calendar, type Instant } from './time.ts';

/** What decides when a deployment may start. */
export interface StartFacts {
  readonly calendar: Calendar;
  readonly time: Pick<WorkingTime, 'hours'>;
  /** Live requests for the same service and environment: each has its window for itself. */
  readonly others: readonly Pick<OtherRequest, 'window'>[];
}

const MOST_STARTS = 3;
/** A start that meets one request after the other gives up here rather than looking on for ever. */
const MOST_MEETINGS = 50;

/**
 * The next starts that the rules would take, at most three and each on a day of its own: the first moment from `now`,
 * then the following days from the beginning of working hours where the windows are open then. `minutes` is the duration.
 */
export function nextStarts(
  now: Instant,
  minutes: number,
  { windows }: Pick<Environment, 'windows'>,
  facts: StartFacts,
): readonly Instant[] {
  const free = (from: Instant) => freeStart(from, minutes, windows, facts);
  const starts: Instant[] = [];
  let next = free(plusMinutes(now, 1));
  while (next !== undefined && starts.length < MOST_STARTS) {
    starts.push(next);
    const { date } = facts.calendar.localOf(next);
    next = atWork(free(morningOf(dayAfter(date), '00:00', facts) ?? plusMinutes(next, 24 * 60)), free, facts);
  }
  return starts;
}

/** The first legal start that no other request's window is in the way of. */
function freeStart(
  from: Instant,
  minutes: number,
  windows: readonly string[],
  { calendar, others }: StartFacts,
): Instant | undefined {
  let at = calendar.nextStart(from, minutes, windows);
  for (let met = 0; at !== undefined && met < MOST_MEETINGS; met += 1) {
    const span = { start: at, end: plusMinutes(at, minutes) };
    const taken = others.find(({ window }) => overlaps(window, span));
    if (taken === undefined) return at;
    at = calendar.nextStart(taken.window.end, minutes, windows);
  }
  return undefined;
}

/** The same day's start within working hours, when there is one: nobody wants to be told midnight. */
function atWork(
  start: Instant | undefined,
  free: (from: Instant) => Instant | undefined,
  facts: StartFacts,
): Instant | undefined {
  if (start === undefined) return undefined;
  const { date } = facts.calendar.localOf(start);
  const morning = morningOf(date, facts.time.hours.slice(0, 5), facts);
  const working = morning === undefined || morning <= start ? undefined : free(morning);
  return working !== undefined && facts.calendar.localOf(working).date === date ? working : start;
}

const morningOf = (date: string, time: string, { calendar }: StartFacts): Instant | undefined =>
  calendar.instantOf({ date, time });

const dayAfter = (date: string): string => instant(Date.parse(`${date}T12:00:00Z`) + 24 * 60 * 60_000).slice(0, 10);
