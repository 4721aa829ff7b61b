import { obstaclesTo } from './clearance.ts';
import type { Decision, DecisionFacts } from './decide.ts';
import type { Target } from './freeze.ts';
import type { PipelineId, RequestId } from './ids.ts';
import { commitProblem, triggerProblem, type Origin } from './origin.ts';
import { mayTake } from './passing.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusal.ts';
import { accept, refuse } from './result.ts';
import { isLive, type DeployRequest, type RequestState } from './request.ts';
import { keptFromStarting, type StartFacts } from './starting.ts';
import { plusMinutes, type Instant } from './time.ts';

/** What a run wants to be let through for. */
export interface GateAsk {
  readonly run: string;
  readonly origin: Origin;
  /** `rollback`: a run that takes the version back. */
  readonly action: 'deploy' | 'rollback';
}

/** What a pipeline is told when it asks to go on. Anything but `open` keeps the gate shut. */
export type GateAnswer =
  | { readonly kind: 'open'; readonly requestId?: RequestId; readonly until: Instant }
  | {
      readonly kind: 'wait';
      readonly requestId: RequestId;
      readonly reason: 'pending' | 'paused' | 'too-early' | 'not-ready';
      readonly askAgainInSeconds: number;
    }
  | { readonly kind: 'closed'; readonly requestId?: RequestId; readonly reason: ShutBecause };

export type ShutBecause = 'no-request' | RequestState | Refusal['code'];

/** Of the requests for one service, environment and version: the one on its way, else the newest; they come newest first. */
export const requestAtGate = (requests: readonly DeployRequest[]): DeployRequest | undefined =>
  requests.find(isLive) ?? requests[0];

const ASK_AGAIN_SECONDS = 30;
const MOST_SECONDS_TO_ASK_AGAIN = 300;
/** A deployment that takes longer than its window may still end what it began; it asks again as it goes. */
const MINUTES_PAST_THE_WINDOW = 10;

/**
 * Open for what is approved, from its window's start (or as early as policy lets people start) to its end, unless
 * something stands in the way of a start. What is under way is let through: half a deployment helps nobody. Only the
 * approved commit is, set off as policy wants it, and one run alone.
 */
export function decideGate(request: DeployRequest, ask: GateAsk, facts: StartFacts, now: Instant): GateAnswer {
  const { id: requestId, state, plan } = request;
  const closed = (reason: ShutBecause): GateAnswer => ({ kind: 'closed', requestId, reason });
  if (ask.action === 'rollback') {
    return state === 'rolling-back' ? { kind: 'open', requestId, until: graceFrom(now) } : closed('not-rolling-back');
  }
  if (!isLive(request) || state === 'rolling-back') return closed(state);
  const problem = originProblem(request, ask.origin, facts.policy);
  if (problem !== undefined) return closed(problem.code);
  if (state === 'pending' || state === 'paused') {
    return { kind: 'wait', requestId, reason: state, askAgainInSeconds: ASK_AGAIN_SECONDS };
  }
  if (!mayTake(request, ask.run, facts.policy, now)) return closed('other-run');
  if (state === 'approved') return atWindow(request, facts, now);
  const { end } = plan.window;
  return { kind: 'open', requestId, until: end > graceFrom(now) ? end : graceFrom(now) };
}

export const originProblem = ({ plan }: Pick<DeployRequest, 'plan'>, origin: Origin, { environments }: Policy) =>
  commitProblem(plan, origin) ?? triggerProblem(environments.get(plan.environment)?.trigger, origin);

const graceFrom = (now: Instant): Instant => plusMinutes(now, MINUTES_PAST_THE_WINDOW);

function atWindow(request: DeployRequest, facts: StartFacts, now: Instant): GateAnswer {
  const { id: requestId, plan } = request;
  const kept = keptFromStarting(request, facts, now);
  if (kept === undefined) return { kind: 'open', requestId, until: plan.window.end };
  if (kept.code === 'too-early') {
    return { kind: 'wait', requestId, reason: 'too-early', askAgainInSeconds: secondsUntil(kept.from, now) };
  }
  if (kept.code === 'not-ready') {
    return { kind: 'wait', requestId, reason: 'not-ready', askAgainInSeconds: ASK_AGAIN_SECONDS };
  }
  return { kind: 'closed', requestId, reason: kept.code };
}

const secondsUntil = (from: Instant, now: Instant): number =>
  Math.min(MOST_SECONDS_TO_ASK_AGAIN, Math.ceil((Date.parse(from) - Date.parse(now)) / 1_000));

/** Where nothing has to be requested (`rules: none`): open unless it is frozen or locked, or set off by something else. */
export function decideUnrequestedGate(
  { service, environment }: Target,
  { origin }: GateAsk,
  { policy, holds }: Required<Pick<StartFacts, 'policy' | 'holds'>>,
  now: Instant,
): GateAnswer {
  const known = policy.environments.get(environment);
  if (known?.rules !== 'none' || !policy.services.has(service)) return { kind: 'closed', reason: 'no-request' };
  const span = { start: now, end: graceFrom(now) };
  const asking = { id: undefined, service, environment, span, overridden: [] };
  const problem = triggerProblem(known.trigger, origin) ?? obstaclesTo(asking, { ...holds, others: [] }, policy, now)[0];
  return problem === undefined ? { kind: 'open', until: span.end } : { kind: 'closed', reason: problem.code };
}

/** A pipeline goes through the gate that has just been found open for it. */
export interface PassGate {
  readonly kind: 'pass-gate';
  readonly by: PipelineId;
  readonly ask: GateAsk;
}

/** Refuses with `gate-shut` when the gate has closed meanwhile, to everybody or to this run. */
export function decidePassing(request: DeployRequest, { by, ask }: PassGate, facts: DecisionFacts, now: Instant): Decision {
  if (decideGate(request, ask, facts, now).kind !== 'open') return refuse({ code: 'gate-shut' });
  if (request.gate?.run === ask.run) return accept([]);
  return accept([{ kind: 'gate-passed', run: ask.run, by, commit: ask.origin.commit, at: now }]);
}
