import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Clock, FeedEntry } from '../flows/ports.ts';
import { isSame } from './alert-door.ts';
import { refusal, type ValueRoute } from './route.ts';

export interface CalendarRoutePorts {
  readonly name: string;
  readonly readFeed: () => Promise<readonly FeedEntry[]>;
  /** What the address must end with; without one the calendar is shut, except where `unlocked` says otherwise. */
  readonly token: string | undefined;
  /** `open` only where nobody but this machine can knock. */
  readonly unlocked: 'open' | 'shut';
  readonly clock: Clock;
}

/** How often a calendar is asked to look again, in seconds. */
const LOOK_AGAIN_SECONDS = 15 * 60;

/**
 * GET /api/calendar.ics?token=: windows, freezes and deployments as iCalendar (RFC 5545). Moments are UTC, which every
 * calendar shows in its reader's own zone, whatever the clocks do in between.
 */
export function calendarRoute({ name, readFeed, token, unlocked, clock }: CalendarRoutePorts): ValueRoute {
  const isOpen = (given: string | null): boolean =>
    token === undefined ? unlocked === 'open' : given !== null && isSame(given, token);
  return {
    kind: 'value',
    method: 'GET',
    path: '/api/calendar.ics',
    mostBytes: 0,
    admit: ({ query }) => Promise.resolve(isOpen(query.get('token')) ? undefined : refusal(401, 'unauthorised')),
    answer: async () => ({
      status: 200,
      body: written(name, await readFeed(), new Date(clock.now())),
      headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' },
    }),
    onFault: refusal(503, 'unknown'),
  };
}

function written(name: string, entries: readonly FeedEntry[], stamp: Date): string {
  const calendar = ical({
    name,
    prodId: { company: 'Signoff', product: 'Deployments' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: LOOK_AGAIN_SECONDS,
  });
  for (const { id, summary, description, span, isBusy } of entries) {
    calendar.createEvent({
      id: `${id}@signoff`,
      stamp,
      start: new Date(span.start),
      end: new Date(span.end),
      summary,
      ...(description === '' ? {} : { description }),
      transparency: isBusy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
