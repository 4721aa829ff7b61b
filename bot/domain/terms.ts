import { phasesOf, type AskedPhase } from './phases.ts';
import type { PersonFills, Policy } from './policy.ts';
import { requirementsOf, type Requirement } from './requirements.ts';

/** What policy asks of a request. It is kept with the request: a later policy does not change one that waits. */
export interface Terms {
  /** In the order of their phases. */
  readonly requirements: readonly Requirement[];
  readonly phases: readonly AskedPhase[];
  readonly personFills: PersonFills;
  /** The policy that all of this comes from; a vote names the one that was on its card. */
  readonly policyVersion: string;
}

export function termsOf(plan: Parameters<typeof requirementsOf>[0], policy: Policy): Terms {
  const requirements = requirementsOf(plan, policy);
  return {
    requirements,
    phases: phasesOf(requirements, policy),
    personFills: policy.personFills,
    policyVersion: policy.version,
  };
}
