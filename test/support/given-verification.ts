import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import type { VerificationFacts } from '../../bot/domain/verification.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { NAMES, policyLike } from './given.ts';

/** What is looked at again a day before, when all is as it was. */
export function nothingChanged(changes: Partial<VerificationFacts> = {}): VerificationFacts {
  const policy = policyLike();
  return {
    policy,
    holds: NO_HOLDS,
    holders: new Map([...policy.roles].map(([id, { members }]) => [id, members])),
    people: new Set(NAMES.keys()),
    calendar: createCalendar(policy.time),
    planned: [],
    ...changes,
  };
}
