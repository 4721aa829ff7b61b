import { missedAtLevels, type ChaseFacts } from '../domain/chasing.ts';
import type { RequestId } from '../domain/ids.ts';
import { asksManagers, type LevelReached, type Managers } from '../domain/levels.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Digests } from './digests.ts';
import type { FindManagers } from './find-managers.ts';
import type { Clock, Directory, Requests } from './ports.ts';
import type { StandIns } from './stand-ins.ts';

/** Tells those concerned that something of a request waits, where its moment has come. */
export type ChaseRequest = (id: RequestId) => Promise<Result<DeployRequest, Refusal>>;

export interface ChaseRequestPorts {
  readonly changeRequest: ChangeRequest;
  readonly directory: Pick<Directory, 'holders'>;
  readonly standIns: Pick<StandIns, 'absence'>;
  readonly digests: Pick<Digests, 'readers'>;
  readonly requests: Pick<Requests, 'find'>;
  readonly findManagers: FindManagers;
  readonly policy: Policy;
  readonly clock: Clock;
}

export function createChaseRequest(ports: ChaseRequestPorts): ChaseRequest {
  const { changeRequest, directory, standIns, digests, policy } = ports;
  return async (id) => {
    const [holders, absence, readers] = await Promise.all([directory.holders(), standIns.absence(), digests.readers()]);
    const managers = await managersFor(id, { policy, holders, absence }, ports);
    const levels = policy.escalation.map(({ channel, ...level }): LevelReached =>
      'role' in level ? { people: holders.get(level.role) ?? [], channel } : { managers, channel },
    );
    return changeRequest(id, { kind: 'chase', facts: { policy, levels, holders, absence, readers } });
  };
}

/** Asked for only where a level is told now that may be theirs. */
async function managersFor(
  id: RequestId,
  facts: Pick<ChaseFacts, 'policy' | 'holders' | 'absence'>,
  { requests, findManagers, clock }: ChaseRequestPorts,
): Promise<Managers> {
  const found = asksManagers(facts.policy) ? await requests.find(id) : undefined;
  return found === undefined ? new Map() : findManagers(missedAtLevels(found.request, facts, clock.now()));
}
