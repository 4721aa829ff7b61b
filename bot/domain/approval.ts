import { barredFrom } from './duties.ts';
import { openedBy, type OpenedPhase } from './phases.ts';
import type { DeployRequest, RequestEvent, Vote } from './request.ts';
import type { Requirement } from './requirements.ts';
import type { Plan } from './plan.ts';
import { standing } from './standing.ts';
import type { Instant } from './time.ts';

/** What is known once votes, requirements or the plan have changed. */
export interface Deliberation {
  readonly plan: Plan;
  readonly requirements: readonly Requirement[];
  readonly votes: readonly Vote[];
  readonly opened: readonly OpenedPhase[];
}

/** What follows from these votes: the turn of another phase, or, when nothing is missing, the approval. */
export function approvalOf(asked: Deliberation, now: Instant): readonly RequestEvent[] {
  if (standing(asked.requirements, asked.votes).missing > 0) {
    return openedBy(asked, asked.opened, now).map((opened) => ({ kind: 'phase-opened', ...opened }));
  }
  return [{ kind: 'approved', at: now }];
}

/** Votes that outlive an edit: approvals of roles that need not look again, by people who may still give them. */
export function keptVotes(
  { votes, requester }: Pick<DeployRequest, 'votes' | 'requester'>,
  { plan, reopened }: Pick<Extract<RequestEvent, { kind: 'revised' }>, 'plan' | 'reopened'>,
): readonly Vote[] {
  const barred = barredFrom({ requester, plan });
  return votes.filter(({ by, as, choice }) => choice === 'approve' && !reopened.includes(as) && !barred.has(by));
}
