import type { Alert } from '../domain/alert.ts';
import type { AlertGroup } from '../domain/alert-group.ts';
import { placeKey, type Wish } from '../domain/posts.ts';
import type { Instant } from '../domain/time.ts';
import type { Folding, GroupChange, SilenceChange, StormChange } from '../flows/alert-ports.ts';
import { toJson, toText } from './json.ts';
import { createStatement, type Put, type Statement } from './statement.ts';
import { raisedAt } from './wishes.ts';

/** Parts of statements that write alerts, their groups, storms and silences, many rows in one. */

export const writeAlerts = (alerts: readonly Alert[], follows: string, put: Put): string => `
  insert into alert (id, fired_at, group_id, fires, severity, body)
  select id, fired_at, group_id, fires, severity, body
    from json_to_recordset(${put(toJson(alerts.map(alertRow)))}::json)
      as one (id text, fired_at timestamptz, group_id text, fires boolean, severity text, body jsonb)
   where true ${follows}
      on conflict (id) do update
     set fired_at = excluded.fired_at, group_id = excluded.group_id, fires = excluded.fires,
         severity = excluded.severity, body = excluded.body`;

const alertRow = (alert: Alert) => ({
  id: toText(alert.id),
  fired_at: alert.firedAt,
  group_id: alert.group,
  fires: alert.condition === 'fired',
  severity: alert.severity,
  body: alert,
});

/** Gives the ids of the groups that were written: those that still stood where their change began. */
export const writeGroups = (changes: readonly GroupChange[], put: Put): string => `
  insert into alert_group (id, key, revision, is_closed, is_health, is_urgent, severity, firing, channel, storm,
                           first_told_at, last_heard_at, due, azure_due, body)
  select id, key, revision, is_closed, is_health, is_urgent, severity, firing, channel, storm,
         first_told_at, last_heard_at, due, azure_due, body
    from json_to_recordset(${put(toJson(changes.map(groupRow)))}::json)
      as one (id text, key text, revision integer, is_closed boolean, is_health boolean, is_urgent boolean, severity text,
              firing integer, channel text, storm text, first_told_at timestamptz, last_heard_at timestamptz,
              due timestamptz, azure_due timestamptz, body jsonb)
      on conflict (id) do update
     set revision = excluded.revision, is_closed = excluded.is_closed, is_health = excluded.is_health,
         is_urgent = excluded.is_urgent, severity = excluded.severity, firing = excluded.firing, storm = excluded.storm,
         first_told_at = excluded.first_told_at, last_heard_at = excluded.last_heard_at, due = excluded.due,
         azure_due = excluded.azure_due, body = excluded.body
   where alert_group.revision = excluded.revision - 1
  returning id`;

const groupRow = ({ group, due, isUrgent }: GroupChange) => ({
  id: group.id,
  key: group.key,
  revision: group.revision,
  is_closed: group.isClosed,
  is_health: group.isHealth,
  is_urgent: isUrgent,
  severity: group.severity,
  firing: group.firing,
  channel: group.to[0] ?? 'incidents',
  storm: group.storm,
  first_told_at: group.firstToldAt,
  last_heard_at: group.lastHeardAt,
  due,
  azure_due: azureDue(group),
  body: group,
});

/** A try that failed is repeated when its time has come; where nobody tells Azure, it stays as it is. */
const azureDue = ({ azure, lastHeardAt }: AlertGroup) =>
  azure === undefined || azure.state === 'written' ? undefined : (azure.after ?? lastHeardAt);

const writeStorms = (changes: readonly StormChange[], put: Put): string => `
  insert into alert_storm (id, channel, is_over, due, body)
  select id, channel, is_over, due, body
    from json_to_recordset(${put(toJson(changes.map(stormRow)))}::json)
      as one (id text, channel text, is_over boolean, due timestamptz, body jsonb)
      on conflict (id) do update
     set is_over = excluded.is_over, due = excluded.due, body = excluded.body`;

const stormRow = ({ storm, due }: StormChange) => ({
  id: storm.id,
  channel: storm.channel,
  is_over: storm.closedAt !== undefined,
  due,
  body: storm,
});

