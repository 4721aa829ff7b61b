import type { RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import { hookOf } from '../domain/rollback-hook.ts';
import type { Result } from '../domain/result.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Chance, TellHook } from './ports.ts';

export interface CallHookPorts {
  readonly changeRequest: ChangeRequest;
  readonly tellHook: TellHook;
  readonly policy: Policy;
  readonly chance: Pick<Chance, 'uuid'>;
}

/**
 * Tells the pipeline to take a version back. That it is being told is on record first, with an id of this call: of several
 * instances one tells it, and one that dies meanwhile is not followed by another.
 */
export type CallHook = (id: RequestId) => Promise<Result<DeployRequest, Refusal>>;

export function createCallHook({ changeRequest, tellHook, policy, chance }: CallHookPorts): CallHook {
  return async (id) => {
    const call = chance.uuid();
    const claimed = await changeRequest(id, { kind: 'call-hook', call });
    if (!claimed.ok) return claimed;
    const request = claimed.value;
    const url = hookOf(request, policy);
    const isMine = 'rollout' in request && request.rollout.hook?.call === call;
    if (!isMine || url === undefined) return claimed;
    const { service, environment, version, commit } = request.plan;
    const run = request.rollout.run?.id ?? '';
    const body = { requestId: id, action: 'rollback', service, environment, version, commit, run };
    const answer = await tellHook({ url, key: `${id}-rollback`, body });
    return changeRequest(id, { kind: 'answer-hook', call, answer });
  };
}
