import type { StrangerKind } from '../domain/finding.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock } from './ports.ts';

/** Who was turned away at a door of this process since it started, though they may have been meant to come in. */
export interface TurnedAway {
  readonly note: (who: StrangerKind) => void;
  /** The last time of each kind. */
  readonly last: () => ReadonlyMap<StrangerKind, Instant>;
}

export function createTurnedAway(clock: Clock): TurnedAway {
  const last = new Map<StrangerKind, Instant>();
  return {
    note: (who) => {
      last.set(who, clock.now());
    },
    last: () => last,
  };
}
