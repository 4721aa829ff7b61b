import type { LevelReached } from '../domain/chasing.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Digests } from './digests.ts';
import type { Directory } from './ports.ts';
import type { StandIns } from './stand-ins.ts';

/** Tells those concerned that something of a request waits, where its moment has come. */
export type ChaseRequest = (id: RequestId) => Promise<Result<DeployRequest, Refusal>>;

export interface ChaseRequestPorts {
  readonly changeRequest: ChangeRequest;
  readonly directory: Pick<Directory, 'holders'>;
  readonly standIns: Pick<StandIns, 'absence'>;
  readonly digests: Pick<Digests, 'readers'>;
  readonly policy: Policy;
}

export function createChaseRequest({ changeRequest, directory, standIns, digests, policy }: ChaseRequestPorts): ChaseRequest {
  return async (id) => {
    const [holders, absence, readers] = await Promise.all([directory.holders(), standIns.absence(), digests.readers()]);
    const levels = policy.escalation.map(({ role, channel }): LevelReached => ({ people: holders.get(role) ?? [], channel }));
    return changeRequest(id, { kind: 'chase', facts: { policy, levels, holders, absence, readers } });
  };
}
