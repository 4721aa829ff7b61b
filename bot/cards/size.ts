import type { AdaptiveCard } from './context.ts';

/** Teams takes more, but older webhooks and copies of a card do not (design §9: 28 KB). */
const MOST_BYTES = 28 * 1024 - 256;

/** The first of these cards that is small enough; the last when none is. Each is drawn only when its turn comes. */
export function firstThatFits(draws: readonly (() => AdaptiveCard)[]): AdaptiveCard {
  for (const draw of draws.slice(0, -1)) {
    const card = draw();
    if (Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES) return card;
  }
  const last = draws.at(-1);
  if (last === undefined) throw new Error('there is no card to choose from');
  return last();
}
