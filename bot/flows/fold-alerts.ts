import { foldAlert, type Alert } from '../domain/alert.ts';
import { readAlert } from '../domain/alert-body.ts';
import { groupKeyOf, openGroup, withAlert, type AlertGroup, type Held } from '../domain/alert-group.ts';
import { inhibitorOf, subscriptionOf } from '../domain/alert-inhibition.ts';
import { isUrgent, look, standingOf, type Looked } from '../domain/alert-look.ts';
import { postsOfGroup, postsOfSilence, postsOfStorm } from '../domain/alert-posts.ts';
import { relay } from '../domain/alert-relay.ts';
import { routeOf } from '../domain/alert-route.ts';
import { isHolding, silencing } from '../domain/alert-silence.ts';
import { lookAtStorm, openStorm, stormy, type Storm } from '../domain/alert-storm.ts';
import { tied } from '../domain/correlation.ts';
import type { AlertId, ChannelKey, GroupId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Instant } from '../domain/time.ts';
import type { Folding, GroupChange, SilenceChange, StormChange, StoredBody, Turn } from './alert-ports.ts';
import type { Digest, Holders } from './ports.ts';

export interface FoldFacts {
  readonly policy: Policy;
  readonly digest: Digest;
  readonly holders: Holders;
  readonly now: Instant;
  /** Deployments that may be behind an alert. */
  readonly requests: readonly DeployRequest[];
}

/** One turn: reads what came, puts it into groups, and looks at every group that it changed or whose time has come. */
export async function foldTurn(turn: Turn, facts: FoldFacts): Promise<Folding> {
  const readings = turn.bodies.map((stored) => ({ stored, alert: readBody(stored, facts) }));
  const taken = readings.filter(({ alert }) => isTaken(alert, facts.policy));
  const gathered = await gather(taken, turn, facts);

  const groups = [...new Map([...turn.due, ...gathered.groups.values()].map((group) => [group.id, group])).values()];
  const held = new Map(groups.map((group) => [group.id, heldBy(group, turn, facts)]));
  const storms = await stormsFor(groups, held, turn, facts);
  const looked = groups.map((group) => ({
    before: gathered.before.get(group.id) ?? group,
    ...look(
      group,
      { policy: facts.policy, holders: facts.holders, held: held.get(group.id), storm: storms.of.get(group.id)?.id },
      facts.now,
    ),
  }));
  return {
    alerts: [...gathered.alerts.values()],
    groups: looked.map(changeOf),
    counting: countingOf(looked, turn),
    storms: stormChanges([...storms.open, ...(await formerStorms(storms.open, looked, turn))], looked, turn, facts),
    silences: endedSilences(turn, facts.now),
    unreadable: readings
      .filter(({ alert }) => !isTaken(alert, facts.policy))
      .map(({ stored }) => ({ id: stored.id, because: 'subscription-not-allowed' })),
    said: looked.flatMap(({ said }) => said ?? []),
    quiet: looked.flatMap(({ quiet }) => quiet ?? []),
  };
}

/** A body without an id of its own is the same alert when it says the same within the same hour. */
function readBody({ body, receivedAt }: StoredBody, { policy, digest, requests }: FoldFacts): Alert {
  const reading = readAlert(parseBody(body), receivedAt, digest(`${receivedAt.slice(0, 13)} ${body}`));
  return tied(reading, policy, requests);
}

/** Where policy lists subscriptions, what names another one only is not shown: its sender proved to be Azure, no more. */
export function isTaken({ id, targets }: Pick<Alert, 'id' | 'targets'>, { alerts: { subscriptions } }: Policy): boolean {
  if (subscriptions.length === 0) return true;
  const named = [id, ...targets].filter((text) => text.startsWith('/subscriptions/')).map(subscriptionOf);
  return named.length === 0 || named.some((name) => subscriptions.includes(name.slice('/subscriptions/'.length)));
}

/** Only JSON is received; should anything else ever be stored, it is shown as unrecognised rather than stop the rest. */
function parseBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

interface Reading {
  readonly stored: StoredBody;
  readonly alert: Alert;
}

interface Gathered {
  readonly alerts: ReadonlyMap<AlertId, Alert>;
  readonly groups: ReadonlyMap<GroupId, AlertGroup>;
  /** The groups as they were stored. */
  readonly before: ReadonlyMap<GroupId, AlertGroup>;
}

/** Every alert into the group that it belongs to already, else the open one of its key, else a new one. */
async function gather(taken: readonly Reading[], turn: Turn, { policy, now }: FoldFacts): Promise<Gathered> {
  const readings = taken.map(({ alert }) => alert);
  const stored = await turn.alerts([...new Set(readings.map(({ id }) => id))]);
  const alerts = new Map(stored.map((alert) => [alert.id, alert]));
  const known = await turn.groups(
    [...new Set(readings.map(groupKeyOf))],
    stored.flatMap(({ group }) => group ?? []),
  );
  const groups = new Map(known.map((group) => [group.id, group]));
  const open = new Map(known.filter(({ isClosed }) => !isClosed).map((group) => [group.key, group.id]));
  const before = new Map(groups);
  const changed = new Map<AlertId, Alert>();

  for (const { alert: reading, stored: body } of taken) {
    const old = alerts.get(reading.id);
    const id = old?.group ?? open.get(groupKeyOf(reading)) ?? (await turn.nextGroupId());
    const group = groups.get(id) ?? openGroup(id, reading, { ...routeOf(reading, policy), owedSince: body.receivedAt }, now);
    const folded = freed(foldAlert(old, { ...reading, group: id }), group);
    const next = withAlert(group, old, folded, now);
    alerts.set(folded.id, folded);
    changed.set(folded.id, folded);
    groups.set(id, next);
    if (!next.isClosed) open.set(next.key, id);
  }
  return { alerts: changed, groups, before };
}

