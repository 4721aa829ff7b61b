import type { Environment } from './policy.ts';
import { instant, overlaps, plusMinutes, type Calendar, type Instant, type Span } from './time.ts';
import { nextWork, type WorkHours } from './work-hours.ts';

/** What decides when a deployment may start. */
export interface StartFacts {
  readonly calendar: Calendar;
  readonly work: WorkHours;
  /** Times that somebody or something else has for itself. */
  readonly others: readonly { readonly window: Span }[];
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
  return dayByDay(free(plusMinutes(now, 1)), free, facts);
}

/** The same from `from` on, and all of them within working time wherever the windows allow it. */
export function startsAtWork(
  from: Instant,
  minutes: number,
  { windows }: Pick<Environment, 'windows'>,
  facts: StartFacts,
): readonly Instant[] {
  const free = (at: Instant) => freeStart(at, minutes, windows, facts);
  return dayByDay(atWork(free(from), free, facts), free, facts);
}

function dayByDay(
  first: Instant | undefined,
  free: (from: Instant) => Instant | undefined,
  facts: StartFacts,
): readonly Instant[] {
  const starts: Instant[] = [];
  let next = first;
  while (next !== undefined && starts.length < MOST_STARTS) {
    starts.push(next);
    next = atWork(free(nextDay(next, facts)), free, facts);
  }
  return starts;
}

/** The first legal start that nothing else is in the way of. */
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

/** The next start while people are at work, when there is one: nobody wants to be told midnight. */
function atWork(
  start: Instant | undefined,
  free: (from: Instant) => Instant | undefined,
  { work }: StartFacts,
): Instant | undefined {
  if (start === undefined) return undefined;
  const working = free(nextWork(start, work));
  return working !== undefined && nextWork(working, work) === working ? working : start;
}

const nextDay = (at: Instant, { calendar }: StartFacts): Instant =>
  calendar.instantOf({ date: dayAfter(calendar.localOf(at).date), time: '00:00' }) ?? plusMinutes(at, 24 * 60);

const dayAfter = (date: string): string => instant(Date.parse(`${date}T12:00:00Z`) + 24 * 60 * 60_000).slice(0, 10);
