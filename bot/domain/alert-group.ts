import { worseOf, type Alert, type Severity } from './alert.ts';
import type { Told } from './alert-relay.ts';
import type { ChannelKey, GroupId, PersonId, RequestId, RoleId, SilenceId, StormId } from './ids.ts';
import type { Climbed } from './levels.ts';
import { plusMinutes, type Instant } from './time.ts';

/** Alerts of one rule on one service and environment, from the first that fires until all are over: one card. */
export interface AlertGroup extends Climbed {
  readonly id: GroupId;
  /** Rises with each save; whoever saves an older one is turned away. */
  readonly revision: number;
  readonly key: string;
  readonly rule: string;
  readonly affects: Alert['affects'];
  readonly isTest: boolean;
  readonly isHealth: boolean;
  /** Tells of moments, which do not end: never repeated, and over when nothing more is heard. */
  readonly isMoment: boolean;
  /** The worst that any of its alerts had. */
  readonly severity: Severity | undefined;
  /** The alert that the card shows: the newest of the worst. */
  readonly leading: Alert;
  readonly firing: number;
  /** Alerts that it ever had. */
  readonly total: number;
  /** ARM ids, lower case, of the first that were heard of. */
  readonly targets: readonly string[];
  readonly request: RequestId | undefined;
  /** Deployments of which a person said that they have nothing to do with it. */
  readonly detached: readonly RequestId[];
  /** When Azure says that the first one fired. */
  readonly firedAt: Instant;
  /** When the bot first heard, and when it last heard that something fired. */
  readonly heardAt: Instant;
  readonly lastHeardAt: Instant;
  /** Since when people should see it: when its first body came, or when nothing held it back any more. */
  readonly owedSince?: Instant | undefined;
  /** When the last one that fired was over; undefined while one fires. */
  readonly resolvedAt: Instant | undefined;
  /** When it fired again after all had been over: the last ten times. */
  readonly flips: readonly Instant[];
  /** Takes no more alerts: the next one opens another group. */
  readonly isClosed: boolean;
  /** As policy's routes said when it began. */
  readonly to: readonly ChannelKey[];
  readonly mention: readonly RoleId[];
  readonly told: Told | undefined;
  readonly firstToldAt: Instant | undefined;
  /** Counted on the card of a storm, instead of having one of its own. */
  readonly storm: StormId | undefined;
  /** Times it was said again. */
  readonly repeats: number;
  readonly held: Held | undefined;
  readonly acknowledged: Deed | undefined;
  readonly assigned: (Deed & { readonly to: PersonId }) | undefined;
  readonly closed: Deed | undefined;
  readonly incident: Incident | undefined;
  /** What Azure is to be told, and what became of it. */
  readonly azure: AzureState | undefined;
  readonly timeline: readonly GroupEvent[];
}

export interface Deed {
  readonly by: PersonId;
  readonly at: Instant;
}

/** Why nobody is told of it for now. */
export type Held =
  | { readonly by: 'silence'; readonly silence: SilenceId; readonly until: Instant }
  | { readonly by: 'inhibition'; readonly of: RequestId | GroupId };

/** Something that people are working on, with news at a promised pace. */
export interface Incident extends Deed {
  readonly owner: PersonId;
  readonly everyMinutes: number;
  readonly updates: readonly (Deed & { readonly text: string })[];
  readonly updateDue: Instant;
  /** Times its owner was reminded of an update that was due. */
  readonly reminders: number;
  readonly endedAt: Instant | undefined;
}

export interface AzureState {
  readonly wanted: 'Acknowledged' | 'Closed';
  readonly by: PersonId;
  readonly state: 'wanted' | 'written' | 'failed';
  readonly tries: number;
  /** When to try again. */
  readonly after: Instant | undefined;
}

/** What happened to a group, as its timeline tells it. */
export type GroupEvent =
  | { readonly kind: 'fired' | 'fired-again' | 'resolved'; readonly at: Instant }
  | { readonly kind: 'worse'; readonly at: Instant; readonly severity: Severity | undefined }
  | {
      readonly kind: 'acknowledged' | 'assigned' | 'closed' | 'incident' | 'update';
      readonly at: Instant;
      readonly by: PersonId;
    }
  | { readonly kind: 'detached'; readonly at: Instant; readonly by: PersonId; readonly request: RequestId }
  | { readonly kind: 'escalated'; readonly at: Instant; readonly level: number };

/** Those that have more are asked for the rest only when they are drawn. */
export const MOST_TARGETS = 10;
const MOST_FLIPS = 10;
/** Of the oldest and the newest: what lies between is told by the counts. */
const MOST_EVENTS = 60;
/** A group that fires again this soon is the same trouble, and the same card. */
const REOPEN_MINUTES = 30;

/** What alerts have in common that are one card. A test from the portal never joins what is real. */
export const groupKeyOf = ({ affects, rule, isTest }: Alert): string =>
  [isTest ? 'test' : '', affects?.service ?? '', affects?.environment ?? '', rule.toLowerCase()].join('|');

