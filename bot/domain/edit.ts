import { keptVotes } from './approval.ts';
import { changesOf, type FieldChange } from './difference.ts';
import type { PersonId, RoleId } from './ids.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
import type { Instant } from './time.ts';

/** The last edit of a request: what it changed, and what became of the votes that were there. */
export interface Edit {
  readonly revision: number;
  readonly by: PersonId;
  readonly at: Instant;
  readonly changes: readonly FieldChange[];
  readonly voters: readonly { readonly by: PersonId; readonly as: RoleId; readonly isKept: boolean }[];
}

export function editOf(before: DeployRequest, event: Extract<RequestEvent, { kind: 'revised' }>): Edit {
  const kept = keptVotes(before, event);
  return {
    revision: before.revision + 1,
    by: event.by,
    at: event.at,
    changes: changesOf(before.plan, event.plan),
    voters: before.votes.map((vote) => ({ by: vote.by, as: vote.as, isKept: kept.includes(vote) })),
  };
}
