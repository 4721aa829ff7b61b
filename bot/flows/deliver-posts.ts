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

/** Conversations that are written to at the same time, one writer each, so that a slow one holds up no other. */
const AT_ONCE = 4;

/** Makes every stale card that may be written to now as its subject is now. Gives how many were looked at. */
export function createDeliverPosts(ports: DeliverPostsPorts): () => Promise<number> {
  const { posts, clock } = ports;
  return async () => {
    let looked = 0;
    const faults: unknown[] = [];
    const underWay = new Set<Promise<void>>();
    for (;;) {
      const post = underWay.size < AT_ONCE && faults.length === 0 ? await posts.take(clock.now()) : undefined;
      if (post !== undefined) {
        looked += 1;
        const delivery = settle(post, ports)
          .catch((error: unknown) => void faults.push(error))
          .finally(() => underWay.delete(delivery));
        underWay.add(delivery);
      } else if (underWay.size > 0) await Promise.race(underWay);
      else if (faults.length > 0) throw faults[0];
      else return looked;
    }
  };
}

async function settle(post: StalePost, ports: DeliverPostsPorts): Promise<void> {
  await ports.posts.settle(post, await attempt(post, ports), ports.clock.now());
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
