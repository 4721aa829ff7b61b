import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { requests } from './migrations/0001-requests.ts';
import { posts } from './migrations/0002-posts.ts';
import { drafts } from './migrations/0003-drafts.ts';
import { alerts } from './migrations/0004-alerts.ts';
import { accounts } from './migrations/0021-accounts.ts';
import { delegations } from './migrations/0020-delegations.ts';
import { search } from './migrations/0040-search.ts';
import { draftPull } from './migrations/0041-draft-pull.ts';
import { zones } from './migrations/0042-zones.ts';
import { draftSince } from './migrations/0043-draft-since.ts';
import { alertGroups } from './migrations/0050-alert-groups.ts';
import { streams } from './migrations/0070-streams.ts';
import { runs } from './migrations/0071-runs.ts';
import { complete } from './migrations/0080-complete.ts';
import { locales } from './migrations/0090-locales.ts';
import { postsByLane } from './migrations/0100-posts-by-lane.ts';
import { plainBodies } from './migrations/0101-plain-bodies.ts';
import { raised } from './migrations/0102-raised.ts';

const MIGRATIONS: Readonly<Record<string, readonly string[]>> = {
  '0001-requests': requests,
  '0002-posts': posts,
  '0003-drafts': drafts,
  '0004-alerts': alerts,
  '0005-jobs': [], // made room for a queue that is gone; stores that ran it know its name
  '0020-delegations': delegations,
  '0021-accounts': accounts,
  '0040-search': search,
  '0041-draft-pull': draftPull,
  '0042-zones': zones,
  '0043-draft-since': draftSince,
  '0050-alert-groups': alertGroups,
  '0070-streams': streams,
  '0071-runs': runs,
  '0080-complete': complete,
  '0090-locales': locales,
  '0100-posts-by-lane': postsByLane,
  '0101-plain-bodies': plainBodies,
  '0102-raised': raised,
};

const KNOWN = Object.keys(MIGRATIONS);

/**
 * Brings the tables up to date. Several instances may start at once: the migrator holds an advisory lock. The
 * check that there is nothing to do goes first, because the migrator reads the whole catalogue.
 */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  if (await isMigrated(db)) return;
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error !== undefined) throw new Error('bringing the tables up to date', { cause: error });
}

/**
 * Whether every migration of this program has run. A newer program may have run more: migrations only add, so that the
 * version before goes on working while, and after, a newer one takes over.
 */
export async function isMigrated(db: Kysely<unknown>): Promise<boolean> {
  const found = await sql<{ found: boolean }>`select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (found.rows[0]?.found !== true) return false;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const run = new Set(rows.map(({ name }) => name));
  return KNOWN.every((name) => run.has(name));
}

const getMigrations = (): Promise<Record<string, Migration>> =>
  Promise.resolve(Object.fromEntries(Object.entries(MIGRATIONS).map(([name, steps]) => [name, migration(steps)])));

/** PGlite takes one statement at a time. */
const migration = (steps: readonly string[]): Migration => ({
  up: async (db: Kysely<unknown>) => {
    for (const step of steps) await sql.raw(step).execute(db);
  },
});
