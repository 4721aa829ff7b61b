import { DatabaseSync } from 'node:sqlite';
import { StoreInUse } from './engine.ts';

/**
 * Makes this process the only one that uses `dir`, or throws `StoreInUse`: two PGlites on one directory lose
 * acknowledged rows and tear its files. The lock is the kernel's, on a file beside the directory, and ends with
 * the process however it ends; so it is never stolen from a living holder. It holds on a local disk only.
 * Gives the way to let go.
 */
export function holdAlone(dir: string): () => void {
  const side = new DatabaseSync(`${dir}.lock`, { timeout: 0 });
  try {
    side.exec('begin exclusive');
  } catch (error) {
    side.close();
    throw new StoreInUse(dir, error);
  }
  return () => {
    side.close();
  };
}
