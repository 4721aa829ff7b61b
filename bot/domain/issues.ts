import type { Decision } from './decide.ts';
import { reviewAfter } from './aftermath.ts';
import { isPerson, type Doer } from './ids.ts';
import { drop, owe } from './obligation.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
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
  return command.kind === 'report-issue' ? report(request, command, now) : say(request, command, now);
}

/** From its start until it is back, or for good: a deployment that is live still has issues. */
const isAround = (request: DeployRequest): request is DeployRequest & Running =>
  request.state === 'deploying' || request.state === 'rolling-back' || request.state === 'deployed';

function report(
  request: DeployRequest & Running,
  { issue, by }: Extract<IssueCommand, { kind: 'report-issue' }>,
  now: Instant,
): Decision {
  const readable = issue.text !== '' && issue.every >= 1 && issue.every <= MOST_MINUTES_BETWEEN_UPDATES;
  if (!readable) return refuse({ code: 'issue-unreadable' });
  const n = request.rollout.issues.length + 1;
  return accept([{ kind: 'issue-reported', ...issue, by, at: now }, nextUpdate(request, { by, every: issue.every }, n, now)]);
}

/** The next word is owed by whoever promised it, or by the on-call engineer where a pipeline did. */
function nextUpdate(
  { plan }: DeployRequest,
  { by, every }: Pick<IssueReport, 'by' | 'every'>,
  n: number,
  now: Instant,
): RequestEvent {
  const owner = isPerson(by) ? by : plan.onCallEngineer;
  return owe({ kind: 'issue-update', owner, since: now, within: every, n }, now);
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
  if (kind === 'update-issue') {
    return accept([{ kind: 'issue-updated', issue: n, text, by, at: now }, nextUpdate(request, issue, n, now)]);
  }
  const review = request.state === 'deployed' ? reviewAfter(request, now) : [];
  return accept([{ kind: 'issue-resolved', issue: n, text, by, at: now }, drop(`issue-update-${String(n)}`, now), ...review]);
}

const notDeploying = ({ state }: DeployRequest): Refusal => ({ code: 'not-deploying', state });
