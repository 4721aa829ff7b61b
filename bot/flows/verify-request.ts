import type { PersonId, RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { LIVE, type DeployRequest } from '../domain/request.ts';
import { refuse, type Result } from '../domain/result.ts';
import type { Calendar } from '../domain/time.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Directory, Requests } from './ports.ts';
import type { ReadHolds } from './read-holds.ts';
import type { Roster } from './roster.ts';

/** Looks at everything once more, and announces the deployment or says why it cannot go ahead. */
export type VerifyRequest = (id: RequestId) => Promise<Result<DeployRequest, Refusal>>;

export interface VerifyRequestPorts {
  readonly requests: Pick<Requests, 'find' | 'list'>;
  readonly changeRequest: ChangeRequest;
  readonly readHolds: ReadHolds;
  readonly directory: Pick<Directory, 'holders'>;
  readonly roster: Pick<Roster, 'names'>;
  readonly policy: Policy;
  readonly calendar: Calendar;
}

export function createVerifyRequest(ports: VerifyRequestPorts): VerifyRequest {
  const { requests, changeRequest, readHolds, directory, roster, policy, calendar } = ports;
  return async (id) => {
    const stored = await requests.find(id);
    if (stored === undefined) return refuse({ code: 'unknown-request' });
    const { plan } = stored.request;
    const [holds, holders, names, planned] = await Promise.all([
      readHolds(plan),
      directory.holders(),
      roster.names(),
      requests.list({ states: LIVE, during: plan.window }),
    ]);
    const people = new Set<PersonId>([...names.keys(), ...[...holders.values()].flat()]);
    return changeRequest(id, { kind: 'verify', facts: { policy, holds, holders, people, calendar, planned } });
  };
}
