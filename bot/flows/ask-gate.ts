import { NO_HOLDS } from '../domain/clearance.ts';
import { decideGate, requestAtGate, type GateAnswer } from '../domain/gate.ts';
import type { EnvironmentId, ServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { ReadHolds } from './read-holds.ts';
import type { Clock, Requests } from './ports.ts';

export interface GateQuestion {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  /** Exactly as it was requested. */
  readonly version: string;
}

export type AskGate = (question: GateQuestion) => Promise<GateAnswer>;

export interface AskGatePorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly readHolds: ReadHolds;
  readonly policy: Policy;
  readonly clock: Clock;
}

const MOST_REQUESTS = 200;

/** Answers from what is stored and changes nothing; rejects when the store cannot be read. */
export function createAskGate({ requests, readHolds, policy, clock }: AskGatePorts): AskGate {
  return async ({ service, environment, version }) => {
    const stored = await requests.list({ service, environment, most: MOST_REQUESTS });
    const request = requestAtGate(stored.filter(({ plan }) => plan.version === version));
    const holds = request?.state === 'approved' ? await readHolds({ service, environment }) : NO_HOLDS;
    return decideGate(request, holds, policy, clock.now());
  };
}
