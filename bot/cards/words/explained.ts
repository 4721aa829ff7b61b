import type { CheckpointId, EnvironmentId, PersonId, RoleId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';

/** How the sentences name what is not a word: roles by their titles, people by their names, moments in the reader's zone. */
export interface Naming {
  readonly role: (id: RoleId) => string;
  readonly person: (id: PersonId) => string;
  readonly checkpoint: (id: CheckpointId) => string;
  readonly team: (id: TeamId) => string;
  readonly environment: (id: EnvironmentId) => string;
  readonly moment: (at: Instant) => string;
}

/** What is wrong, and what to do about it. */
export interface Explained {
  readonly wrong: string;
  readonly next: string;
}

export const explain = (wrong: string, next: string): Explained => ({ wrong, next });

/** A sentence for each code: the compiler refuses a table in which one is missing. */
export type Sayings<Refused extends { readonly code: string }> = {
  readonly [Code in Refused['code']]: (refused: Extract<Refused, { code: Code }>, naming: Naming) => Explained;
};
