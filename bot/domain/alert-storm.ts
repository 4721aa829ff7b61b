import { worseOf } from './alert.ts';
import type { AlertGroup } from './alert-group.ts';
import { isUrgent } from './alert-look.ts';
import type { ChannelKey, GroupId, StormId } from './ids.ts';
import { plusMinutes, type Instant } from './time.ts';

/** So much is new in a channel that one card counts it. */
export interface Storm {
  readonly id: StormId;
  readonly channel: ChannelKey;
  readonly openedAt: Instant;
  /** When a group was last counted on it. */
  readonly lastAt: Instant;
  readonly closedAt: Instant | undefined;
  readonly toldAt: Instant | undefined;
}

/** Groups that got a card of their own in a channel within the last five minutes. */
export interface Recent {
  readonly calm: number;
  readonly urgent: number;
}

export const RECENT_MINUTES = 5;
/** Nothing new for this long, and the storm is over. */
const CALM_MINUTES = 10;
/** The card of a storm changes at most this often: 4 of the 60 messages that Teams allows a conversation in 30 s. */
const DIGEST_SECONDS = 10;

/**
 * Which of the groups that are new in one channel are counted on a storm's card: all that are not urgent once there
 * are too many, and of the urgent ones those beyond the limit. The worst come first.
 */
export function stormy(
  newcomers: readonly AlertGroup[],
  recent: Recent,
  { limit, isOpen }: { readonly limit: number; readonly isOpen: boolean },
): ReadonlySet<GroupId> {
  if (!isOpen && recent.calm + recent.urgent + newcomers.length <= limit) return new Set();
  const worstFirst = newcomers.filter(isUrgent).toSorted((a, b) => (worseOf(a.severity, b.severity) === a.severity ? -1 : 1));
  const kept = new Set(worstFirst.slice(0, Math.max(0, limit - recent.urgent)).map(({ id }) => id));
  return new Set(newcomers.map(({ id }) => id).filter((id) => !kept.has(id)));
}

/** The storm after a look: whether its card is drawn anew, and when to look again. */
export function lookAtStorm(
  storm: Storm,
  news: 'joined' | 'changed' | 'none',
  now: Instant,
): { readonly storm: Storm; readonly isStale: boolean; readonly due: Instant | undefined } {
  const lastAt = news === 'joined' ? now : storm.lastAt;
  const end = plusMinutes(lastAt, CALM_MINUTES);
  const closedAt = storm.closedAt ?? (now >= end ? now : undefined);
  const turn = storm.toldAt === undefined ? now : plusMinutes(storm.toldAt, DIGEST_SECONDS / 60);
  const isEnding = closedAt !== storm.closedAt;
  const isStale = isEnding || (news !== 'none' && now >= turn);
  const isOwed = news !== 'none' && !isStale;
  return {
    storm: { ...storm, lastAt, closedAt, toldAt: isStale ? now : storm.toldAt },
    isStale,
    due: isOwed ? turn : closedAt === undefined ? end : undefined,
  };
}
