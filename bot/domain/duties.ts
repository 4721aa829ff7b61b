import type { PersonId } from './ids.ts';
import type { Plan } from './plan.ts';

/** What a person has to do with a request that keeps them from approving it. The code is the rule's and the refusal's. */
export type Duty = 'own-request' | 'author';

/** Who has a duty in a request. */
export interface Involved {
  readonly requester: PersonId;
  readonly plan: Pick<Plan, 'authors'>;
}

/** Separation of duties, by Entra object id: whoever asks never approves, and nobody approves code that they wrote. */
export function dutyAgainst({ requester, plan }: Involved, person: PersonId): Duty | undefined {
  if (person === requester) return 'own-request';
  return plan.authors.includes(person) ? 'author' : undefined;
}

/** Everybody whom a duty keeps from approving. */
export const barredFrom = ({ requester, plan }: Involved): ReadonlySet<PersonId> => new Set([requester, ...plan.authors]);
