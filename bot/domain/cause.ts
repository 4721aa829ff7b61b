import type { Decision, DecisionFacts } from './decide.ts';
import { mayDeploy } from './execution.ts';
import type { PersonId } from './ids.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import type { Instant } from './time.ts';

/** Somebody has found out why it had to go back; until then its target stays locked. */
export interface CauseCommand {
  readonly kind: 'record-cause';
  readonly by: PersonId;
  readonly cause: string;
}

/** The longest cause that fits on a card, in characters. */
const MOST_CAUSE = 1_000;

/** Refuses with `not-deployer`, `not-rolled-back` or `reason-needed`. */
export function decideCause(request: DeployRequest, { by, cause }: CauseCommand, facts: DecisionFacts, now: Instant): Decision {
  if (!mayDeploy(request, by, facts)) return refuse({ code: 'not-deployer' });
  if (request.state !== 'rolled-back') return refuse({ code: 'not-rolled-back', state: request.state });
  if (request.rollout.cause !== undefined) return accept([]);
  const text = cause.trim().slice(0, MOST_CAUSE);
  if (text === '') return refuse({ code: 'reason-needed' });
  const owed = request.obligations.filter(({ kind, met }) => kind === 'cause' && met === undefined);
  const met = owed.map(({ id }) => ({ kind: 'obligation-met', id, by, note: text, at: now }) as const);
  return accept([{ kind: 'cause-recorded', by, text, at: now }, ...met]);
}
