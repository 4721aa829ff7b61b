import { approvalOf } from './approval.ts';
import { freezesMetBy } from './met-freeze.ts';
import type { PersonId, RequestId } from './ids.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Risk } from './risk.ts';
import type { RequestEvent } from './request.ts';
import { termsOf } from './terms.ts';
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
  const terms = termsOf(plan, policy);
  return [
    { kind: 'submitted', id, by, plan, risk, ...terms, at: now },
    ...freezesMetBy(risk, [], now),
    ...approvalOf({ plan, requirements: terms.requirements, votes: [], opened: [] }, now),
  ];
}
