import { keptVotes } from './approval.ts';
import { changesOf, type FieldChange } from './difference.ts';
import type { PersonId, RoleId } from './ids.ts';
import type { DeployRequest, RequestEvent, Vote } from './request.ts';
import type { Instant } from './time.ts';

/** The last edit of a request: what it changed, and what became of the votes that were there. */
export interface Edit {
  readonly revision: number;
  readonly by: PersonId;
  readonly at: Instant;
  readonly changes: readonly FieldChange[];
  readonly voters: readonly { readonly by: PersonId; readonly as: RoleId; readonly isKept: boolean }[];
  /** The approvals among them that have to be given again. */
  readonly asksAgain: readonly Pick<Vote, 'by' | 'as' | 'standIn' | 'at'>[];
}

export function editOf(before: DeployRequest, event: Extract<RequestEvent, { kind: 'revised' }>): Edit {
  const kept = keptVotes(before, event);
  return {
    revision: before.revision + 1,
    by: event.by,
    at: event.at,
    changes: changesOf(before.plan, event.plan),
    voters: before.votes.map((vote) => ({ by: vote.by, as: vote.as, isKept: kept.includes(vote) })),
    asksAgain: before.votes
      .filter((vote) => vote.choice === 'approve' && !kept.includes(vote))
      .map(({ by, as, standIn, at }) => ({ by, as, ...(standIn === undefined ? {} : { standIn }), at })),
  };
}
