import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { CHANNEL, StoreClosed, type Engine, type Listen, type Query } from './engine.ts';
import { wrapped } from './prepared.ts';
import type { Value } from './statement.ts';

const CONNECT_MS = 4_000;
const STATEMENT_MS = 30_000;
const RECONNECT_MS = 1_000;

/** Gives the password of the moment: asked once for each new connection, since a token does not live long. */
export type Password = () => Promise<string>;

/**
 * A PostgreSQL server. The first statement rejects within seconds when the server cannot be reached. `password` is used
 * in place of the one in the URL.
 */
export function openPostgres(url: string, password?: Password): Engine {
  const connection = {
    ...parseIntoClientConfig(url),
    ...(password && { password }),
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
  const pool = new pg.Pool({ ...connection, max: 10, query_timeout: STATEMENT_MS, application_name: 'signoff' });
  // A connection that breaks is replaced at the next statement; unheard, its error would end the process. The pool
  // hears those of idle connections only, so each is listened to for as long as it lives.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const nameOf = createNames();
  const queryOn =
    (connection: pg.Pool | pg.PoolClient): Query =>
    async <Row>(text: string, values: readonly Value[]) => {
      const { rows } = await connection.query<Row & pg.QueryResultRow>({ name: nameOf(text), text, values: [...values] });
      return rows;
    };
  const check = () => {
    if (pool.ending) throw new StoreClosed();
  };
  return {
    query: async (text, values) => {
      check();
      return queryOn(pool)(text, values);
    },
    transaction: async (work) => {
      check();
      return transact(pool, (client) => wrapped(work, queryOn(client)));
    },
    db: () => {
      check();
      return kysely;
    },
    flush: () => Promise.resolve(), // PostgreSQL has done it
    listen: listenOn(connection),
    upkeep: undefined,
    close: async () => {
      if (!pool.ending) await pool.end();
    },
  };
}

/** Names make the server prepare a statement once for each connection. */
function createNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const name = names.get(text) ?? `signoff-${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

/** A connection on which something broke is not used again: what state it is in, nobody knows. */
async function transact<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** A connection of its own for LISTEN, made again whenever it drops; what was announced meanwhile is a gap. */
function listenOn(connection: pg.ClientConfig): Listen {
  return (onPayload, onGap) => {
    let client: pg.Client | undefined;
    let again: NodeJS.Timeout | undefined;
    let stopped = false;

    const connect = () => {
      const own = new pg.Client(connection);
      client = own;
      const reconnect = () => {
        if (stopped || client !== own) return;
        client = undefined;
        own.end().catch(() => undefined);
        again = setTimeout(connect, RECONNECT_MS);
      };
      own.on('notification', ({ payload }) => {
        onPayload(payload ?? '');
      });
      own.on('error', reconnect);
      own.on('end', reconnect);
      own
        .connect()
        .then(() => own.query(`listen ${CHANNEL}`))
        .then(onGap, reconnect);
    };

    connect();
    return async () => {
      stopped = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    };
  };
}
