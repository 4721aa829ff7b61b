import type { Kysely } from 'kysely';
import type { Value } from './statement.ts';

/** Runs one statement; gives its rows. */
export type Query = <Row>(text: string, values: readonly Value[]) => Promise<readonly Row[]>;

/** A database that has this program's tables: PGlite in this process, or a PostgreSQL server. */
export interface Engine {
  /** One statement by itself, prepared once. */
  readonly query: Query;
  /** Statements of the same kind that go together, or not at all when `work` rejects. */
  readonly transaction: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>;
  /** For the migrator; queries are written out. */
  readonly db: () => Kysely<unknown>;
  /** Resolves when all that was committed before the call survives a power cut. */
  readonly flush: () => Promise<void>;
  /** Hears what other processes announce; undefined where there can be no other process. */
  readonly listen: Listen | undefined;
  /** What the database does not do by itself; undefined where it does. */
  readonly upkeep: (() => Promise<void>) | undefined;
  readonly close: () => Promise<void>;
}

/** `onGap` is called when announcements may have been missed. Gives the way to stop. */
export type Listen = (onPayload: (payload: string) => void, onGap: () => void) => () => Promise<void>;

/** The channel of NOTIFY. */
export const CHANNEL = 'signoff';

/** Something was asked of a store after its `close`. */
export class StoreClosed extends Error {
  override readonly name = 'StoreClosed';

  constructor() {
    super('the store is closed');
  }
}

/** Another process has the embedded store open. The message is a whole sentence for the operator. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse';

  constructor(dir: string, cause: unknown) {
    super(`Another process is using the data in ${dir}: stop it before you start this one.`, { cause });
  }
}

/** A unique index says no (SQLSTATE 23505). */
export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === '23505';

/** What was to be written is at fault, and not the database: SQLSTATE classes 22, 23 and 54. */
export const isUnwritable = (error: unknown): boolean => ['22', '23', '54'].includes(codeOf(error).slice(0, 2));

/** The SQLSTATE or the system's name of an error; blank when it has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
