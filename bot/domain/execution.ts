import { causeOwed, nothingMoreOwed, reviewAfter } from './aftermath.ts';
import { owedFromStart } from './emergency.ts';
import type { Decision, DecisionFacts } from './decide.ts';
import { decideRollback, type RollbackCommand } from './going-back.ts';
import { isPerson, type Doer, type PersonId, type RoleId } from './ids.ts';
import { decideIssue, type IssueCommand } from './issues.ts';
import { isHere } from './readiness.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
import type { Refusal } from './refusal.ts';
import { accept, refuse } from './result.ts';
import { keptFromStarting } from './starting.ts';
import type { Instant } from './time.ts';

/** What people and pipelines do with an approved request (seeds/002, phase 6). */
export type ExecutionCommand =
  | { readonly kind: 'start'; readonly by: Doer }
  /** `step` counts from 1 and is the one on the card; undefined means the running one. */
  | { readonly kind: 'begin-step' | 'finish-step'; readonly by: Doer; readonly step: number | undefined }
  | { readonly kind: 'finish'; readonly by: Doer }
  | IssueCommand
  | RollbackCommand;

export function decideExecution(
  request: DeployRequest,
  command: ExecutionCommand,
  facts: DecisionFacts,
  now: Instant,
): Decision {
  if (!mayDeploy(request, command.by, facts)) return refuse({ code: 'not-deployer' });
  switch (command.kind) {
    case 'start':
      return decideStart(request, command.by, facts, now);
    case 'begin-step':
    case 'finish-step':
      return decideStep(request, command, now);
    case 'finish':
      return decideFinish(request, command.by, now);
    case 'report-issue':
    case 'update-issue':
    case 'resolve-issue':
      return decideIssue(request, command, now);
    case 'roll-back':
    case 'confirm-rollback':
    case 'withdraw-rollback':
      return decideRollback(request, command, facts, now);
  }
}

/**
 * The requester, the on-call people the request names, and the roles that policy names. A pipeline has shown its token,
 * which is only good for the services that it names.
 */
export const mayDeploy = (
  request: DeployRequest,
  by: Doer,
  { policy, rolesHeld }: Pick<DecisionFacts, 'policy' | 'rolesHeld'>,
): boolean => !isPerson(by) || isNamed(request, by) || policy.deployers.some((role: RoleId) => rolesHeld.has(role));

/** Whether the request itself names the person among those who run its deployment. */
export const isNamed = ({ requester, plan }: DeployRequest, by: PersonId): boolean =>
  [requester, plan.onCallEngineer, plan.backupEngineer, plan.managerOnCall].includes(by);

function decideStart(request: DeployRequest, by: Doer, facts: DecisionFacts, now: Instant): Decision {
  if (request.state === 'deploying' && request.rollout.startedBy === by) return accept([]);
  const attended = attending(request, by, now);
  const kept = keptFromStarting(attended.request, facts, now);
  if (kept !== undefined) return refuse(kept);
  const announced: readonly RequestEvent[] = request.announcedAt === undefined ? [{ kind: 'announced', at: now }] : [];
  const standby = owedFromStart(request, facts.policy.expedited, now);
  return accept([...announced, ...attended.events, { kind: 'rollout-started', by, at: now }, ...standby]);
}

/** Whoever starts it is there. */
function attending(request: DeployRequest, by: Doer, at: Instant) {
  if (!isPerson(by) || isHere(request, by)) return { request, events: [] };
  const readiness = { ...request.readiness, present: [...request.readiness.present, { by, at }] };
  return { request: { ...request, readiness }, events: [{ kind: 'attended', by, at } as const] };
}

function decideStep(
  request: DeployRequest,
  { kind, by, step }: Extract<ExecutionCommand, { kind: 'begin-step' | 'finish-step' }>,
  now: Instant,
): Decision {
  if (request.state !== 'deploying') return refuse(notDeploying(request));
  const { finished, begun } = request.rollout;
  const running = finished.length + 1;
  if (step !== undefined && step < running) return accept([]);
  if ((step ?? running) !== running || running > request.plan.steps.length) return refuse({ code: 'step-not-open' });
  if (kind === 'finish-step') return accept([{ kind: 'step-finished', step: running, by, at: now }]);
  return accept(begun === undefined ? [{ kind: 'step-begun', step: running, by, at: now }] : []);
}

function decideFinish(request: DeployRequest, by: Doer, now: Instant): Decision {
  if (request.state === 'rolling-back') {
    const owed = [...nothingMoreOwed(request, now), ...reviewAfter(request, now), causeOwed(request, now)];
    return accept([{ kind: 'rollback-finished', by, at: now }, ...owed]);
  }
  if (request.state === 'deployed' || request.state === 'rolled-back' || request.state === 'complete') return accept([]);
  if (request.state !== 'deploying') return refuse(notDeploying(request));
  const open = request.plan.steps.length - request.rollout.finished.length;
  if (open > 0) return refuse({ code: 'steps-open', open });
  return accept([{ kind: 'rollout-succeeded', by, at: now }, ...nothingMoreOwed(request, now), ...reviewAfter(request, now)]);
}

const notDeploying = ({ state }: DeployRequest): Refusal => ({ code: 'not-deploying', state });
