import { instant, plusMinutes, type Instant, type Span } from './time.ts';

/** When the organisation works. It is handed in, because zones and holidays are tables that others keep. */
export interface WorkHours {
  /** The working time between two moments, in order; no two spans touch. None when `to` is not later. */
  readonly between: (from: Instant, to: Instant) => readonly Span[];
  /** Minutes of a working day, as the clock on the wall counts them. */
  readonly dayMinutes: number;
}

const SOON_MINUTES = 24 * 60;
const LOOK_AHEAD_MINUTES = 14 * 24 * 60;
/** Longer than any run of holidays: where nobody ever works, a deadline is this far away rather than nowhere. */
const MOST_LOOKS = 27;

/** Milliseconds of working time from one moment to another; 0 when `to` is not later. */
export const workBetween = (from: Instant, to: Instant, { between }: WorkHours): number =>
  between(from, to).reduce((sum, { start, end }) => sum + Date.parse(end) - Date.parse(start), 0);

/**
 * The first moment at which this much has been worked since `from`; `from` itself for none. A day that ends exactly then
 * gives its end, not the beginning of the next one.
 */
export function afterWork(from: Instant, milliseconds: number, hours: WorkHours): Instant {
  let left = milliseconds;
  let start = from;
  if (left <= 0) return from;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const end = plusMinutes(start, LOOK_AHEAD_MINUTES);
    for (const span of hours.between(start, end)) {
      const worked = Date.parse(span.end) - Date.parse(span.start);
      if (worked >= left) return instant(Date.parse(span.start) + left);
      left -= worked;
    }
    start = end;
  }
  return start;
}

/** `at` itself while the organisation works, else when it begins again. */
export function nextWork(at: Instant, hours: WorkHours): Instant {
  let start = at;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    // Most of the time people work within a day, and a fortnight takes long to lay out.
    const end = plusMinutes(start, look === 0 ? SOON_MINUTES : LOOK_AHEAD_MINUTES);
    const [first] = hours.between(start, end);
    if (first !== undefined) return first.start;
    start = end;
  }
  return at;
}

/** Milliseconds of this many business days. */
export const workDays = (days: number, { dayMinutes }: WorkHours): number => days * dayMinutes * 60_000;
