import type { Context } from '../cards/context.ts';
import { plusMinutes, type Instant, type Span } from '../domain/time.ts';
import type { FeedEntry } from '../flows/ports.ts';
import { LOOK_AHEAD_MINUTES } from '../flows/read-holds.ts';
import { contextOf } from './context.ts';
import { targetText } from './holds.ts';
import type { ChatPorts } from './ports.ts';

/** What is over is of use for a while, so that a calendar does not lose last week. */
const LOOK_BACK_MINUTES = 7 * 24 * 60;

/** The calendar as entries of a feed: when it is open for deployments, what is frozen, what is planned. */
export function createFeed(ports: ChatPorts): () => Promise<readonly FeedEntry[]> {
  return async () => {
    const context = await contextOf(ports);
    const span = around(context.now);
    const [freezes, requests] = await Promise.all([ports.readCalendar.freezes(span), ports.readCalendar.requests(span)]);
    const { feed, everything, scope } = context.words.holds;
    return [
      ...windows(span, context, ports),
      ...freezes.map((freeze) => {
        const { service, environment } = freeze.scope;
        const named = [
          service && ports.policy.services.get(service)?.title,
          environment && ports.policy.environments.get(environment)?.title,
        ];
        const where = scope(named[0] ?? '', named[1] ?? '') || everything;
        const id = `${freeze.id}-${service ?? 'all'}-${environment ?? 'all'}`;
        return { id, summary: feed.frozen(where), description: freeze.reason, span: freeze.span, isBusy: true };
      }),
      ...requests.map(({ id, plan, state }) => ({
        id,
        summary: feed.deployment(id, targetText(plan.service, plan.environment, context), plan.version),
        description: `${plan.title}\n${context.words.states[state]}`,
        span: plan.window,
        isBusy: true,
      })),
    ];
  };
}

const around = (now: Instant): Span => ({
  start: plusMinutes(now, -LOOK_BACK_MINUTES),
  end: plusMinutes(now, LOOK_AHEAD_MINUTES),
});

/** Of the environments that policy gives windows; where any time will do, there is nothing to show. */
function windows(span: Span, { words }: Context, { policy, calendar }: ChatPorts): readonly FeedEntry[] {
  return [...policy.environments.values()]
    .filter(({ windows: named, rules }) => named.length > 0 && rules !== 'none')
    .flatMap(({ id, title, windows: named }) =>
      calendar.openings(span, named).map((open) => ({
        id: `window-${id}-${open.start}`,
        summary: words.holds.feed.open(title),
        description: '',
        span: open,
        isBusy: false,
      })),
    );
}
