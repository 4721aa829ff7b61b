import type { Decision, DecisionFacts } from './decide.ts';
import { isPerson, type Doer, type PersonId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import { openAsk, type AskedBack } from './rollout.ts';
import type { Instant } from './time.ts';

/** How a deployment is taken back. Its plan was approved with the request; a second person agrees that it is time. */
export type RollbackCommand =
  | { readonly kind: 'roll-back'; readonly by: Doer; readonly reason: string }
  | { readonly kind: 'confirm-rollback' | 'withdraw-rollback'; readonly by: PersonId };

/** Refuses with `not-deploying`, `reason-needed`, `no-rollback-asked` or `own-rollback`. */
export function decideRollback(request: DeployRequest, command: RollbackCommand, facts: DecisionFacts, now: Instant): Decision {
  if (request.state === 'rolling-back') return accept([]);
  if (request.state !== 'deploying' && request.state !== 'deployed') {
    return refuse({ code: 'not-deploying', state: request.state });
  }
  const asked = openAsk(request.rollout);
  switch (command.kind) {
    case 'roll-back':
      return askBack(request, command, facts.policy, now);
    case 'withdraw-rollback':
      return accept(asked === undefined ? [] : [{ kind: 'rollback-withdrawn', by: command.by, at: now }]);
    case 'confirm-rollback':
      if (asked === undefined) return refuse({ code: 'no-rollback-asked' });
      if (asked.by === command.by) return refuse({ code: 'own-rollback' });
      return accept([goBack(asked, command.by, now)]);
  }
}

function askBack(
  request: Extract<DeployRequest, { state: 'deploying' | 'deployed' }>,
  { by, reason: typed }: Extract<RollbackCommand, { kind: 'roll-back' }>,
  policy: Policy,
  now: Instant,
): Decision {
  const asked = openAsk(request.rollout);
  const reason = typed.trim();
  if (asked !== undefined && asked.by !== by && isPerson(by)) return accept([goBack(asked, by, now)]);
  if (asked !== undefined) return accept([]);
  if (reason === '') return refuse({ code: 'reason-needed' });
  // A pipeline reports what it has begun already; there is nothing to agree to any more.
  if (!isPerson(by) || confirmations(request, policy) === 0) return accept([goBack({ by, reason }, undefined, now)]);
  return accept([{ kind: 'rollback-asked', by, reason, at: now }]);
}

/** People besides the one who asks; light environments go back at once. */
function confirmations({ plan }: Pick<DeployRequest, 'plan'>, policy: Policy): number {
  return policy.environments.get(plan.environment)?.rules === 'light' ? 0 : policy.execution.rollbackConfirmations;
}

function goBack(
  { by, reason, breach }: Pick<AskedBack, 'by' | 'reason' | 'breach'>,
  confirmedBy: PersonId | undefined,
  at: Instant,
) {
  return { kind: 'rollback-started', by, reason, ...(breach && { breach }), confirmedBy, at } as const;
}
