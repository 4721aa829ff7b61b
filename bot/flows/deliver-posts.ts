import { afterSend, retryAt, type Delivery } from '../domain/delivery.ts';
import type { Chance, Clock, Digest, Message, Messenger, PostOutcome, Posts, StalePost } from './ports.ts';

export interface DeliverPostsPorts {
  readonly posts: Pick<Posts, 'take' | 'settle'>;
  /** The card as it must be now; undefined when its subject is no more. */
  readonly draw: (post: StalePost) => Promise<Message | undefined>;
  readonly messenger: Messenger;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'fraction'>;
  /** Told of a card that could not be drawn; the others go on. */
  readonly onFault: (error: unknown) => void;
}

/** Conversations that are written to at the same time; one writer each. */
const LANES_AT_ONCE = 4;

/** Makes every stale card that may be written to now as its subject is now. Gives how many were looked at. */
export function createDeliverPosts(ports: DeliverPostsPorts): () => Promise<number> {
  const { posts, clock, onFault } = ports;
  return async () => {
    const writing = new Set<Promise<void>>();
    const write = (post: StalePost) => {
      const written = attempt(post, ports)
        .then((outcome) => posts.settle(post, outcome, clock.now()))
        .catch(onFault)
        .finally(() => writing.delete(written));
      writing.add(written);
    };

    let looked = 0;
    try {
      for (;;) {
        const post = writing.size < LANES_AT_ONCE ? await posts.take(clock.now()) : undefined;
        if (post !== undefined) {
          looked += 1;
          write(post);
        } else if (writing.size > 0) {
          await Promise.race(writing);
        } else {
          return looked;
        }
      }
    } finally {
      await Promise.all(writing);
    }
  };
}

async function attempt(post: StalePost, ports: DeliverPostsPorts): Promise<PostOutcome> {
  try {
    return await deliver(post, ports);
  } catch (error) {
    ports.onFault(error);
    return outcomeOf({ kind: 'retry', afterMs: 0, because: 'fault' }, post, '', ports);
  }
}

async function deliver(post: StalePost, ports: DeliverPostsPorts): Promise<PostOutcome> {
  const { draw, messenger, digest } = ports;
  const { address, messageId, threadOf, lane } = post;
  const message = await draw(post);
  if (message === undefined) return { kind: 'dead', because: 'subject-gone', lane };

  const shown = digest(JSON.stringify(message));
  if (shown === post.shown && messageId !== undefined) return { kind: 'drawn', messageId, shown, lane };
  const delivery =
    messageId === undefined
      ? await messenger.post(address, message, threadOf)
      : await messenger.redraw(address, messageId, message, threadOf);
  return outcomeOf(delivery, post, shown, ports);
}

function outcomeOf(delivery: Delivery, post: StalePost, shown: string, { clock, chance }: DeliverPostsPorts): PostOutcome {
  const now = clock.now();
  const lane = afterSend(post.lane, now);
  switch (delivery.kind) {
    case 'sent':
      return { kind: 'drawn', messageId: delivery.messageId, shown, lane };
    case 'retry':
      return {
        kind: 'later',
        at: retryAt(post.tries, delivery.afterMs, chance.fraction(), now),
        because: delivery.because,
        lane,
      };
    case 'dead':
      return { kind: 'dead', because: delivery.because, lane };
  }
}
