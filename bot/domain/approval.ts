import type { DeployRequest, RequestEvent, Vote } from './request.ts';
import type { Requirement } from './requirements.ts';
import type { Plan } from './plan.ts';
import { standing } from './standing.ts';
import { announcementDue } from './timers.ts';
import type { Instant } from './time.ts';

/** What follows when these votes are all that was missing; nothing when more are needed. */
export function approvalOf(
  asked: { readonly plan: Plan; readonly requirements: readonly Requirement[]; readonly votes: readonly Vote[] },
  now: Instant,
): readonly RequestEvent[] {
  if (standing(asked.requirements, asked.votes).missing > 0) return [];
  const approved = { kind: 'approved', at: now } as const;
  return announcementDue(asked) <= now ? [approved, { kind: 'announced', at: now }] : [approved];
}

/** Votes that outlive an edit: approvals of roles that need not look again. */
export const keptVotes = ({ votes }: DeployRequest, reopened: readonly string[]): readonly Vote[] =>
  votes.filter(({ as, choice }) => choice === 'approve' && !reopened.includes(as));
