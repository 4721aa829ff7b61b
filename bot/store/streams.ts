import type { Instant } from '../domain/time.ts';
import type { Clock, StoredStream, StreamChange, StreamPlace, Streams, Subject } from '../flows/ports.ts';
import { isUniqueViolation, type Engine } from './engine.ts';
import { toJson } from './json.ts';
import { chain } from './record.ts';
import { createStatement, type Statement } from './statement.ts';
import type { Wakes, Work } from './wakes.ts';
import { raisePosts, wishPosts } from './wishes.ts';

export interface StreamsPorts {
  readonly engine: Engine;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

/** One kind of stream: how its ids are written in rows, and read back. */
export interface StreamKind<Id> {
  readonly kind: 'freeze' | 'lock' | 'gates' | 'runs';
  readonly key: (id: Id) => string;
  readonly idOf: (key: string) => Id;
}

const MOST = 50;
const WORK: readonly Work[] = ['calendar', 'posts'];

interface Event {
  readonly kind: string;
  readonly at: Instant;
}

/** Streams of one kind, and all open ones of it as they are stored. */
export function createStreams<Id, State, StreamEvent extends Event>(
  { kind, key, idOf }: StreamKind<Id>,
  { engine, wakes, clock }: StreamsPorts,
): Streams<Id, State, StreamEvent> & { readonly stored: (prefix: string) => Promise<readonly unknown[]> } {
  return {
    find: async (id): Promise<StoredStream<State> | undefined> => {
      const [row] = await engine.query<{ body: State; seq: number; head: string }>(
        'select body, seq, head from stream where id = $1 and kind = $2',
        [key(id), kind],
      );
      return row && { state: row.body, place: { seq: row.seq, head: row.head } };
    },

    due: async (now) => {
      const rows = await engine.query<{ id: string }>(
        `select id from stream where kind = $1 and due <= $2 order by due, id limit ${MOST}`,
        [kind, now],
      );
      return rows.map(({ id }) => idOf(id));
    },

    stored: async (prefix) => {
      const rows = await engine.query<{ body: unknown }>(
        'select body from stream where kind = $1 and open and starts_with(id, $2) order by id',
        [kind, prefix],
      );
      return rows.map(({ body }) => body);
    },

    save: async (id, change) => {
      const row = { id: key(id), kind };
      const { text, values } = saveStream(row, change, clock.now());
      try {
        if ((await engine.query(text, values)).length === 0) return 'conflict';
      } catch (error) {
        if (isUniqueViolation(error)) return 'conflict'; // somebody else wrote its first events
        throw error;
      }
      await engine.flush();
      wakes.wake(WORK);
      return 'saved';
    },
  };
}

interface Row {
  readonly id: string;
  readonly kind: StreamKind<unknown>['kind'];
}

/** One statement: everything hangs on `changed`, which gives a row only if the stream stood where the caller thought. */
function saveStream<State>(
  { id, kind }: Row,
  { state, expected, events, isOpen, due, wishes }: StreamChange<State, Event>,
  now: Instant,
): Statement {
  const { put, statement } = createStatement();
  const subject = { kind, id } as Subject;
  const { lines, place } = chain(id, expected, events);
  const columns = {
    open: `${put(String(isOpen))}::boolean`,
    due: `${put(due ?? null)}::timestamptz`,
    seq: put(place.seq),
    head: put(place.head),
    body: `${put(toJson(state))}::jsonb`,
  };
  const parts = [
    `changed as (${expected === undefined ? inserted(put(id), put(kind), columns) : updated(put(id), columns, expected, put)})`,
    `written as (
       insert into event (request_id, seq, kind, at, bytes, prev, hash)
       select changed.id, line.seq, line.kind, line.at, line.bytes, line.prev, line.hash
         from changed, json_to_recordset(${put(JSON.stringify(lines))}::json)
           as line (seq integer, kind text, at timestamptz, bytes text, prev text, hash text))`,
    ...(expected === undefined ? [] : [`raised as (${raisePosts(subject, put(now))})`]),
    ...(wishes.length === 0 ? [] : [`wished as (${wishPosts(subject, wishes, put(now), put)})`]),
  ];
  return statement(`with ${parts.join(',\n')}\nselect id from changed`);
}

type Put = ReturnType<typeof createStatement>['put'];
type Columns = Readonly<Record<string, string>>;

const inserted = (id: string, kind: string, columns: Columns): string => `
  insert into stream (id, kind, ${Object.keys(columns).join(', ')})
  values (${id}, ${kind}, ${Object.values(columns).join(', ')})
  returning id`;

const updated = (id: string, columns: Columns, { seq, head }: StreamPlace, put: Put): string => `
  update stream
     set ${Object.entries(columns)
       .map(([column, value]) => `${column} = ${value}`)
       .join(', ')}
   where id = ${id} and seq = ${put(seq)} and head = ${put(head)}
  returning id`;
