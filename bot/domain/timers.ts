import { chaseDue } from './chasing.ts';
import type { Policy } from './policy.ts';
import { rollCallDue } from './roll-call.ts';
import type { DeployRequest } from './request.ts';
import { hookDue } from './rollback-hook.ts';
import { watchDue } from './watching.ts';
import { plusMinutes, type Instant } from './time.ts';

/** Something to look at again at a moment. When it comes, the request is asked again whether it still matters. */
export interface Timer {
  readonly kind: 'announce' | 'roll-call' | 'expire' | 'chase' | 'watch' | 'hook';
  readonly due: Instant;
}

/** Seeds/002, "24 Hours Before". */
const ANNOUNCE_AHEAD_MINUTES = 24 * 60;

const MINUTES_UNTIL_LOOKED_AT_AGAIN = 60;

const announcementDue = ({ plan }: Pick<DeployRequest, 'plan'>): Instant =>
  plusMinutes(plan.window.start, -ANNOUNCE_AHEAD_MINUTES);

/** The timers that belong to a request as it stands, one of a kind. */
export function timersOf(request: DeployRequest, policy: Policy): readonly Timer[] {
  const chase = chaseDue(request, policy);
  const watch = watchDue(request, policy);
  const hook = hookDue(request, policy);
  const call = rollCallDue(request, policy);
  return [
    ...timersOfState(request),
    ...(call === undefined ? [] : [{ kind: 'roll-call', due: call } as const]),
    ...(chase === undefined ? [] : [{ kind: 'chase', due: chase } as const]),
    ...(watch === undefined ? [] : [{ kind: 'watch', due: watch } as const]),
    ...(hook === undefined ? [] : [{ kind: 'hook', due: hook } as const]),
  ];
}

function timersOfState(request: DeployRequest): readonly Timer[] {
  const expire = { kind: 'expire', due: request.plan.window.end } as const;
  switch (request.state) {
    case 'pending':
    case 'paused':
      return [expire];
    case 'approved':
      return [expire, ...announcement(request)];
    case 'deploying':
      return request.rollout.overranAt === undefined ? [expire] : [];
    default:
      return [];
  }
}

/** Looked at again from hour to hour after a NO-GO, as long as there is time. */
function announcement(request: DeployRequest): readonly Timer[] {
  if (request.announcedAt !== undefined) return [];
  const { noGo } = request.readiness;
  const due =
    noGo === undefined || noGo.isOver === true ? announcementDue(request) : plusMinutes(noGo.at, MINUTES_UNTIL_LOOKED_AT_AGAIN);
  return due < request.plan.window.end ? [{ kind: 'announce', due }] : [];
}
