import { approvalOf } from './approval.ts';
import type { PersonId, RequestId } from './ids.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Risk } from './risk.ts';
import type { RequestEvent } from './request.ts';
import { requirementsOf } from './requirements.ts';
import type { Instant } from './time.ts';

/** The first events of a request, from a plan that rules.ts has let through. */
export function decideSubmission(
  id: RequestId,
  by: PersonId,
  plan: Plan,
  risk: Risk,
  policy: Policy,
  now: Instant,
): readonly RequestEvent[] {
  const requirements = requirementsOf(plan, policy);
  return [
    { kind: 'submitted', id, by, plan, risk, requirements, policyVersion: policy.version, at: now },
    ...approvalOf({ plan, requirements, votes: [] }, now),
  ];
}
