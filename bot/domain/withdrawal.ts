import { approvalOf } from './approval.ts';
import type { Decision, RequestCommand } from './decide.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import type { Instant } from './time.ts';
import { votesOf } from './vote.ts';

/** Takes back what a person said, while the request is still being decided. A withdrawn objection lets it go on. */
export function decideWithdrawal(
  request: DeployRequest,
  { by, as }: Extract<RequestCommand, { kind: 'withdraw' }>,
  now: Instant,
): Decision {
  const given = votesOf(request, by).filter((vote) => as === undefined || vote.as === as);
  if (given.length === 0) return refuse({ code: 'no-vote' });
  if (request.state !== 'pending' && request.state !== 'paused') return refuse({ code: 'vote-final', state: request.state });
  const votes = request.votes.filter((vote) => !given.includes(vote));
  return accept([
    ...given.map((vote) => ({ kind: 'vote-withdrawn', by, as: vote.as, at: now }) as const),
    ...approvalOf({ ...request, votes }, now),
  ]);
}
