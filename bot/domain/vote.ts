import { approvalOf } from './approval.ts';
import type { Decision, DecisionFacts, RequestCommand } from './decide.ts';
import type { RoleId } from './ids.ts';
import type { DeployRequest, Vote } from './request.ts';
import { accept, refuse } from './result.ts';
import { standing } from './standing.ts';
import type { Instant } from './time.ts';

type VoteCommand = Extract<RequestCommand, { kind: 'vote' }>;

/**
 * One person, one vote, for a role that was asked and that the directory confirms. The last approval that is
 * missing approves the request; one rejection ends it; a request for changes pauses it.
 */
export function decideVote(request: DeployRequest, command: VoteCommand, facts: DecisionFacts, now: Instant): Decision {
  const { by, choice } = command;
  const comment = command.comment.trim();
  const earlier = request.votes.find((vote) => vote.by === by);
  if (earlier !== undefined && isSameTap(earlier, command) && command.revision === request.revision) return accept([]);
  if (request.state !== 'pending') return refuse({ code: 'not-pending', state: request.state });
  if (command.revision !== request.revision) return refuse({ code: 'stale-revision', revision: request.revision });
  if (by === request.requester) return refuse({ code: 'own-request' });

  const as = roleFor(request, command, facts);
  if (!as.ok) return as;
  if (earlier !== undefined) return refuse({ code: 'already-voted', as: earlier.as });
  if (choice !== 'approve' && comment === '') return refuse({ code: 'reason-needed' });

  const vote: Vote = { by, as: as.value, choice, comment, at: now };
  const cast = { kind: 'vote-cast', ...vote } as const;
  return accept(choice === 'approve' ? [cast, ...approvalOf({ ...request, votes: [...request.votes, vote] }, now)] : [cast]);
}

/** The asked roles as which this vote may count: the chosen one, or any. None when no role could make it count. */
export function rolesForVote(request: DeployRequest, { by, as }: VoteCommand): readonly RoleId[] {
  if (request.state !== 'pending' || by === request.requester) return [];
  const asked = new Set(request.requirements.flatMap(({ anyOf }) => anyOf));
  return [...asked].filter((role) => as === undefined || as === role);
}

const isSameTap = (earlier: Vote, { choice, as }: VoteCommand): boolean =>
  earlier.choice === choice && (as === undefined || as === earlier.as);

function roleFor(request: DeployRequest, { as }: VoteCommand, { rolesHeld }: DecisionFacts) {
  const asked = new Set(request.requirements.flatMap(({ anyOf }) => anyOf));
  if (as !== undefined) {
    if (!asked.has(as)) return refuse({ code: 'role-not-asked' } as const);
    return rolesHeld.has(as) ? accept(as) : refuse({ code: 'role-not-held', role: as } as const);
  }

  const held = [...asked].filter((role) => rolesHeld.has(role));
  const open = held.filter((role) => isOpen(request, role));
  const [only, ...more] = open.length > 0 ? open : held;
  if (only === undefined) return refuse({ code: 'role-not-asked' } as const);
  return more.length === 0 ? accept(only) : refuse({ code: 'choose-role', roles: [only, ...more] } as const);
}

/** Whether one more approval of this role would fill something. */
function isOpen({ requirements, votes }: DeployRequest, role: RoleId): boolean {
  const now = standing(requirements, votes);
  return now.lines.some(({ requirement, filledBy }) => filledBy === undefined && requirement.anyOf.includes(role));
}
