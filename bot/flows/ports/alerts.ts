import type { Alert } from '../../domain/alert.ts';
import type { AlertId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Fold, Folding } from '../alert-ports.ts';

export interface Alerts {
  /** Stores a body as it came; resolves once it is durable. */
  readonly receive: (body: string, at: Instant) => Promise<void>;
  /** Folds every body not yet read, oldest first, and looks at whatever is due, turn by turn; gives what each came to. */
  readonly fold: (fold: Fold) => Promise<readonly Folding[]>;
  /** When a group, a storm or a silence is next to be looked at. */
  readonly nextDue: () => Promise<Instant | undefined>;
  readonly find: (id: AlertId) => Promise<Alert | undefined>;
  readonly list: (most: number) => Promise<readonly Alert[]>;
  /** Deletes bodies received before, as far as they were read. */
  readonly forget: (before: Instant) => Promise<void>;
}