export const writeSilences = (changes: readonly SilenceChange[], put: Put): string => `
  insert into alert_silence (id, is_over, until, body)
  select id, is_over, until, body
    from json_to_recordset(${put(toJson(changes.map(silenceRow)))}::json)
      as one (id text, is_over boolean, until timestamptz, body jsonb)
      on conflict (id) do update
     set is_over = excluded.is_over, until = excluded.until, body = excluded.body`;

const silenceRow = ({ silence }: SilenceChange) => ({
  id: silence.id,
  is_over: silence.endedAt !== undefined,
  until: silence.until,
  body: silence,
});

/** A subject with its cards. */
interface Carded {
  readonly kind: 'alert-group' | 'storm' | 'silence';
  readonly id: string;
  readonly wishes: readonly Wish[];
  readonly isStale: boolean;
  readonly isUrgent: boolean;
}

export const cardsOf = ({ groups, storms, silences }: Pick<Folding, 'groups' | 'storms' | 'silences'>): readonly Carded[] => [
  ...groups.map((change) => ({ ...change, kind: 'alert-group' as const, id: change.group.id })),
  ...storms.map((change) => ({ ...change, kind: 'storm' as const, id: change.storm.id, isUrgent: true })),
  ...silences.map((change) => ({
    ...change,
    kind: 'silence' as const,
    id: change.silence.id,
    isStale: true,
    isUrgent: false,
  })),
];

/** Cards that show too little are drawn anew. `follows` is the part that must have given rows before. */
export const raiseCards = (cards: readonly Carded[], now: string, follows: string, put: Put): string => `
  update post
     set ${raisedAt(`${now}::timestamptz`)}, is_urgent = one.is_urgent
    from json_to_recordset(${put(rowsOf(cards.filter(({ isStale }) => isStale)))}::json)
      as one (kind text, id text, is_urgent boolean)
   where post.subject_kind = one.kind and post.subject_id = one.id ${follows}`;

const rowsOf = (cards: readonly Carded[]): string =>
  JSON.stringify(cards.map(({ kind, id, isUrgent }) => ({ kind, id, is_urgent: isUrgent })));

/** A card that is there already stays the one it is. */
export const wishCards = (cards: readonly Carded[], now: string, follows: string, put: Put): string => `
  insert into post (subject_kind, subject_id, view, place, wanted, drawn, tries, stale_since, is_urgent)
  select one.kind, one.id, one.view, one.place, 1, 0, 0, ${now}::timestamptz, one.is_urgent
    from json_to_recordset(${put(wishRows(cards))}::json)
      as one (kind text, id text, view text, place text, is_urgent boolean)
   where true ${follows}
      on conflict (subject_kind, subject_id, view, place) do nothing`;

const wishRows = (cards: readonly Carded[]): string =>
  JSON.stringify(
    cards.flatMap(({ kind, id, wishes, isUrgent }) =>
      wishes.map(({ view, place }) => ({ kind, id, view, place: placeKey(place), is_urgent: isUrgent })),
    ),
  );

/** A whole turn as one statement. */
export function turnStatement(folding: Folding, bodies: readonly string[], now: Instant): Statement {
  const { put, statement } = createStatement();
  const at = put(now);
  const counting = folding.counting.map(
    (id) => ({ kind: 'alert-group', id, wishes: [], isStale: true, isUrgent: false }) as const,
  );
  const cards = [...cardsOf(folding), ...counting];
  const parts = [
    `alerts as (${writeAlerts(folding.alerts, '', put)})`,
    `groups as (${writeGroups(folding.groups, put)})`,
    `raised as (${raiseCards(cards, at, '', put)})`,
    `wished as (${wishCards(cards, at, '', put)})`,
    `read as (${markRead(bodies, folding, at, put)})`,
  ];
  if (folding.storms.length > 0) parts.push(`storms as (${writeStorms(folding.storms, put)})`);
  if (folding.silences.length > 0) parts.push(`silences as (${writeSilences(folding.silences, put)})`);
  return statement(`with ${parts.join(',\n')}\nselect`);
}

function markRead(bodies: readonly string[], { unreadable }: Folding, now: string, put: Put): string {
  const because = new Map(unreadable.map((one) => [one.id, one.because]));
  const rows = bodies.map((id) => ({ id, because: because.get(id) }));
  return `
    update alert_body
       set read_at = ${now}::timestamptz, unreadable = one.because
      from json_to_recordset(${put(JSON.stringify(rows))}::json) as one (id bigint, because text)
     where alert_body.id = one.id`;
}
