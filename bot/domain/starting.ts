import { obstaclesToStart } from './clearance.ts';
import type { DecisionFacts } from './decide.ts';
import { deniedBy } from './emergency.ts';
import type { Policy } from './policy.ts';
import { isReady, unready } from './readiness.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest } from './request.ts';
import { plusMinutes, type Instant } from './time.ts';
import { approvalsGone } from './verification.ts';

/** When an approved deployment may start: its window, or as much before as policy lets its environment. */
export const earliestStart = ({ plan: { window, environment } }: Pick<DeployRequest, 'plan'>, policy: Policy): Instant =>
  plusMinutes(window.start, -(policy.environments.get(environment)?.earlyStart ?? 0));

export type StartFacts = Pick<DecisionFacts, 'policy' | 'holds' | 'holders'>;

/** The first thing that keeps a request from starting now, whoever wants to start it: a person, or a pipeline at the gate. */
export function keptFromStarting(
  request: DeployRequest,
  { policy, holds, holders }: StartFacts,
  now: Instant,
): Refusal | undefined {
  if (request.state !== 'approved') return { code: 'not-approved', state: request.state };
  const from = earliestStart(request, policy);
  if (now < from) return { code: 'too-early', from };
  if (now >= request.plan.window.end) return { code: 'too-late' };
  if (holds === undefined) return { code: 'holds-unread' };
  const [obstacle] = obstaclesToStart(request, holds, policy, now);
  if (obstacle !== undefined) return obstacle;
  if (deniedBy(request).length > 0) return { code: 'voice-denied' };
  const [gone] = holders === undefined ? [] : approvalsGone(request, holders);
  if (gone !== undefined) return gone;
  const missing = unready(request, policy);
  // seeds/002: an emergency proceeds immediately; what is left out is owed afterwards.
  return request.emergency === undefined && !isReady(missing) ? { code: 'not-ready', ...missing } : undefined;
}
