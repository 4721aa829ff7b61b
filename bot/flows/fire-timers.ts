import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import { refuse, type Result } from '../domain/result.ts';
import type { ChangeRequest } from './change-request.ts';
import type { ChaseRequest } from './chase-request.ts';
import type { VerifyRequest } from './verify-request.ts';
import type { Clock, DueTimer, Timers } from './ports.ts';

export interface FireTimersPorts {
  readonly timers: Timers;
  readonly changeRequest: ChangeRequest;
  readonly chaseRequest: ChaseRequest;
  readonly verifyRequest: VerifyRequest;
  readonly clock: Clock;
}

/**
 * Asks each request whose timer is due whether the moment still matters, until none is left. A timer never decides by
 * itself; one that meets a request others are changing stays for the next time. What is measured is not asked here.
 */
export function createFireTimers(ports: FireTimersPorts): () => Promise<number> {
  const { timers, clock } = ports;
  const fire = async (timer: DueTimer): Promise<number> => {
    const outcome = await ask(timer, ports);
    const tryAgain = !outcome.ok && outcome.problem.code === 'busy';
    if (tryAgain) return 0;
    const until = !outcome.ok && outcome.problem.code === 'not-due' ? outcome.problem.until : undefined;
    await (until === undefined ? timers.drop(timer) : timers.postpone(timer, until));
    return 1;
  };
  return async () => {
    let fired = 0;
    for (let before = -1; fired > before;) {
      before = fired;
      for (const timer of await timers.due(clock.now())) fired += await fire(timer);
    }
    return fired;
  };
}

function ask({ request, kind }: DueTimer, ports: FireTimersPorts): Promise<Result<DeployRequest, Refusal>> {
  switch (kind) {
    case 'chase':
      return ports.chaseRequest(request);
    case 'announce':
      return ports.verifyRequest(request);
    case 'expire':
    case 'roll-call':
      return ports.changeRequest(request, { kind: 'time-passed', timer: kind });
    case 'watch':
    case 'hook':
      return Promise.resolve(refuse({ code: 'not-due' }));
  }
}