export const isMoment = ({ signal }: Pick<Alert, 'signal'>): boolean => signal === 'activity-log' || signal === 'unrecognised';

/** A group that its first alert opens. It counts nothing yet: `withAlert` does. */
export function openGroup(
  id: GroupId,
  alert: Alert,
  { to, mention, owedSince }: Pick<AlertGroup, 'to' | 'mention' | 'owedSince'>,
  now: Instant,
): AlertGroup {
  return {
    id,
    revision: 0,
    key: groupKeyOf(alert),
    rule: alert.rule,
    affects: alert.affects,
    isTest: alert.isTest,
    isHealth: alert.isHealth,
    isMoment: isMoment(alert),
    severity: alert.severity,
    leading: alert,
    firing: 0,
    total: 0,
    targets: [],
    request: undefined,
    detached: [],
    firedAt: alert.firedAt,
    heardAt: now,
    lastHeardAt: now,
    owedSince: owedSince ?? now,
    resolvedAt: undefined,
    flips: [],
    isClosed: false,
    to,
    mention,
    told: undefined,
    firstToldAt: undefined,
    storm: undefined,
    repeats: 0,
    escalated: 0,
    held: undefined,
    acknowledged: undefined,
    assigned: undefined,
    closed: undefined,
    incident: undefined,
    azure: undefined,
    timeline: [],
  };
}

/** The group after one body more of one of its alerts; `before` is that alert as it was, undefined for a new one. */
export function withAlert(group: AlertGroup, before: Alert | undefined, alert: Alert, now: Instant): AlertGroup {
  const fires = (one: Alert | undefined) => (one?.condition === 'fired' ? 1 : 0);
  const firing = group.firing + fires(alert) - fires(before);
  const isNew = before === undefined;
  const severity = isNew ? worseOf(group.severity, alert.severity) : group.severity;
  const counted: AlertGroup = {
    ...group,
    firing,
    total: group.total + (isNew ? 1 : 0),
    severity,
    leading: leads(group.leading, alert) ? alert : group.leading,
    targets: [...new Set([...group.targets, ...alert.targets])].slice(0, MOST_TARGETS),
    request: group.request ?? (isDetached(group, alert) ? undefined : alert.request),
    firedAt: alert.firedAt < group.firedAt ? alert.firedAt : group.firedAt,
    lastHeardAt: alert.condition === 'fired' ? now : group.lastHeardAt,
  };
  const worse = severity !== group.severity && group.total > 0;
  return turned(group, worse ? noted(counted, { kind: 'worse', at: now, severity }) : counted, alert, now);
}

/** What is told of the turn from firing to resolved and back. */
function turned(before: AlertGroup, group: AlertGroup, alert: Alert, now: Instant): AlertGroup {
  if (before.firing === 0 && group.firing > 0) {
    if (before.total === 0) return noted(group, { kind: 'fired', at: group.firedAt });
    const flips = [...group.flips, now].slice(-MOST_FLIPS);
    return noted({ ...group, resolvedAt: undefined, flips }, { kind: 'fired-again', at: now });
  }
  if (group.firing > 0 || alert.condition === 'fired') return group;
  const resolvedAt = later(group.resolvedAt, alert.resolvedAt ?? now);
  if (before.firing === 0 && before.total > 0) return { ...group, resolvedAt };
  return noted({ ...group, resolvedAt }, { kind: 'resolved', at: resolvedAt });
}

/** The same alert as it is now; else the newest of the worst, those that fire before those that are over. */
function leads(leading: Alert, alert: Alert): boolean {
  if (leading.id === alert.id) return true;
  if (leading.condition !== alert.condition) return alert.condition === 'fired';
  if (leading.severity !== alert.severity) return worseOf(leading.severity, alert.severity) === alert.severity;
  return alert.firedAt > leading.firedAt;
}

const isDetached = (group: AlertGroup, { request }: Alert): boolean =>
  request !== undefined && group.detached.includes(request);

const later = (a: Instant | undefined, b: Instant): Instant => (a !== undefined && a > b ? a : b);

/** With one more line in its timeline, whose middle is given up when it gets long. */
export function noted(group: AlertGroup, event: GroupEvent): AlertGroup {
  const { timeline } = group;
  const kept = timeline.length < MOST_EVENTS ? timeline : [...timeline.slice(0, 20), ...timeline.slice(-(MOST_EVENTS - 21))];
  return { ...group, timeline: [...kept, event] };
}

/** When nothing more is expected of a group; undefined while something of it still fires. */
export function endOf({ firing, isMoment: endless, resolvedAt, lastHeardAt }: AlertGroup): Instant | undefined {
  if (firing === 0) return plusMinutes(resolvedAt === undefined ? lastHeardAt : later(lastHeardAt, resolvedAt), REOPEN_MINUTES);
  return endless ? plusMinutes(lastHeardAt, REOPEN_MINUTES) : undefined;
}

/** Over for its people: all resolved, or closed by somebody. */
export const isOver = ({ firing, closed }: Pick<AlertGroup, 'firing' | 'closed'>): boolean =>
  firing === 0 || closed !== undefined;
