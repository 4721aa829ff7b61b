import { instant, type Instant } from './time.ts';

/** What came of trying to put a message into Teams. */
export type Delivery =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Not now: throttled, or Teams was unwell. `afterMs` is what Teams asked for, or 0. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly because: string }
  /** Never, as things are: the bot was removed, the message is gone. */
  | { readonly kind: 'dead'; readonly because: string };

/**
 * How much of a conversation's budget is used, as two theoretical arrival times (generic cell rate algorithm).
 * Empty is a conversation that was never written to.
 */
export interface Lane {
  readonly short: Instant | undefined;
  readonly long: Instant | undefined;
}

/**
 * Teams allows a bot 7 messages in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an hour per conversation
 * (learn.microsoft.com, "Optimize your bot with rate limiting"). Bursts of 5 with one more each 0.6 s stay under
 * the first three; bursts of 900 with one more each 4 s stay under the last.
 */
const SHORT = { everyMs: 600, burst: 5 };
const LONG = { everyMs: 4_000, burst: 900 };

/** The first moment at or after `now` at which one more message fits. */
export function nextSend(lane: Lane, now: Instant): Instant {
  const earliest = (arrival: Instant | undefined, { everyMs, burst }: typeof SHORT) =>
    arrival === undefined ? 0 : Date.parse(arrival) - everyMs * (burst - 1);
  return instant(Math.max(Date.parse(now), earliest(lane.short, SHORT), earliest(lane.long, LONG)));
}

export function afterSend(lane: Lane, at: Instant): Lane {
  const next = (arrival: Instant | undefined, { everyMs }: typeof SHORT) =>
    instant(Math.max(Date.parse(at), arrival === undefined ? 0 : Date.parse(arrival)) + everyMs);
  return { short: next(lane.short, SHORT), long: next(lane.long, LONG) };
}

/** Waits 1, 2, 4, … 60 s, or as long as Teams asked, with up to half as much again so that lanes do not march in step. */
export function retryAt(tries: number, afterMs: number, random: number, now: Instant): Instant {
  const backoff = Math.min(60_000, 1_000 * 2 ** Math.min(tries, 6));
  return instant(Date.parse(now) + Math.max(backoff, afterMs) * (1 + random / 2));
}
