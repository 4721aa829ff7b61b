import type { Decision, DecisionFacts } from './decide.ts';
import type { PersonId, RoleId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
import type { Refusal } from './refusal.ts';
import { accept, refuse } from './result.ts';
import type { Issue } from './rollout.ts';
import { plusMinutes, type Instant } from './time.ts';

/** What people do with an approved request (seeds/002, phase 6). */
export type ExecutionCommand =
  | { readonly kind: 'start'; readonly by: PersonId }
  /** `step` counts from 1 and is the one on the card; undefined means the running one. */
  | { readonly kind: 'finish-step'; readonly by: PersonId; readonly step: number | undefined }
  | { readonly kind: 'finish'; readonly by: PersonId }
  | { readonly kind: 'report-issue'; readonly by: PersonId; readonly issue: Omit<Issue, 'by' | 'at'> }
  | { readonly kind: 'roll-back'; readonly by: PersonId; readonly reason: string };

/** Updates are promised between every minute and every two hours. */
const MOST_MINUTES_BETWEEN_UPDATES = 120;

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
    case 'finish-step':
      return decideStep(request, command.by, command.step, now);
    case 'finish':
      return decideFinish(request, command.by, now);
    case 'report-issue':
      return decideIssue(request, { ...command.issue, by: command.by, at: now });
    case 'roll-back':
      return decideRollback(request, command.by, command.reason.trim(), now);
  }
}

/** The requester, the on-call people the request names, and the roles that policy names. */
export const mayDeploy = (request: DeployRequest, by: PersonId, { policy, rolesHeld }: DecisionFacts): boolean =>
  isNamed(request, by) || policy.deployers.some((role: RoleId) => rolesHeld.has(role));

/** Whether the request itself names the person among those who run its deployment. */
export const isNamed = ({ requester, plan }: DeployRequest, by: PersonId): boolean =>
  [requester, plan.onCallEngineer, plan.backupEngineer, plan.managerOnCall].includes(by);

/** When an approved deployment may start: its window, or as much before as policy lets its environment. */
export const earliestStart = ({ plan: { window, environment } }: Pick<DeployRequest, 'plan'>, policy: Policy): Instant =>
  plusMinutes(window.start, -(policy.environments.get(environment)?.earlyStart ?? 0));

function decideStart(request: DeployRequest, by: PersonId, { policy }: DecisionFacts, now: Instant): Decision {
  if (request.state === 'deploying' && request.rollout.startedBy === by) return accept([]);
  if (request.state !== 'approved') return refuse({ code: 'not-approved', state: request.state });
  const { window } = request.plan;
  const from = earliestStart(request, policy);
  if (now < from) return refuse({ code: 'too-early', from });
  if (now >= window.end) return refuse({ code: 'too-late' });
  const announced: readonly RequestEvent[] = request.announcedAt === undefined ? [{ kind: 'announced', at: now }] : [];
  return accept([...announced, { kind: 'rollout-started', by, at: now }]);
}

function decideStep(request: DeployRequest, by: PersonId, step: number | undefined, now: Instant): Decision {
  if (request.state !== 'deploying') return refuse(notDeploying(request));
  const running = request.rollout.finished.length + 1;
  if (step !== undefined && step < running) return accept([]);
  if ((step ?? running) !== running || running > request.plan.steps.length) return refuse({ code: 'step-not-open' });
  return accept([{ kind: 'step-finished', step: running, by, at: now }]);
}

function decideFinish(request: DeployRequest, by: PersonId, now: Instant): Decision {
  if (request.state === 'rolling-back') return accept([{ kind: 'rollback-finished', by, at: now }]);
  if (request.state === 'deployed' || request.state === 'rolled-back') return accept([]);
  if (request.state !== 'deploying') return refuse(notDeploying(request));
  const open = request.plan.steps.length - request.rollout.finished.length;
  return open > 0 ? refuse({ code: 'steps-open', open }) : accept([{ kind: 'rollout-succeeded', by, at: now }]);
}

function decideIssue(request: DeployRequest, issue: Issue): Decision {
  if (request.state !== 'deploying' && request.state !== 'rolling-back') return refuse(notDeploying(request));
  const readable = issue.text !== '' && issue.every >= 1 && issue.every <= MOST_MINUTES_BETWEEN_UPDATES;
  return readable ? accept([{ kind: 'issue-reported', ...issue }]) : refuse({ code: 'issue-unreadable' });
}

function decideRollback(request: DeployRequest, by: PersonId, reason: string, now: Instant): Decision {
  if (request.state === 'rolling-back') return accept([]);
  if (request.state !== 'deploying') return refuse(notDeploying(request));
  if (reason === '') return refuse({ code: 'reason-needed' });
  return accept([{ kind: 'rollback-started', by, reason, at: now }]);
}

const notDeploying = ({ state }: DeployRequest): Refusal => ({ code: 'not-deploying', state });
