import type { RoleId } from './ids.ts';
import { match } from './matching.ts';
import type { Vote } from './request.ts';
import type { Requirement } from './requirements.ts';

/** One line of the tally: what was asked, and the vote that filled it. */
export interface TallyLine {
  readonly requirement: Requirement;
  readonly filledBy: Vote | undefined;
}

export interface Standing {
  readonly lines: readonly TallyLine[];
  readonly missing: number;
}

/**
 * The tally of approvals. One vote fills one requirement, as many as possible are filled, the earlier phases first,
 * and the order of the votes makes no difference to which.
 */
export function standing(requirements: readonly Requirement[], votes: readonly Vote[]): Standing {
  const approvals = approvalsOf(votes);
  const seats = match(requirements.length, seatsFor(requirements, approvals));
  const lines = requirements.map((requirement, seat) => ({
    requirement,
    filledBy: approvals.find((_, claim) => claim === seats[seat]),
  }));
  return { lines, missing: lines.filter(({ filledBy }) => filledBy === undefined).length };
}

/** The lines that nobody has filled, the phase whose turn it is first. */
export const missingIn = (requirements: readonly Requirement[], votes: readonly Vote[]): readonly TallyLine[] =>
  standing(requirements, votes).lines.filter(({ filledBy }) => filledBy === undefined);

/**
 * The roles of which one more approval would fill a line: its own, and those that could take the place of a vote
 * that is needed elsewhere. With Director given for `CTO or Director`, a CTO helps `VP or Director`.
 */
export function rolesThatHelp({ lines }: Standing, { requirement }: TallyLine): ReadonlySet<RoleId> {
  const wanted = new Set(requirement.anyOf);
  for (let size = 0; size < wanted.size;) {
    size = wanted.size;
    for (const { requirement: other, filledBy } of lines) {
      if (filledBy !== undefined && wanted.has(filledBy.as)) for (const role of other.anyOf) wanted.add(role);
    }
  }
  return wanted;
}

const approvalsOf = (votes: readonly Vote[]): readonly Vote[] => votes.filter(({ choice }) => choice === 'approve');

const seatsFor = (requirements: readonly Requirement[], approvals: readonly Vote[]): readonly (readonly number[])[] =>
  approvals.map(({ as }) => requirements.flatMap(({ anyOf }, seat) => (anyOf.includes(as) ? [seat] : [])));