/** What somebody took away from a deployment stays away from it. */
const freed = (alert: Alert, { detached }: AlertGroup): Alert =>
  alert.request !== undefined && detached.includes(alert.request)
    ? { ...alert, request: undefined, suspicion: undefined }
    : alert;

function heldBy(group: AlertGroup, turn: Turn, { requests, now }: FoldFacts): Held | undefined {
  const silence = silencing(group, turn.silences, now);
  if (silence !== undefined) return { by: 'silence', silence: silence.id, until: silence.until };
  const rollingBack = requests.filter(({ state }) => state === 'rolling-back');
  const of = inhibitorOf(group, { rollingBack, health: turn.health }, now);
  return of === undefined ? undefined : { by: 'inhibition', of };
}

interface Storms {
  /** By the groups that are counted on them now. */
  readonly of: ReadonlyMap<GroupId, Storm>;
  readonly open: readonly Storm[];
}

/** Channel by channel, whether what is new there is too much for a card each. */
async function stormsFor(
  groups: readonly AlertGroup[],
  held: ReadonlyMap<GroupId, Held | undefined>,
  turn: Turn,
  { policy, now }: FoldFacts,
): Promise<Storms> {
  const newcomers = groups.filter((group) => {
    const answer = relay(standingOf({ ...group, held: held.get(group.id) }, now), policy.alerts, now);
    return answer.kind === 'say' && (answer.reason === 'first' || (answer.reason === 'repeat' && group.storm !== undefined));
  });
  const open = [...turn.storms];
  const of = new Map<GroupId, Storm>();
  for (const [channel, those] of Map.groupBy(newcomers, channelOf)) {
    const current = open.find((storm) => storm.channel === channel && storm.closedAt === undefined);
    const recent = turn.recent.get(channel) ?? { calm: 0, urgent: 0 };
    const counted = stormy(those, recent, { limit: policy.alerts.stormGroups, isOpen: current !== undefined });
    if (counted.size === 0) continue;
    const storm = current ?? openStorm(await turn.nextStormId(), channel, now);
    if (current === undefined) open.push(storm);
    for (const id of counted) of.set(id, storm);
  }
  return { of, open };
}

const channelOf = ({ to }: AlertGroup): ChannelKey => to[0] ?? ('incidents' as ChannelKey);

type LookedAt = Looked & { readonly before: AlertGroup };

function changeOf({ before, group, isStale, due }: LookedAt): GroupChange {
  const known = new Set(postsOfGroup(before).map((wish) => JSON.stringify(wish)));
  const wishes = postsOfGroup(group).filter((wish) => !known.has(JSON.stringify(wish)));
  return { group: { ...group, revision: before.revision + 1 }, wishes, isStale, isUrgent: isUrgent(group), due };
}

/** Storms to which nothing is added any more, while what they count still changes. */
async function formerStorms(open: readonly Storm[], looked: readonly LookedAt[], turn: Turn): Promise<readonly Storm[]> {
  const known = new Set(open.map(({ id }) => id));
  const named = new Set(looked.flatMap(({ group: { storm } }) => (storm === undefined || known.has(storm) ? [] : [storm])));
  return named.size === 0 ? [] : turn.stormsNamed([...named]);
}

/** Health alerts that began or ceased to hold a group back: their cards say how many they do. */
function countingOf(looked: readonly LookedAt[], { health }: Turn): readonly GroupId[] {
  const causeOf = ({ held }: AlertGroup) => (held?.by === 'inhibition' ? held.of : undefined);
  const changed = looked.filter(({ before, group }) => causeOf(before) !== causeOf(group));
  const causes = new Set(changed.flatMap(({ before, group }) => [causeOf(before), causeOf(group)]));
  return health.map(({ id }) => id).filter((id) => causes.has(id));
}

/** A storm's card follows its groups, and is looked at when its own time has come. */
function stormChanges(
  storms: readonly Storm[],
  looked: readonly LookedAt[],
  { unanswered }: Turn,
  { policy, holders, now }: FoldFacts,
): readonly StormChange[] {
  return storms.map((storm) => {
    const own = looked.filter(({ group }) => group.storm === storm.id);
    const joined = own.filter(({ said }) => said === 'first' || said === 'repeat').map(({ group }) => group.severity);
    const news = { joined, isChanged: own.length > 0, unanswered: unanswered.get(storm.id) };
    const seen = lookAtStorm(storm, news, { policy, holders }, now);
    return { ...seen, wishes: postsOfStorm(seen.storm) };
  });
}

const endedSilences = ({ silences }: Turn, now: Instant): readonly SilenceChange[] =>
  silences
    .filter((silence) => silence.endedAt === undefined && !isHolding(silence, now))
    .map((silence) => ({ ...silence, endedAt: silence.until }))
    .map((silence) => ({ silence, wishes: postsOfSilence(silence) }));
