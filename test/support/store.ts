import { createHash, randomUUID } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import type { Clock } from '../../bot/flows/ports.ts';
import { openEmbedded } from '../../bot/store/embedded.ts';
import type { Engine } from '../../bot/store/engine.ts';
import { openStore, storeOn, type Store } from '../../bot/store/open.ts';
import type { Value } from '../../bot/store/statement.ts';
import { MONDAY } from './given.ts';

/** How PostgreSQL is reached, given where it is: as it is unless told. */
export type Reach = (url: string) => string;

/** What a test of the store is given. Each test has a database of its own, empty but for its tables. */
export interface GivenStore {
  /** Called again in the same test, it gives another instance of the program on the same database. */
  readonly open: (reach?: Reach) => Promise<Store>;
  readonly sql: <Row>(text: string, values?: readonly Value[]) => Promise<readonly Row[]>;
  /** What the store takes for the present: `MONDAY` at the start of each test. */
  readonly clock: { now: Clock['now'] };
}

/** Runs the same tests on PGlite, and on PostgreSQL where `TEST_DATABASE_URL` names a server that may be filled. */
export function withStore(name: string, define: (given: GivenStore) => void): void {
  describe(`${name} on PGlite`, () => {
    defineOn(onPGlite(), define);
  });
  withPostgres(name, define);
}

/** What only PostgreSQL can do: several processes on one database. */
export function withPostgres(name: string, define: (given: GivenStore, url: string) => void): void {
  const url = process.env['TEST_DATABASE_URL'];
  if (url !== undefined && url !== '') {
    describe(`${name} on PostgreSQL`, () => {
      defineOn(onPostgres(url), (given) => {
        define(given, url);
      });
    });
    return;
  }
  it(`${name} on PostgreSQL, which needs TEST_DATABASE_URL`, function () {
    this.skip();
  });
}

interface Ground {
  readonly open: (clock: Clock, reach?: Reach) => Promise<Store>;
  readonly sql: GivenStore['sql'];
  /** After each test. */
  readonly clear: () => Promise<void>;
}

function defineOn(ground: Ground, define: (given: GivenStore) => void): void {
  const clock = { now: () => MONDAY };
  const opened: Store[] = [];

  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await ground.clear();
    clock.now = () => MONDAY;
  });

  define({
    clock,
    sql: ground.sql,
    open: async (reach) => {
      const store = await ground.open({ now: () => clock.now() }, reach);
      opened.push(store);
      return store;
    },
  });
}

type Embedded = Awaited<ReturnType<typeof openEmbedded>>;

/** A database in memory takes half a second to start, so those that are done with are emptied and used again. */
const idle: Embedded[] = [];

async function takeEngine(): Promise<Embedded> {
  return idle.pop() ?? (await openEmbedded('memory://', await migratedDump()));
}

async function giveBack(engine: Embedded): Promise<void> {
  await engine.pglite.exec(`
    set session_replication_role = replica;
    truncate request, event, timer, post, binding, lane, draft, person, alert_body, alert, alert_group, alert_storm,
      alert_silence, stream, delegation restart identity;
    set session_replication_role = origin;
    alter sequence request_number restart;
    alter sequence freeze_number restart;
    alter sequence alert_group_number restart;
    alter sequence alert_storm_number restart;
    alter sequence alert_silence_number restart;
  `);
  idle.push(engine);
}

/** The store does not end a database that others will use. */
const kept = (engine: Engine): Engine => ({ ...engine, close: () => Promise.resolve() });

function onPGlite(): Ground {
  let engine: Embedded | undefined;
  const own = async () => (engine ??= await takeEngine());
  return {
    open: async (clock) => storeOn(kept(await own()), { clock, chance: { uuid: randomUUID } }),
    sql: async (text, values = []) => (await own()).query(text, values),
    clear: async () => {
      const used = engine;
      engine = undefined;
      if (used !== undefined) await giveBack(used);
    },
  };
}

/** Making a cluster takes seconds, so it is made once for each version of what is in it. */
async function migratedDump(): Promise<Blob> {
  const root = path.resolve(import.meta.dirname, '../..');
  const folder = path.join(root, 'node_modules/.cache/signoff');
  const sources = [...globSync('bot/store/migrat*/*.ts', { cwd: root }), 'bot/store/migrate.ts', 'package-lock.json'];
  const hash = createHash('sha256');
  for (const source of sources.sort()) hash.update(readFileSync(path.join(root, source)));
  const file = path.join(folder, `store-${hash.digest('hex').slice(0, 16)}.tar`);
  try {
    return new Blob([readFileSync(file)]);
  } catch {
    const engine = await openEmbedded('memory://');
    await (await storeOn(kept(engine), { clock: { now: () => MONDAY }, chance: { uuid: randomUUID } })).close();
    const dump = await engine.pglite.dumpDataDir('none');
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, await dump.bytes());
    renameSync(`${file}.${process.pid}`, file);
    return dump;
  }
}

function onPostgres(server: string): Ground {
  const template = `signoff_test_${process.pid}`;
  const urlOf = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).href;
  let client: pg.Client | undefined;
  let database: string | undefined;
  let count = 0;

  const run = async (url: string, text: string, values: readonly Value[] = []) => {
    client ??= await connected(url);
    return client.query(text, [...values]);
  };
  const own = async () => {
    if (database !== undefined) return urlOf(database);
    count += 1;
    database = `${template}_${count}`;
    await onServer(server, `create database ${database} template ${template}`);
    return urlOf(database);
  };

  before(async () => {
    await onServer(server, `drop database if exists ${template}`);
    await onServer(server, `create database ${template}`);
    const options = { kind: 'postgres', url: urlOf(template) } as const;
    await (await openStore(options, { clock: { now: () => MONDAY }, chance: { uuid: randomUUID } })).close();
  });
  after(() => onServer(server, `drop database ${template} with (force)`));

  return {
    open: async (clock, reach = (url) => url) =>
      openStore({ kind: 'postgres', url: reach(await own()) }, { clock, chance: { uuid: randomUUID } }),
    sql: async <Row>(text: string, values?: readonly Value[]) => (await run(await own(), text, values)).rows as Row[],
    clear: async () => {
      await client?.end();
      client = undefined;
      if (database !== undefined) await onServer(server, `drop database ${database} with (force)`);
      database = undefined;
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function onServer(url: string, text: string): Promise<void> {
  const client = await connected(url);
  await client.query(text);
  await client.end();
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
