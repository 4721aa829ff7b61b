import type { Alert } from '../../domain/alert.ts';
import type { AlertId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Fold, Folding } from '../alert-ports.ts';

/** Undefined where nothing waits. */
export interface AlertLag {
  /** When the oldest body came that has not been read. */
  readonly unreadSince: Instant | undefined;
  /** When the oldest card of alerts became stale that Teams has not got yet. */
  readonly unshownSince: Instant | undefined;
}

export interface Alerts {
  /** Stores a body as it came; resolves once it is durable. */
  readonly receive: (body: string, at: Instant) => Promise<void>;
  /** Folds every body not yet read, oldest first, and looks at whatever is due, turn by turn; gives what each came to. */
  readonly fold: (fold: Fold) => Promise<readonly Folding[]>;
  /** When a group, a storm or a silence is next to be looked at. */
  readonly nextDue: () => Promise<Instant | undefined>;
  readonly lag: () => Promise<AlertLag>;
  readonly find: (id: AlertId) => Promise<Alert | undefined>;
  readonly list: (most: number) => Promise<readonly Alert[]>;
  /** Deletes bodies received before, as far as they were read. */
  readonly forget: (before: Instant) => Promise<void>;
}
