import type {
  Alerts,
  Bindings,
  Chance,
  Clock,
  Drafts,
  Freezes,
  Gates,
  Locks,
  Delegations,
  People,
  Posts,
  Requests,
  Runs,
  Timers,
  Undelivered,
} from '../flows/ports.ts';
import type { AlertGroups, Silences, Storms } from '../flows/alert-ports.ts';
import { createAlertGroups, createSilences, createStorms } from './alert-groups.ts';
import { createAlerts } from './alerts.ts';
import { createBindings } from './bindings.ts';
import { createFreezes, createGates, createLocks, createRuns } from './holds.ts';
import { createDelegations } from './delegations.ts';
import { createDrafts } from './drafts.ts';
import { openEmbedded } from './embedded.ts';
import type { Engine } from './engine.ts';
import { isMigrated, migrate } from './migrate.ts';
import { createPeople } from './people.ts';
import { openPostgres, type Password } from './postgres.ts';
import { createUndelivered } from './undelivered.ts';
import { createPosts } from './posts.ts';
import { createRecord, type Record } from './record.ts';
import { createRequests } from './requests.ts';
import { createTimers } from './timers.ts';
import { createWakes, type Work } from './wakes.ts';

export { StoreClosed, StoreInUse } from './engine.ts';
export { verifyChain, type StoredEvent, type Verification } from './record.ts';
export type { Work } from './wakes.ts';

/** `dir` is a directory of a local disk, or `memory://` for one that ends with the process. */
export type StoreOptions =
  | { readonly kind: 'embedded'; readonly dir: string }
  /** Without `password` the one in the URL is used. */
  | { readonly kind: 'postgres'; readonly url: string; readonly password?: Password | undefined };

export interface StorePorts {
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'uuid'>;
  /** Told of work in the background that went wrong and will be tried again. */
  readonly onFault?: (error: unknown) => void;
}

/** All that the program remembers. After `close` every call rejects with `StoreClosed`. */
export interface Store {
  readonly requests: Requests;
  readonly record: Record;
  readonly drafts: Drafts;
  readonly posts: Posts & Undelivered;
  readonly timers: Timers;
  readonly people: People;
  readonly delegations: Delegations;
  readonly bindings: Bindings;
  readonly alerts: Alerts;
  readonly freezes: Freezes;
  readonly locks: Locks;
  readonly gates: Gates;
  readonly runs: Runs;
  readonly alertGroups: AlertGroups;
  readonly silences: Silences;
  readonly storms: Storms;
  /** What must be done every few minutes, which the database does not do by itself; undefined where it does. */
  readonly upkeep: (() => Promise<void>) | undefined;
  /** Whether the database answers and has the tables that this program knows. Never rejects. */
  readonly isReady: () => Promise<boolean>;
  /** Calls the listener after each commit that left something to do, here or in another process; gives the way to stop. */
  readonly onWork: (listener: (work: Work) => void) => () => void;
  readonly close: () => Promise<void>;
}

/**
 * Opens the store and brings its tables up to date. Rejects with `StoreInUse` when another process has the embedded
 * directory, and within seconds when PostgreSQL cannot be reached.
 */
export async function openStore(options: StoreOptions, ports: StorePorts): Promise<Store> {
  const engine = options.kind === 'embedded' ? await openEmbedded(options.dir) : openPostgres(options.url, options.password);
  try {
    return await storeOn(engine, ports);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The store on a database that is open already, and that it closes. */
export async function storeOn(engine: Engine, { clock, chance, onFault = () => undefined }: StorePorts): Promise<Store> {
  await migrate(engine.db());
  const me = chance.uuid();
  const wakes = createWakes(engine, me);
  // Nobody else can be writing where nobody else can have the database: whoever holds a lane has died.
  if (engine.listen === undefined) await releaseLanes(engine);

  return {
    requests: createRequests({ engine, wakes, clock }),
    record: createRecord(engine),
    drafts: createDrafts(engine),
    posts: { ...createPosts(engine, me), ...createUndelivered(engine) },
    timers: createTimers(engine),
    people: createPeople(engine, wakes),
    delegations: createDelegations(engine, wakes),
    bindings: createBindings(engine, wakes),
    alerts: createAlerts({ engine, wakes, clock }),
    freezes: createFreezes({ engine, wakes, clock }),
    locks: createLocks({ engine, wakes, clock }),
    gates: createGates({ engine, wakes, clock }),
    runs: createRuns({ engine, wakes, clock }),
    alertGroups: createAlertGroups({ engine, wakes, clock }),
    silences: createSilences({ engine, wakes, clock }),
    storms: createStorms({ engine, wakes, clock }),
    upkeep: engine.upkeep,
    isReady: async () => {
      try {
        return await isMigrated(engine.db());
      } catch {
        return false;
      }
    },
    onWork: wakes.onWork,
    close: async () => {
      await wakes.close();
      await releaseLanes(engine, me).catch(onFault); // an unreachable database will see the leases run out
      await engine.close();
    },
  };
}

/** Of everybody, unless a holder is named. */
async function releaseLanes({ query }: Engine, holder: string | null = null): Promise<void> {
  await query(
    `update lane
        set holder = null, post_id = null, leased_until = null
      where holder is not null and ($1::text is null or holder = $1)`,
    [holder],
  );
}
