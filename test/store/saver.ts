import { randomUUID } from 'node:crypto';
import process from 'node:process';
import type { RequestId } from '../../bot/domain/ids.ts';
import { openStore } from '../../bot/store/open.ts';
import { MONDAY } from '../support/given.ts';
import { found, saved, submission, voted } from './changes.ts';

/**
 * Saves requests into the directory it is given, a vote on each, and prints every save once it is acknowledged. It
 * is killed in the middle of that by embedded.test.ts.
 */
const [dir = '', first = '1'] = process.argv.slice(2);

try {
  const ports = { clock: { now: () => MONDAY }, chance: { uuid: randomUUID } };
  const store = await openStore({ kind: 'embedded', dir }, ports);
  for (let n = Number(first); ; n += 1) {
    const id = `DEP-${n}` as RequestId;
    await saved(store, submission(id, { version: `1.0.${n}` }));
    process.stdout.write(`${id} 1\n`);
    await saved(store, voted(await found(store, id)));
    process.stdout.write(`${id} 2\n`);
  }
} catch (error) {
  process.stderr.write(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exitCode = 1;
}
