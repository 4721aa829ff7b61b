import { obstaclesToStart, type Holds, type Obstacle } from './clearance.ts';
import { earliestStart } from './execution.ts';
import type { RequestId } from './ids.ts';
import type { Policy } from './policy.ts';
import { isReady, unready } from './readiness.ts';
import { isLive, type DeployRequest, type RequestState } from './request.ts';
import { plusMinutes, type Instant } from './time.ts';

/** What a pipeline is told when it asks to go on. Anything but `open` keeps the gate shut. */
export type GateAnswer =
  | { readonly kind: 'open'; readonly requestId: RequestId; readonly until: Instant }
  | {
      readonly kind: 'wait';
      readonly requestId: RequestId;
      readonly reason: 'pending' | 'paused' | 'too-early' | 'not-ready';
      readonly askAgainInSeconds: number;
    }
  | { readonly kind: 'closed'; readonly requestId: RequestId; readonly reason: RequestState | Obstacle['code'] | 'too-late' }
  | { readonly kind: 'closed'; readonly reason: 'no-request' };

/** Of the requests for one service, environment and version: the one on its way, else the newest; they come newest first. */
export const requestAtGate = (requests: readonly DeployRequest[]): DeployRequest | undefined =>
  requests.find(isLive) ?? requests[0];

const ASK_AGAIN_SECONDS = 30;
const MOST_SECONDS_TO_ASK_AGAIN = 300;
/** A deployment that takes longer than its window may still end what it began; it asks again as it goes. */
const MINUTES_PAST_THE_WINDOW = 10;

/**
 * Open for what is approved, from its window's start (or as early as policy lets people start) to its end, unless
 * something stands in the way of a start. What is under way is let through: half a deployment helps nobody.
 */
export function decideGate(request: DeployRequest | undefined, holds: Holds, policy: Policy, now: Instant): GateAnswer {
  if (request === undefined) return { kind: 'closed', reason: 'no-request' };
  const { id: requestId, state, plan } = request;
  switch (state) {
    case 'pending':
    case 'paused':
      return { kind: 'wait', requestId, reason: state, askAgainInSeconds: ASK_AGAIN_SECONDS };
    case 'approved':
      return atWindow(request, holds, policy, now);
    case 'deploying': {
      const grace = plusMinutes(now, MINUTES_PAST_THE_WINDOW);
      return { kind: 'open', requestId, until: plan.window.end > grace ? plan.window.end : grace };
    }
    case 'rolling-back':
    case 'rejected':
    case 'cancelled':
    case 'expired':
    case 'deployed':
    case 'rolled-back':
    case 'complete':
      return { kind: 'closed', requestId, reason: state };
  }
}

function atWindow(request: DeployRequest, holds: Holds, policy: Policy, now: Instant): GateAnswer {
  const { id: requestId, plan } = request;
  const { window } = plan;
  if (now >= window.end) return { kind: 'closed', requestId, reason: 'too-late' };
  const from = earliestStart({ plan }, policy);
  const [obstacle] = now < from ? [] : obstaclesToStart(request, holds, policy, now);
  if (obstacle !== undefined) return { kind: 'closed', requestId, reason: obstacle.code };
  const missing = unready(request, policy);
  if (now >= from && !isReady(missing))
    return { kind: 'wait', requestId, reason: 'not-ready', askAgainInSeconds: ASK_AGAIN_SECONDS };
  if (now >= from) return { kind: 'open', requestId, until: window.end };
  const seconds = Math.ceil((Date.parse(from) - Date.parse(now)) / 1_000);
  const askAgainInSeconds = Math.min(seconds, MOST_SECONDS_TO_ASK_AGAIN);
  return { kind: 'wait', requestId, reason: 'too-early', askAgainInSeconds };
}
