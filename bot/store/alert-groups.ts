import type { Alert } from '../domain/alert.ts';
import type { AlertGroup } from '../domain/alert-group.ts';
import type { Silence } from '../domain/alert-silence.ts';
import type { Storm } from '../domain/alert-storm.ts';
import { silenceId } from '../domain/ids.ts';
import type { AlertGroups, GroupFilter, GroupPage, GroupTally, Silences, Storms } from '../flows/alert-ports.ts';
import { next, type AlertsPorts } from './fold-alerts.ts';
import { toJson } from './json.ts';
import { createStatement, type Put, type Statement } from './statement.ts';
import { cardsOf, raiseCards, wishCards, writeAlerts, writeGroups, writeSilences } from './write-alerts.ts';

export function createAlertGroups({ engine, wakes, clock }: AlertsPorts): AlertGroups {
  return {
    find: async (id) => {
      const [row] = await engine.query<{ body: AlertGroup }>('select body from alert_group where id = $1', [id]);
      return row?.body;
    },

    list: async (page) => {
      const { text, values } = listStatement(page);
      return (await engine.query<{ body: AlertGroup }>(text, values)).map(({ body }) => body);
    },

    tally: async (filter) => {
      const { text, values } = tallyStatement(filter);
      const [row] = await engine.query<GroupTally>(text, values);
      return row ?? NONE;
    },

    alertsOf: async (id, most) => {
      const rows = await engine.query<{ body: Alert }>(
        `select body from alert where group_id = $1 order by fires desc, severity, fired_at desc limit $2`,
        [id, most],
      );
      return rows.map(({ body }) => body);
    },

    affected: async (id) => {
      const [row] = await engine.query<{ n: number }>(
        `select count(distinct target)::integer as n
           from alert, jsonb_array_elements_text(body -> 'targets') as target
          where group_id = $1`,
        [id],
      );
      return row?.n ?? 0;
    },

    owed: async (now) => {
      const rows = await engine.query<{ body: AlertGroup }>(
        'select body from alert_group where azure_due <= $1 order by azure_due, id limit 20',
        [now],
      );
      return rows.map(({ body }) => body);
    },

    save: async (change, alerts) => {
      const { put, statement } = createStatement();
      const now = put(clock.now());
      const cards = cardsOf({ groups: [change], storms: [], silences: [] });
      const follows = 'and exists (select from groups)';
      const parts = [
        `groups as (${writeGroups([change], put)})`,
        `raised as (${raiseCards(cards, now, follows, put)})`,
        `wished as (${wishCards(cards, now, follows, put)})`,
      ];
      if (alerts.length > 0) parts.push(`alerts as (${writeAlerts(alerts, follows, put)})`);
      const { text, values } = statement(`with ${parts.join(',\n')}\nselect id from groups`);
      const saved = await engine.query(text, values);
      await engine.flush();
      if (saved.length === 0) return 'conflict';
      wakes.wake(['posts', 'alerts']);
      return 'saved';
    },
  };
}

const NONE: GroupTally = { groups: 0, alerts: 0, firing: 0, held: 0, services: 0, mention: [] };

function listStatement({ from = 0, most, ...filter }: GroupPage): Statement {
  const { put, statement } = createStatement();
  return statement(`
    select body
      from alert_group
     where ${whereOf(filter, put)}
     order by firing = 0, severity nulls last, last_heard_at desc, id
     limit ${put(most)} offset ${put(from)}`);
}

function tallyStatement(filter: GroupFilter): Statement {
  const { put, statement } = createStatement();
  return statement(`
    with found as (select firing, body from alert_group where ${whereOf(filter, put)})
    select count(*)::integer as groups,
           coalesce(sum((body ->> 'total')::integer), 0)::integer as alerts,
           coalesce(sum(firing), 0)::integer as firing,
           (count(*) filter (where body -> 'held' is not null))::integer as held,
           (count(distinct coalesce(body -> 'affects' ->> 'service', '')))::integer as services,
           (select coalesce(json_agg(distinct role), '[]')
              from found, jsonb_array_elements_text(body -> 'mention') as role) as mention
      from found`);
}

function whereOf({ open, service, storm, heard }: GroupFilter, put: Put): string {
  const where = ['true'];
  if (open) where.push('not is_closed');
  if (service !== undefined) where.push(`body -> 'affects' ->> 'service' = ${put(service)}`);
  if (storm !== undefined) where.push(`storm = ${put(storm)}`);
  if (heard !== undefined) {
    where.push(`last_heard_at >= ${put(heard.from)}::timestamptz and last_heard_at < ${put(heard.until)}::timestamptz`);
  }
  return where.join(' and ');
}

export function createStorms({ engine, wakes, clock }: AlertsPorts): Storms {
  const find: Storms['find'] = async (id) => {
    const [row] = await engine.query<{ body: Storm }>('select body from alert_storm where id = $1', [id]);
    return row?.body;
  };
  return {
    find,
    acknowledge: async (id, deed) => {
      const { put, statement } = createStatement();
      const card = { kind: 'storm', id, wishes: [], isStale: true, isUrgent: true } as const;
      const { text, values } = statement(`
        with first as (
          update alert_storm
             set body = body || jsonb_build_object('acknowledged', ${put(toJson(deed))}::jsonb)
           where id = ${put(id)} and body -> 'acknowledged' is null
          returning id
        ), raised as (${raiseCards([card], put(clock.now()), 'and exists (select from first)', put)}
        )
        select`);
      await engine.query(text, values);
      await engine.flush();
      wakes.wake(['posts']);
      return find(id);
    },
  };
}

export function createSilences({ engine, wakes, clock }: AlertsPorts): Silences {
  return {
    nextId: async () => silenceId(await next(engine.query, 'alert_silence_number')),

    find: async (id) => {
      const [row] = await engine.query<{ body: Silence }>('select body from alert_silence where id = $1', [id]);
      return row?.body;
    },

    holding: async () => {
      const rows = await engine.query<{ body: Silence }>(
        'select body from alert_silence where not is_over order by until, id',
        [],
      );
      return rows.map(({ body }) => body);
    },

    save: async (change) => {
      const { put, statement } = createStatement();
      const now = put(clock.now());
      const cards = cardsOf({ groups: [], storms: [], silences: [change] });
      const { text, values } = statement(`
        with silences as (${writeSilences([change], put)}
        ), looked as (
          update alert_group set due = ${now}::timestamptz where not is_closed
        ), raised as (${raiseCards(cards, now, '', put)}
        ), wished as (${wishCards(cards, now, '', put)}
        )
        select`);
      await engine.query(text, values);
      await engine.flush();
      wakes.wake(['posts', 'alerts']);
    },
  };
}
