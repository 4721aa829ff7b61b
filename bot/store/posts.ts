import type { PlaceKey, PostView } from '../domain/posts.ts';
import { instant, plusMinutes, type Instant } from '../domain/time.ts';
import type { Posts, StalePost, Subject } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { settleStatement } from './settle-statement.ts';
import { createStatement } from './statement.ts';
import { raisedAt, wishPosts } from './wishes.ts';

/** A writer that has not come back after this long has died; its lane is given to another. */
const LEASE_MINUTES = 1;

/**
 * Where each card is, or is to go: with the card itself once it is posted, in the conversation of its request's
 * or alerts' first card for a thread, else where its place is bound. Gives no row for a card that has nowhere to go yet. The
 * first card is looked up row by row: without statistics, a plain join is planned as one of all cards with all.
 */
const STALE = `
  select post.id::text, post.subject_kind, post.subject_id, post.view, post.place, post.message_id, post.wanted, post.shown, post.tries,
         lane.name as lane, lane.short, lane.long, root.message_id as thread_of,
         case when lane.name = binding.lane then binding.address
              else coalesce(post.address, root.address) end as address
    ${staleRows('post')}`;

/** The stale ones of these cards that have somewhere to go, with their lane and their place. */
export function staleRows(posts: string): string {
  return `
    from ${posts}
    left join lateral (
           select first.place, first.lane, first.address, first.message_id
             from post first
            where post.place like 'thread:%'
              and first.subject_kind in ('request', 'alert-group', 'storm')
              and first.subject_id = substr(post.place, 8)
              and first.view in ('root', 'alert', 'storm')
              and first.place like 'channel:%'
              and first.message_id is not null
            order by first.id
            limit 1) root
      on true
    join binding on binding.key = coalesce(root.place, post.place)
    join lane on lane.name = coalesce(post.lane, root.lane, binding.lane)
   where post.drawn < post.wanted`;
}

const FREE = '(lane.free_at is null or lane.free_at <= $1) and (lane.leased_until is null or lane.leased_until <= $1)';
const RIPE = '(post.try_after is null or post.try_after <= $1)';

/**
 * The conversations in which posted cards are stale, each found by one step in the index: a busy one may have a thousand
 * that wait for its budget, and none of them is looked at.
 */
const WAITING_LANES = `
  waiting (lane) as (
    (select lane from post where drawn < wanted and lane is not null order by lane limit 1)
    union all
    select (select post.lane from post where post.drawn < post.wanted and post.lane > waiting.lane order by post.lane limit 1)
      from waiting
     where waiting.lane is not null
  )`;

/** The card whose turn it is in each conversation that may be written to, and all that were never posted. */
const TURNS = `
  turn (id) as (
    select first.id
      from waiting
      join lane on lane.name = waiting.lane and ${FREE}
     cross join lateral (
             select id
               from post
              where post.lane = lane.name and post.drawn < post.wanted and ${RIPE}
              order by post.is_urgent desc, post.stale_since, post.id
              limit 1) first
    union all
    select post.id from post where post.drawn < post.wanted and post.lane is null and ${RIPE}
  )`;

/** Of the cards that were never posted in a place, the one whose turn comes first stands for all. */
const NEVER_POSTED = `(
  select place, null as lane, min(coalesce(try_after, $1::timestamptz)) as try_after, 0 as drawn, 1 as wanted
    from post
   where drawn < wanted and lane is null
   group by place) post`;

/**
 * Every card of what has changed is stale from then on. Whoever draws one of them at that moment settles what was wanted
 * before, so that it is drawn once more.
 */
const RAISE = `
  with listed as (
    delete from raised returning subject_kind, subject_id, at
  ), changed as (
    select subject_kind, subject_id, min(at) as at from listed group by subject_kind, subject_id
  )
  update post
     set ${raisedAt('changed.at')}
    from changed
   where post.subject_kind = changed.subject_kind and post.subject_id = changed.subject_id`;

