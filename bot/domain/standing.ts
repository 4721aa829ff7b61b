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

/** The tally of approvals. One person fills one requirement, and the order of the votes makes no difference. */
export function standing(requirements: readonly Requirement[], votes: readonly Vote[]): Standing {
  const approvals = votes.filter(({ choice }) => choice === 'approve');
  const seats = match(
    requirements.length,
    approvals.map(({ as }) => requirements.flatMap(({ anyOf }, seat) => (anyOf.includes(as) ? [seat] : []))),
  );
  const lines = requirements.map((requirement, seat) => {
    const vote = seats[seat];
    return { requirement, filledBy: vote === undefined ? undefined : approvals[vote] };
  });
  return { lines, missing: lines.filter(({ filledBy }) => filledBy === undefined).length };
}
