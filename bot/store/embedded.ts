import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { StoreClosed, type Engine } from './engine.ts';
import { createFlusher, type Flusher } from './flush.ts';
import { holdAlone } from './single-opener.ts';
import { createPrepared } from './prepared.ts';

const IN_MEMORY = 'memory://';

/** PostgreSQL's default of 128 MB would be most of the program's memory. */
const START = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/** In memory there is nothing to hold alone and nothing to flush. */
const NOTHING: Flusher = { flush: () => Promise.resolve(), close: () => Promise.resolve() };

/** Where changed rows leave dead ones behind; the record and the bodies of alerts only grow. */
const HOT_TABLES = 'request, raised, post, lane, timer, draft, alert, alert_body';

/**
 * PostgreSQL inside this process, on a directory of a local disk, or on `memory://`. `dump` is the directory that
 * one in memory starts from. Throws `StoreInUse` when another process has the directory.
 */
export async function openEmbedded(dir: string, dump?: Blob): Promise<Engine & { readonly pglite: PGlite }> {
  if (dir.startsWith(IN_MEMORY)) {
    const pglite = await PGlite.create(IN_MEMORY, { startParams: START, ...(dump && { loadDataDir: dump }) });
    return engineOf(pglite, NOTHING, () => undefined);
  }

  mkdirSync(dir, { recursive: true });
  const real = realpathSync(dir);
  const release = holdAlone(real);
  try {
    const pglite = await PGlite.create(real, { startParams: START });
    return engineOf(pglite, createFlusher(path.join(real, 'pg_wal')), release);
  } catch (error) {
    release();
    throw error;
  }
}

function engineOf(pglite: PGlite, flusher: Flusher, release: () => void): Engine & { readonly pglite: PGlite } {
  const kysely = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  const prepared = createPrepared(pglite);
  const check = () => {
    if (pglite.closed) throw new StoreClosed();
  };
  return {
    pglite,
    query: async (text, values) => {
      check();
      return prepared.query(text, values);
    },
    transaction: async (work) => {
      check();
      return prepared.transaction(work);
    },
    db: () => {
      check();
      return kysely;
    },
    flush: flusher.flush,
    listen: undefined,
    // Nothing else writes checkpoints or takes dead rows away: PGlite has no background processes.
    upkeep: async () => {
      await pglite.exec('checkpoint');
      await pglite.exec(`vacuum (analyze) ${HOT_TABLES}`);
    },
    close: async () => {
      if (pglite.closed) return;
      await flusher.close();
      await pglite.close();
      release();
    },
  };
}