/** Locks the card too: whoever has just drawn it has changed its row, and then it is not taken a second time. */
const TAKE = `
  with recursive ${WAITING_LANES}, ${TURNS}, candidate as (
    ${STALE}
       and post.id = any (array(select id from turn))
       and ${RIPE}
       and ${FREE}
     order by post.is_urgent desc, post.stale_since, post.id
     limit 1
       for update of post, lane skip locked
  ), leased as (
    update lane
       set holder = $2, post_id = candidate.id::bigint, leased_until = $3
      from candidate
     where lane.name = candidate.lane
    returning lane.name
  )
  select candidate.* from candidate, leased`;

interface StaleRow {
  readonly id: string;
  readonly subject_kind: Subject['kind'];
  readonly subject_id: string;
  readonly view: PostView;
  readonly place: PlaceKey;
  readonly message_id: string | null;
  readonly wanted: number;
  readonly shown: string | null;
  readonly tries: number;
  readonly short: Date | null;
  readonly long: Date | null;
  readonly thread_of: string | null;
  readonly address: string;
}

/** `holder` names this process among those that write to conversations. */
export function createPosts({ query, flush }: Pick<Engine, 'query' | 'flush'>, holder: string): Posts {
  return {
    wish: async (subject, wishes, now) => {
      const { put, statement } = createStatement();
      const { text, values } = statement(`
        with changed as (select ${put(subject.id)}::text as id)
        ${wishPosts(subject, wishes, put(now), put)}`);
      await query(text, values);
      await flush();
    },

    redraw: async (subject, view, now) => {
      const { put, statement } = createStatement();
      const { text, values } = statement(`
        update post
           set ${raisedAt(`${put(now)}::timestamptz`)}
         where subject_kind = ${put(subject.kind)} and subject_id = ${put(subject.id)} and view = ${put(view)}`);
      await query(text, values);
      await flush();
    },

    take: async (now) => {
      await query(RAISE, []);
      const [row] = await query<StaleRow>(TAKE, [now, holder, plusMinutes(now, LEASE_MINUTES)]);
      return row && staleOf(row);
    },

    settle: async (post, outcome, now) => {
      const { text, values } = settleStatement(post, outcome, { now, holder });
      await query(text, values);
      await flush();
    },

    nextDue: async (now) => {
      const [row] = await query<{ due: Date | null }>(
        `with recursive ${WAITING_LANES}
         select min(due) as due
           from (
             select greatest(ripe.at, lane.free_at, lane.leased_until) as due
               from waiting
               join lane on lane.name = waiting.lane
              cross join lateral (
                      select case when exists (select from post where post.lane = lane.name and post.drawn < post.wanted and ${RIPE})
                                  then $1::timestamptz
                                  else (select min(try_after) from post where post.lane = lane.name and post.drawn < post.wanted)
                             end as at) ripe
              union all
             select greatest(post.try_after, lane.free_at, lane.leased_until, $1::timestamptz)
             ${staleRows(NEVER_POSTED)}
           ) waits`,
        [now],
      );
      return row?.due == null ? undefined : instant(row.due.getTime());
    },

    threadOf: async (id) => {
      const [row] = await query<{ address: string; messageId: string }>(
        `select coalesce(binding.address, post.address) as address, post.message_id as "messageId"
           from post
           left join binding on binding.key = post.place and binding.lane = post.lane
          where post.subject_kind = 'request'
            and post.subject_id = $1
            and post.view = 'root'
            and post.message_id is not null`,
        [id],
      );
      return row;
    },
  };
}

const staleOf = (row: StaleRow): StalePost => ({
  id: row.id,
  subject: { kind: row.subject_kind, id: row.subject_id } as Subject,
  view: row.view,
  place: row.place,
  address: row.address,
  threadOf: row.thread_of ?? undefined,
  messageId: row.message_id ?? undefined,
  wanted: row.wanted,
  shown: row.shown ?? undefined,
  tries: row.tries,
  lane: { short: momentOf(row.short), long: momentOf(row.long) },
});

const momentOf = (at: Date | null): Instant | undefined => (at === null ? undefined : instant(at.getTime()));
