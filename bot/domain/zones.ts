import type { Answers } from './answers.ts';
import type { FieldId } from './field-table.ts';
import type { LocalTime, WallClock } from './time.ts';

/** Zones that were found to be known, each as it was given: asking costs a thousand times what looking it up does. */
const known = new Set<string>();

/** An IANA zone, as `America/New_York`; undefined for anything else. */
export function parseZone(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || !/^[A-Za-z][\w+/-]{1,40}$/.test(raw)) return undefined;
  if (known.has(raw)) return raw;
  try {
    new Intl.DateTimeFormat('en', { timeZone: raw });
    known.add(raw);
    return raw;
  } catch {
    return undefined;
  }
}

/** Answers that say one moment together. */
const MOMENTS: readonly (readonly [day: FieldId, time: FieldId])[] = [
  ['date', 'time'],
  ['stagedOn', 'stagedTime'],
  ['stagingTestedOn', 'stagingTestedTime'],
];

/**
 * The same moments on the clock of another zone. A day without a time of day, and a moment that cannot be read, stay as
 * they were typed.
 */
export function answersOn(to: WallClock, answers: Answers, from: WallClock): Answers {
  if (to.zone === from.zone) return answers;
  const moved = MOMENTS.flatMap(([day, time]) => {
    const local = localOn(to, { date: answers[day] ?? '', time: answers[time] ?? '' }, from);
    return local === undefined ? [] : [[day, local.date] as const, [time, local.time] as const];
  });
  return { ...answers, ...Object.fromEntries(moved) };
}

/** A day and a time on another clock; undefined when they are no moment on the first. */
export function localOn(to: WallClock, local: LocalTime, from: WallClock): LocalTime | undefined {
  const at = from.instantOf(local);
  return at === undefined ? undefined : to.localOf(at);
}
