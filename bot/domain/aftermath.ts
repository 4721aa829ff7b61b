import { drop, owe, type ObligationKind } from './obligation.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
import type { Instant } from './time.ts';

/** Owed only while a deployment is going on, or is watched. */
const WHILE_IT_LASTS: readonly ObligationKind[] = ['issue-update', 'investigate', 'watch-check', 'pipeline-report'];

/** Seeds/002, "Post-incident review within 24 hours"; a cause has as long. */
const MINUTES_TO_FIND_OUT = 24 * 60;

/** What ends with a deployment, or with its way back: nobody has to say more about it. */
export const nothingMoreOwed = ({ obligations }: DeployRequest, now: Instant): readonly RequestEvent[] =>
  obligations.filter(({ kind, met }) => met === undefined && WHILE_IT_LASTS.includes(kind)).map(({ id }) => drop(id, now));

/** A review is owed once, by the requester, when there was an issue or the deployment went back. */
export function reviewAfter(request: DeployRequest, now: Instant): readonly RequestEvent[] {
  const had = 'rollout' in request && (request.rollout.issues.length > 0 || request.rollout.rollback !== undefined);
  if (!had || request.obligations.some(({ kind }) => kind === 'review')) return [];
  return [owe({ kind: 'review', owner: request.requester, since: now, within: MINUTES_TO_FIND_OUT }, now)];
}

/** Whoever asked for the deployment says why it had to go back. */
export const causeOwed = ({ requester }: DeployRequest, now: Instant): RequestEvent =>
  owe({ kind: 'cause', owner: requester, since: now, within: MINUTES_TO_FIND_OUT }, now);
