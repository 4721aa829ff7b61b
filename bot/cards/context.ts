import type { Absence } from '../domain/asked.ts';
import type { PersonId, RequestId, RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { ClockIn, Instant } from '../domain/time.ts';
import type { Words } from './words/en.ts';

/** For whom a card is drawn, and when: every view takes it. A card that many read uses the policy's zone and locale. */
export interface Context {
  readonly words: Words;
  /** IANA name, as `Europe/Madrid`. */
  readonly zone: string;
  /** BCP 47, as `en-GB`. */
  readonly locale: string;
  readonly policy: Policy;
  /** People as Teams names them; somebody who is not in it is called by `words.somebody`. */
  readonly names: ReadonlyMap<PersonId, string>;
  /** Whom a role may be asked of; a role that is not in it has nobody. */
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
  /** Who of them is not there, and who answers instead. */
  readonly absence: Absence;
  /** What Teams calls people towards this bot (`29:…`), of whom it has said so. */
  readonly accounts: ReadonlyMap<PersonId, string>;
  readonly now: Instant;
  readonly clockIn: ClockIn;
  /** Teams opens dialogs and looks people up; the Playground of the demo does neither. */
  readonly client: 'teams' | 'playground';
  /** The address of a request that anybody may paste anywhere; undefined where the bot does not know its own. */
  readonly linkTo: (request: RequestId) => string | undefined;
}

/** A card with the line that a notification shows. */
export interface CardMessage {
  readonly card: AdaptiveCard;
  readonly summary: string;
}

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly [field: string]: unknown;
}
