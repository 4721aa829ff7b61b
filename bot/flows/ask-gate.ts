import { decideGate, requestAtGate, type GateAnswer } from '../domain/gate.ts';
import type { EnvironmentId, ServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
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
  readonly policy: Policy;
  readonly clock: Clock;
}

const MOST_REQUESTS = 200;

/** Answers from what is stored and changes nothing; rejects when the store cannot be read. */
export function createAskGate({ requests, policy, clock }: AskGatePorts): AskGate {
  return async ({ service, environment, version }) => {
    const stored = await requests.list({ service, environment, most: MOST_REQUESTS });
    const request = requestAtGate(stored.filter(({ plan }) => plan.version === version));
    return decideGate(request, policy, clock.now());
  };
}
