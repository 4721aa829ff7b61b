import { setImmediate as othersTurn } from 'node:timers/promises';
import { parse, protocol, type PGlite } from '@electric-sql/pglite';
import { bindMessage } from './bind-message.ts';
import type { Engine, Query } from './engine.ts';
import type { Value } from './statement.ts';

const { serialize } = protocol;

/** What follows the values of a statement, whatever it is. */
const RUN = [serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()];

/**
 * Statements on PGlite, each prepared once. PGlite's own `query` plans a statement anew each time and
 * crosses into WebAssembly six times for it; this crosses once (measured: less than half the time for a save).
 */
export function createPrepared(pglite: PGlite): Pick<Engine, 'query' | 'transaction'> {
  const names = new Map<string, string>();
  let count = 0;

  const run = async <Row>(text: string, values: readonly Value[]): Promise<readonly Row[]> => {
    const known = names.get(text);
    const name = known ?? `signoff-${(count += 1)}`;
    const messages = [...(known === undefined ? [serialize.parse({ name, text })] : []), bindMessage(name, values), ...RUN];
    const answer = await pglite.execProtocol(Buffer.concat(messages));
    names.set(text, name);
    return parse.parseResults(answer.messages, pglite.parsers).flatMap(({ rows }) => rows as Row[]);
  };

  const within: Query = (text, values) => pglite._runExclusiveQuery(() => run(text, values));

  return {
    // The first lock waits for the transactions of others; without it, a statement could land inside one.
    query: (text, values) => pglite._runExclusiveTransaction(() => within(text, values)),
    // PGlite works on this thread: transaction after transaction, nobody else would be heard meanwhile.
    transaction: async (work) => {
      const result = await pglite._runExclusiveTransaction(() => wrapped(work, within));
      await othersTurn();
      return result;
    },
  };
}

/** Between `begin` and `commit`, or `rollback` when the work rejects. */
export async function wrapped<Result>(work: (query: Query) => Promise<Result>, query: Query): Promise<Result> {
  await query('begin', []);
  try {
    const result = await work(query);
    await query('commit', []);
    return result;
  } catch (error) {
    await query('rollback', []);
    throw error;
  }
}
