import { dutyAgainst } from './duties.ts';
import { rolesThatLeaveEnough } from './enough.ts';
import type { PersonId, RoleId } from './ids.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest, Vote } from './request.ts';
import { laterThan, rolesAsked, rolesToGive, votesOf } from './vote.ts';

/** What a person who opens a request has to review. */
export type Review =
  | { readonly kind: 'give'; readonly as: RoleId }
  /** They hold several roles that are asked now. */
  | { readonly kind: 'choose'; readonly roles: readonly RoleId[] }
  /** They have answered, and may withdraw it. */
  | { readonly kind: 'given'; readonly votes: readonly Vote[] }
  | { readonly kind: 'refused'; readonly problem: Refusal };

/** Who opens it. */
export interface Reviewer {
  readonly by: PersonId;
  /** Those that the directory says they hold now. */
  readonly held: ReadonlySet<RoleId>;
  /** The role they chose on a card. */
  readonly as: RoleId | undefined;
  /** Everybody, as last read. */
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
}

/** What a person is shown who opens a request to answer it. */
export function reviewOf(request: DeployRequest, { by, held, as, holders }: Reviewer): Review {
  const given = votesOf(request, by);
  const isOpen = request.state === 'pending' || request.state === 'paused';
  const refused = (problem: Refusal): Review => ({ kind: 'refused', problem });
  const duty = dutyAgainst(request, by);
  if (duty !== undefined) return refused({ code: duty });

  const open = rolesToGive(request, by, held);
  const enough = rolesThatLeaveEnough(request, { by, held, holders });
  const toGive = open.filter((role) => enough.includes(role));
  const isMine = (votes: readonly Vote[]) => isOpen && votes.length > 0;
  if (as === undefined && isMine(given) && open.length === 0) return { kind: 'given', votes: given };
  if (request.state !== 'pending') {
    return isMine(given) ? { kind: 'given', votes: given } : refused({ code: 'not-pending', state: request.state });
  }
  if (as !== undefined && toGive.includes(as)) return { kind: 'give', as };
  const asked = rolesAsked(request).filter((role) => held.has(role));
  if (asked.length === 0) return refused({ code: 'role-not-asked' });
  const [only, ...more] = toGive;
  if (only !== undefined) return more.length === 0 ? { kind: 'give', as: only } : { kind: 'choose', roles: toGive };
  if (open.length > 0) return refused({ code: 'needed-as', roles: enough });
  return isMine(given) ? { kind: 'given', votes: given } : refused(laterThan(request, asked));
}
