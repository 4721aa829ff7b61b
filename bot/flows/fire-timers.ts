import type { ChangeRequest } from './change-request.ts';
import type { Clock, Timers } from './ports.ts';

/** Asks each request whose timer is due whether the moment still matters. A timer never decides by itself. */
export function createFireTimers(timers: Timers, changeRequest: ChangeRequest, clock: Clock): () => Promise<number> {
  return async () => {
    const due = await timers.due(clock.now());
    for (const timer of due) {
      const outcome = await changeRequest(timer.request, { kind: 'time-passed', timer: timer.kind });
      const tryAgain = !outcome.ok && outcome.problem.code === 'busy';
      if (!tryAgain) await timers.drop(timer);
    }
    return due.length;
  };
}
