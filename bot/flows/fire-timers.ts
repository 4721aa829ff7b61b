import type { ChangeRequest } from './change-request.ts';
import type { Clock, DueTimer, Timers } from './ports.ts';

/**
 * Asks each request whose timer is due whether the moment still matters, until none is left. A timer never decides by
 * itself; one that meets a request others are changing stays for the next time.
 */
export function createFireTimers(timers: Timers, changeRequest: ChangeRequest, clock: Clock): () => Promise<number> {
  const fire = async (timer: DueTimer): Promise<number> => {
    const outcome = await changeRequest(timer.request, { kind: 'time-passed', timer: timer.kind });
    const tryAgain = !outcome.ok && outcome.problem.code === 'busy';
    if (tryAgain) return 0;
    await timers.drop(timer);
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
