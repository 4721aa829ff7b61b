import { parse, protocol, type PGlite } from '@electric-sql/pglite';
import type { Value } from './statement.ts';

const { serialize } = protocol;

/** What follows the values of a statement, whatever it is. */
const RUN = [serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()];

/**
 * Statements by themselves on PGlite, each prepared once. PGlite's own `query` plans a statement anew each time and
 * crosses into WebAssembly six times for it; this crosses once (measured: less than half the time for a save).
 */
export function createPrepared(pglite: PGlite): <Row>(text: string, values: readonly Value[]) => Promise<readonly Row[]> {
  const names = new Map<string, string>();
  let count = 0;

  const run = async <Row>(text: string, values: readonly Value[]): Promise<readonly Row[]> => {
    const known = names.get(text);
    const name = known ?? `signoff-${(count += 1)}`;
    const bind = serialize.bind({ statement: name, values: values.map((value) => (value === null ? null : String(value))) });
    const messages = [...(known === undefined ? [serialize.parse({ name, text })] : []), bind, ...RUN];
    const answer = await pglite.execProtocol(Buffer.concat(messages));
    names.set(text, name);
    return parse.parseResults(answer.messages, pglite.parsers).flatMap(({ rows }) => rows as Row[]);
  };

  // The first lock waits for the transactions of others; without it, a statement could land inside one.
  return (text, values) => pglite._runExclusiveTransaction(() => pglite._runExclusiveQuery(() => run(text, values)));
}
