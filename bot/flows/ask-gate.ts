import type { Holds } from '../domain/clearance.ts';
import { NO_HOLDS } from '../domain/clearance.ts';
import type { Target } from '../domain/freeze.ts';
import { decideGate, decideUnrequestedGate, requestAtGate, type GateAnswer, type GateAsk } from '../domain/gate.ts';
import type { PipelineId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { ChangeRequest } from './change-request.ts';
import type { ReadHolds } from './read-holds.ts';
import type { Clock, Directory, Requests } from './ports.ts';

export interface GateQuestion extends Target {
  /** Exactly as it was requested. */
  readonly version: string;
  readonly by: PipelineId;
  readonly ask: GateAsk;
}

export type AskGate = (question: GateQuestion) => Promise<GateAnswer>;

export interface AskGatePorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly directory: Pick<Directory, 'holders'>;
  readonly readHolds: ReadHolds;
  readonly changeRequest: ChangeRequest;
  readonly policy: Policy;
  readonly clock: Clock;
}

const MOST_REQUESTS = 200;
/** Others may go through meanwhile; whoever comes second is told so. */
const ATTEMPTS = 4;

/**
 * Answers from what is stored. A run that is let through has the deployment to itself from then on, which is on record
 * before it hears so. Rejects when the store cannot be read or written.
 */
export function createAskGate(ports: AskGatePorts): AskGate {
  return async (question) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const answer = await answered(question, ports);
      if (answer !== 'again') return answer;
    }
    throw new Error('the gate changed each time it was looked at');
  };
}

async function answered(question: GateQuestion, ports: AskGatePorts): Promise<GateAnswer | 'again'> {
  const { requests, readHolds, directory, changeRequest, policy, clock } = ports;
  const { service, environment, version, by, ask } = question;
  const stored = await requests.list({ service, environment, most: MOST_REQUESTS });
  const request = requestAtGate(stored.filter(({ plan }) => plan.version === version));
  if (request === undefined) {
    return decideUnrequestedGate(question, ask, { policy, holds: await holdsOf(question, ports) }, clock.now());
  }
  const isAtStart = request.state === 'approved';
  const facts = {
    policy,
    holds: isAtStart ? await readHolds(request.plan) : NO_HOLDS,
    ...(isAtStart ? { holders: await directory.holders() } : {}),
  };
  const answer = decideGate(request, ask, facts, clock.now());
  if (answer.kind !== 'open' || request.gate?.run === ask.run) return answer;
  const passed = await changeRequest(request.id, { kind: 'pass-gate', by, ask });
  return passed.ok ? answer : 'again';
}

/** Nobody reads what stands on a target that policy does not know, or where everything has to be requested. */
const holdsOf = async (target: Target, { readHolds, policy }: AskGatePorts): Promise<Holds> =>
  policy.environments.get(target.environment)?.rules === 'none' ? readHolds(target) : NO_HOLDS;
