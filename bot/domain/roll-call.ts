import type { Decision } from './decide.ts';
import type { Policy } from './policy.ts';
import { unready } from './readiness.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import { plusMinutes, type Instant } from './time.ts';

/** When the thread is asked who is there; undefined when it was, or when nothing starts. */
export function rollCallDue(request: DeployRequest, policy: Policy): Instant | undefined {
  const { state, announcedAt, plan, readiness } = request;
  if (state !== 'approved' || announcedAt === undefined || readiness.calledAt !== undefined) return undefined;
  return plusMinutes(plan.window.start, -policy.execution.rollCallBefore);
}

/** Seeds/002, "Deployment Day": asks once, while somebody is missing and there is still time. */
export function decideRollCall(request: DeployRequest, policy: Policy, now: Instant): Decision {
  const due = rollCallDue(request, policy);
  if (due === undefined || now < due || now >= request.plan.window.end) return refuse({ code: 'not-due' });
  const { people, named } = unready(request, policy);
  return people + named.length === 0 ? refuse({ code: 'not-due' }) : accept([{ kind: 'roll-called', at: now }]);
}
