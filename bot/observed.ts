import type { Chat } from './chat/inbound.ts';
import type { createMeasureLag } from './flows/measure-lag.ts';
import type { Count, Messenger, PostOutcome, Posts, Telemetry, Trace, Traced } from './flows/ports.ts';

/** Counts in this process, and tells the telemetry where there is one. */
export function observing(count: Count, telemetry: Telemetry | undefined): Telemetry {
  if (telemetry === undefined) return { count, trace: (_, work) => work() };
  return {
    trace: telemetry.trace,
    count: (happening) => {
      count(happening);
      telemetry.count(happening);
    },
  };
}

/** The same function, timed under this name. */
export const traced =
  <Given extends readonly unknown[], Result>(
    name: Traced,
    work: (...given: Given) => Promise<Result>,
    trace: Trace,
  ): ((...given: Given) => Promise<Result>) =>
  (...given) =>
    trace(name, () => work(...given));

export function observedChat(chat: Chat, { count, trace }: Telemetry): Chat {
  const [said, tapped] = [traced('chat said', chat.said, trace), traced('chat tapped', chat.tapped, trace)];
  return {
    ...chat,
    said: (heard) => {
      count('messages');
      return said(heard);
    },
    tapped: (tap) => {
      count('taps');
      return tapped(tap);
    },
  };
}

export const tracedMessenger = ({ post, redraw }: Messenger, trace: Trace): Messenger => ({
  post: traced('post new', post, trace),
  redraw: traced('post redrawn', redraw, trace),
});

const COUNTED_AS = { drawn: 'posts_sent', later: 'posts_retried', dead: 'posts_dead' } as const satisfies Record<
  PostOutcome['kind'],
  Parameters<Count>[0]
>;

/** `measureLag` is told of everything that was sent. */
export function countedPosts(
  posts: Posts,
  count: Count,
  measureLag: ReturnType<typeof createMeasureLag>,
): Pick<Posts, 'take' | 'settle'> {
  return {
    take: posts.take,
    settle: async (post, outcome, now) => {
      await posts.settle(post, outcome, now);
      count(COUNTED_AS[outcome.kind]);
      await measureLag(post, outcome.kind, now);
    },
  };
}
