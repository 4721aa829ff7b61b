import type { Decision } from './decide.ts';
import type { Doer } from './ids.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import { isOpenIssue, type IssueReport, type Running } from './rollout.ts';
import type { Instant } from './time.ts';

/** What people say about something that goes wrong (seeds/002, "Deployment Issue"). `issue` counts from 1. */
export type IssueCommand =
  | { readonly kind: 'report-issue'; readonly by: Doer; readonly issue: Omit<IssueReport, 'by' | 'at'> }
  | {
      readonly kind: 'update-issue' | 'resolve-issue';
      readonly by: Doer;
      /** Undefined means the newest open one. */
      readonly issue: number | undefined;
      readonly text: string;
    };

/** Updates are promised between every minute and every two hours. */
const MOST_MINUTES_BETWEEN_UPDATES = 120;

/** Refuses with `not-deploying`, `issue-unreadable`, `issue-over` or `reason-needed`. */
export function decideIssue(request: DeployRequest, command: IssueCommand, now: Instant): Decision {
  if (!isAround(request)) return refuse(notDeploying(request));
  return command.kind === 'report-issue' ? report(command, now) : say(request, command, now);
}

/** From its start until it is back, or for good: a deployment that is live still has issues. */
const isAround = (request: DeployRequest): request is DeployRequest & Running =>
  request.state === 'deploying' || request.state === 'rolling-back' || request.state === 'deployed';

function report({ issue, by }: Extract<IssueCommand, { kind: 'report-issue' }>, now: Instant): Decision {
  const readable = issue.text !== '' && issue.every >= 1 && issue.every <= MOST_MINUTES_BETWEEN_UPDATES;
  if (!readable) return refuse({ code: 'issue-unreadable' });
  return accept([{ kind: 'issue-reported', ...issue, by, at: now }]);
}

function say(
  request: DeployRequest & Running,
  { kind, by, issue: asked, text: typed }: Exclude<IssueCommand, { kind: 'report-issue' }>,
  now: Instant,
): Decision {
  const n = asked ?? request.rollout.issues.findLastIndex((issue) => isOpenIssue(issue, request)) + 1;
  const issue = request.rollout.issues[n - 1];
  const text = typed.trim();
  if (issue !== undefined && kind === 'resolve-issue' && issue.resolved?.by === by) return accept([]);
  if (issue === undefined || !isOpenIssue(issue, request)) return refuse({ code: 'issue-over' });
  if (text === '') return refuse({ code: 'reason-needed' });
  return accept([{ kind: kind === 'resolve-issue' ? 'issue-resolved' : 'issue-updated', issue: n, text, by, at: now }]);
}

const notDeploying = ({ state }: DeployRequest): Refusal => ({ code: 'not-deploying', state });
