import { phasesOf, type AskedPhase } from './phases.ts';
import type { PersonFills, Policy } from './policy.ts';
import { phaseOf, requirementsOf, type Requirement } from './requirements.ts';

/** What policy asks of a request. It is kept with the request: a later policy does not change one that waits. */
export interface Terms {
  /** In the order of their phases. */
  readonly requirements: readonly Requirement[];
  readonly phases: readonly AskedPhase[];
  readonly personFills: PersonFills;
  /** The policy that all of this comes from; a vote names the one that was on its card. */
  readonly policyVersion: string;
}

export const termsOf = (plan: Parameters<typeof requirementsOf>[0], policy: Policy): Terms =>
  termsWith(requirementsOf(plan, policy), policy);

/** The terms of requirements that do not come from the authority matrix, each placed in the phase of its roles. */
export const termsFor = (asked: readonly Omit<Requirement, 'phase'>[], policy: Policy): Terms =>
  termsWith(
    asked.map((one) => ({ ...one, phase: phaseOf(one.anyOf, policy) })),
    policy,
  );

function termsWith(requirements: readonly Requirement[], policy: Policy): Terms {
  return {
    requirements,
    phases: phasesOf(requirements, policy),
    personFills: policy.personFills,
    policyVersion: policy.version,
  };
}
