import { worseOf, type Severity } from './alert.ts';
import type { AlertGroup, Deed } from './alert-group.ts';
import { isUrgent } from './alert-look.ts';
import type { Holders } from './explanation.ts';
import { climb, escalationRoles, type Climbed } from './levels.ts';
import type { ChannelKey, GroupId, StormId } from './ids.ts';
import type { Policy } from './policy.ts';
import { plusMinutes, type Instant } from './time.ts';

/** So much is new in a channel that one card counts it. */
export interface Storm extends Climbed {
  readonly id: StormId;
  readonly channel: ChannelKey;
  readonly openedAt: Instant;
  /** When a group was last counted on it. */
  readonly lastAt: Instant;
  readonly closedAt: Instant | undefined;
  readonly toldAt: Instant | undefined;
  /** Since when its card lacks something; undefined while it shows all. */
  readonly owedSince?: Instant | undefined;
  /** When the next level is told, should something on it still be unanswered then. */
  readonly nextLevelAt: Instant | undefined;
  /** Somebody has seen it: nobody else is told. */
  readonly acknowledged: Deed | undefined;
}

export const openStorm = (id: StormId, channel: ChannelKey, now: Instant): Storm => ({
  id,
  channel,
  openedAt: now,
  lastAt: now,
  closedAt: undefined,
  toldAt: undefined,
  escalated: 0,
  nextLevelAt: undefined,
  acknowledged: undefined,
});

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

/** What has happened on a storm since the last look. */
export interface StormNews {
  /** How severe the groups are that were counted on it just now. */
  readonly joined: readonly (Severity | undefined)[];
  /** Something that is counted on it has changed. */
  readonly isChanged: boolean;
  /** The worst that fires on it and that nobody has answered; asked only when its time has come. */
  readonly unanswered: Severity | undefined;
}

/** The storm after a look: whether its card is drawn anew, and when to look again. */
export function lookAtStorm(
  before: Storm,
  news: StormNews,
  facts: StormFacts,
  now: Instant,
): { readonly storm: Storm; readonly isStale: boolean; readonly due: Instant | undefined } {
  const isJoined = news.joined.length > 0;
  const owedSince = before.owedSince ?? (isJoined || news.isChanged ? now : undefined);
  const storm = climbed(before, news, facts, now);
  const lastAt = isJoined ? now : storm.lastAt;
  const end = plusMinutes(lastAt, CALM_MINUTES);
  const closedAt = storm.closedAt ?? (now >= end ? now : undefined);
  const turn = storm.toldAt === undefined ? now : plusMinutes(storm.toldAt, DIGEST_SECONDS / 60);
  const isStale = closedAt !== storm.closedAt || storm.escalated > before.escalated || (owedSince !== undefined && now >= turn);
  const isOwed = owedSince !== undefined && !isStale;
  const next = [isOwed ? turn : undefined, closedAt === undefined ? end : undefined, storm.nextLevelAt];
  return {
    storm: { ...storm, lastAt, closedAt, toldAt: isStale ? now : storm.toldAt, owedSince: isOwed ? owedSince : undefined },
    isStale,
    due: next.filter((at) => at !== undefined).toSorted()[0],
  };
}

/**
 * Groups on a storm's card have no thread in which a level could be told, and two hundred at once would be told to
 * nobody: the storm climbs the escalation path as a whole, at the pace of the worst on it that nobody has answered.
 */
function climbed(storm: Storm, { joined, unanswered }: StormNews, { policy, holders }: StormFacts, now: Instant): Storm {
  const { escalated, nextLevelAt, acknowledged } = storm;
  const roles = escalationRoles(policy);
  if (acknowledged !== undefined || escalated >= roles.length) return { ...storm, nextLevelAt: undefined };
  const afterWorst = (severities: readonly (Severity | undefined)[]): Instant | undefined => {
    const minutes = severities.flatMap((severity) => (severity && policy.alerts.escalateAfter.get(severity)) ?? []);
    return minutes.length === 0 ? undefined : plusMinutes(now, Math.min(...minutes));
  };
  if (nextLevelAt === undefined || now < nextLevelAt) {
    const [first] = [nextLevelAt, afterWorst(joined)].filter((at) => at !== undefined).toSorted();
    return { ...storm, nextLevelAt: first };
  }
  const after = afterWorst([unanswered]);
  if (after === undefined) return { ...storm, nextLevelAt: afterWorst(joined) };
  const next = climb(storm, roles, holders);
  return { ...storm, ...next, nextLevelAt: next.escalated >= roles.length ? undefined : after };
}

interface StormFacts {
  readonly policy: Pick<Policy, 'alerts' | 'escalation'>;
  /** Who is behind the levels. */
  readonly holders: Holders;
}
