import { holdsTarget } from '../domain/lock.ts';
import type { RequestChange, StreamPlace } from '../flows/ports.ts';
import type { Instant } from '../domain/time.ts';
import { toJson } from './json.ts';
import { chain } from './record.ts';
import { createStatement, type Put, type Statement } from './statement.ts';
import { raisePosts, wishPosts } from './wishes.ts';

/** `place` is where the record stands once it was saved. */
export interface SaveStatement extends Statement {
  readonly place: StreamPlace;
}

/**
 * The whole save as one statement, so that it needs no transaction around it: everything hangs on `changed`, which
 * gives a row only if the request stood where the caller thought. It gives one row when it was saved, else none.
 */
export function saveStatement(change: RequestChange, now: Instant): SaveStatement {
  const { put, statement } = createStatement();
  const { lines, place } = chain(change.request.id, change.expected, change.events);
  const { set, clear } = change.timers;
  const subject = { kind: 'request', id: change.request.id } as const;
  const parts = [`changed as (${fold(change, place, put)})`, `written as (${write(lines, put)})`];
  if (change.expected !== undefined) parts.push(`raised as (${raisePosts(subject, put(now))})`);
  if (change.wishes.length > 0) parts.push(`wished as (${wishPosts(subject, change.wishes, put(now), put)})`);
  if (set.length > 0) parts.push(`set_timers as (${setTimers(set, put)})`);
  if (clear.length > 0) parts.push(`cleared as (${clearTimers(clear, put)})`);
  if (change.usedUp !== undefined) {
    parts.push(`used_up as (delete from draft using changed where draft.id = ${put(change.usedUp)})`);
  }
  return { ...statement(`with ${parts.join(',\n')}\nselect id from changed`), place };
}

function fold({ request, expected }: RequestChange, place: StreamPlace, put: Put): string {
  const { id, state, requester, plan } = request;
  const columns = {
    state: put(state),
    service: put(plan.service),
    environment: put(plan.environment),
    version: put(plan.version),
    requester: put(requester),
    window_start: put(plan.window.start),
    window_end: put(plan.window.end),
    holding: `${put(String(holdsTarget(request)))}::boolean`,
    body: `${put(toJson(request))}::json`,
    seq: put(place.seq),
    head: put(place.head),
  };
  if (expected === undefined) {
    return `insert into request (id, ${Object.keys(columns).join(', ')})
            values (${put(id)}, ${Object.values(columns).join(', ')})
                on conflict (id) do nothing
            returning id`;
  }
  const assignments = Object.entries(columns).map(([column, value]) => `${column} = ${value}`);
  return `update request
             set ${assignments.join(', ')}
           where id = ${put(id)} and seq = ${put(expected.seq)} and head = ${put(expected.head)}
          returning id`;
}

const write = (lines: readonly object[], put: Put): string => `
  insert into event (request_id, seq, kind, at, bytes, prev, hash)
  select changed.id, line.seq, line.kind, line.at, line.bytes, line.prev, line.hash
    from changed, json_to_recordset(${put(JSON.stringify(lines))}::json)
      as line (seq integer, kind text, at timestamptz, bytes text, prev text, hash text)`;

const setTimers = (timers: RequestChange['timers']['set'], put: Put): string => `
  insert into timer (request_id, kind, due)
  select changed.id, wanted.kind, wanted.due
    from changed, json_to_recordset(${put(JSON.stringify(timers))}::json) as wanted (kind text, due timestamptz)
      on conflict (request_id, kind) do update set due = excluded.due`;

const clearTimers = (kinds: RequestChange['timers']['clear'], put: Put): string => `
  delete from timer
   using changed
   where timer.request_id = changed.id
     and timer.kind in (select json_array_elements_text(${put(JSON.stringify(kinds))}::json))`;
