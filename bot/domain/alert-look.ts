import { endOf, isOver, noted, type AlertGroup, type Held } from './alert-group.ts';
import { isFlapping, relay, type Quiet, type RelayReason, type Standing } from './alert-relay.ts';
import { URGENT } from './alert-route.ts';
import type { Holders } from './explanation.ts';
import type { StormId } from './ids.ts';
import { climb, escalationRoles } from './levels.ts';
import type { Policy } from './policy.ts';
import { plusMinutes, type Instant } from './time.ts';

/** What is true around a group when it is looked at. */
export interface LookFacts {
  readonly policy: Pick<Policy, 'alerts' | 'escalation'>;
  /** Who is behind the levels of the escalation. */
  readonly holders: Holders;
  /** Why nobody is to be told of it for now. */
  readonly held: Held | undefined;
  /** The storm on whose card a group is counted that is new, or that was counted and is said again. */
  readonly storm: StormId | undefined;
}

/** A group as it is after the look. */
export interface Looked {
  readonly group: AlertGroup;
  readonly said: RelayReason | undefined;
  readonly quiet: Quiet | undefined;
  /** Its cards no longer show what is so. */
  readonly isStale: boolean;
  /** When it is to be looked at again; undefined when only something new can matter. */
  readonly due: Instant | undefined;
}

/** Asks of a group all that time may bring: what is to be said, who is told next, which promise is due, whether it is over. */
export function look(before: AlertGroup, facts: LookFacts, now: Instant): Looked {
  const { alerts } = facts.policy;
  const held = { ...before, held: facts.held, owedSince: owedSince(before, facts, now) };
  const answer = relay(standingOf(held, now), alerts, now);
  const spoken = answer.kind === 'say' ? spoke(held, answer.reason, facts, now) : held;
  const group = ended(reminded(escalated(spoken, facts, now), now), now);
  return {
    group,
    said: answer.kind === 'say' ? answer.reason : undefined,
    quiet: answer.kind === 'quiet' ? answer.because : undefined,
    isStale: answer.kind === 'say' || shown(group) !== shown(before),
    due: group.isClosed ? undefined : nextLook(group, answer.kind === 'say' ? undefined : answer.again, facts, now),
  };
}

/** What is held back on purpose keeps nobody waiting. */
function owedSince(before: AlertGroup, { held }: LookFacts, now: Instant): Instant | undefined {
  if (before.told !== undefined) return before.owedSince;
  return held === undefined ? (before.owedSince ?? now) : undefined;
}

/** What cards show besides the counts, which wait for their turn. */
const shown = ({ held, escalated: level, incident, isClosed }: AlertGroup): string =>
  JSON.stringify([held, level, incident, isClosed]);

export const isUrgent = ({ severity, isTest }: Pick<AlertGroup, 'severity' | 'isTest'>): boolean =>
  isTest || severity === undefined || URGENT.includes(severity);

/** How a group stands for the relay. What only tells of moments counts as acknowledged: it is never said again. */
export const standingOf = (group: AlertGroup, now: Instant): Standing => ({
  firing: group.closed === undefined ? group.firing : 0,
  total: group.total,
  severity: group.severity,
  heardAt: group.heardAt,
  told: group.told,
  held: group.held && { by: group.held.by, until: group.held.by === 'silence' ? group.held.until : undefined },
  isFlapping: isFlapping(group.flips, now),
  isAcknowledged: group.acknowledged !== undefined || group.isMoment,
  isUrgent: isUrgent(group),
});

/** A card of its own is what is posted first, unless a storm is on; so it is with what a storm counted, when it is said again. */
function spoke(group: AlertGroup, reason: RelayReason, { storm }: LookFacts, now: Instant): AlertGroup {
  const notifies = reason === 'first' || reason === 'repeat';
  const { firing, total, severity } = standingOf(group, now);
  const leavesStorm = reason === 'repeat' && group.storm !== undefined && storm === undefined;
  return {
    ...group,
    told: { at: now, firing, total, severity, notifiedAt: notifies ? now : (group.told?.notifiedAt ?? now) },
    firstToldAt: leavesStorm ? now : (group.firstToldAt ?? now),
    storm: notifies ? storm : group.storm,
    repeats: group.repeats + (reason === 'repeat' && group.storm === undefined ? 1 : 0),
  };
}

/** One level at a time, each after the minutes that policy gives the severity, from the first card on; one with nobody takes none. */
function escalated(group: AlertGroup, { policy, holders }: LookFacts, now: Instant): AlertGroup {
  const due = escalationDue(group, policy);
  if (due === undefined || now < due) return group;
  const climbed = climb(group, escalationRoles(policy), holders);
  return noted({ ...group, ...climbed }, { kind: 'escalated', at: now, level: climbed.escalated });
}

/** When the next level is told that nobody has acknowledged; undefined when none will be. */
export function escalationDue(group: AlertGroup, { alerts, escalation }: LookFacts['policy']): Instant | undefined {
  const { severity, firstToldAt, escalated: level, passed = [], storm } = group;
  const minutes = severity === undefined ? undefined : alerts.escalateAfter.get(severity);
  const isAnswered = group.acknowledged !== undefined || group.incident !== undefined || isOver(group) || group.isTest;
  if (minutes === undefined || firstToldAt === undefined || isAnswered || group.held !== undefined || storm !== undefined)
    return undefined;
  return level >= escalationRoles({ escalation }).length
    ? undefined
    : plusMinutes(firstToldAt, minutes * (level - passed.length + 1));
}

/** An update that was promised and has not come: its owner is reminded once for each time it was due. */
function reminded(group: AlertGroup, now: Instant): AlertGroup {
  const { incident } = group;
  if (incident === undefined || incident.endedAt !== undefined || now < incident.updateDue) return group;
  const updateDue = plusMinutes(now, incident.everyMinutes);
  return { ...group, incident: { ...incident, updateDue, reminders: incident.reminders + 1 } };
}

/** An incident ends with what caused it; a group takes no more alerts once it has been quiet for long enough. */
function ended(group: AlertGroup, now: Instant): AlertGroup {
  const end = endOf(group);
  const isClosed = group.isClosed || group.closed !== undefined || (end !== undefined && now >= end);
  const { incident } = group;
  if (incident === undefined || incident.endedAt !== undefined || !isOver(group)) return { ...group, isClosed };
  return { ...group, isClosed, incident: { ...incident, endedAt: group.closed?.at ?? group.resolvedAt ?? now } };
}

/** A look may bring about what the next one asks for, so what has just been said is looked at once more, a minute later. */
function nextLook(group: AlertGroup, again: Instant | undefined, { policy }: LookFacts, now: Instant): Instant | undefined {
  const incident = group.incident?.endedAt === undefined ? group.incident?.updateDue : undefined;
  const known = [again, escalationDue(group, policy), incident, endOf(group), repeatDue(group, policy)];
  const [first] = known.filter((at) => at !== undefined).sort();
  return first === undefined ? undefined : first > now ? first : plusMinutes(now, 1);
}

function repeatDue(group: AlertGroup, { alerts }: Pick<Policy, 'alerts'>): Instant | undefined {
  const isAnswered = group.acknowledged !== undefined || group.isMoment || isOver(group);
  return group.told === undefined || isAnswered ? undefined : plusMinutes(group.told.notifiedAt, alerts.repeatMinutes);
}
