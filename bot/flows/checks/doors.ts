import type { Check } from '../examine.ts';
import type { Alerts } from '../ports.ts';

export interface AlertDoorFacts {
  /** How alerts get in; `open`: from this machine without a key. */
  readonly lock: 'none' | 'open' | 'token' | 'entra';
  /** Whether the keys that Entra signs with can be read; asked only with that lock. */
  readonly keysAnswer: () => Promise<boolean>;
  readonly alerts: Pick<Alerts, 'list'>;
}

/** Whether Azure Monitor can hand in alerts, and when it last did. */
export function checkAlerts({ lock, keysAnswer, alerts }: AlertDoorFacts): Check {
  return async () => {
    if (lock === 'none') return [{ code: 'alerts-shut' }];
    if (lock === 'entra' && !(await keysAnswer())) return [{ code: 'alerts-keys-silent' }];
    const [last] = await alerts.list(1);
    return [{ code: 'alerts-open', last: last?.firedAt }];
  };
}

/** Whether any pipeline may ask the gate. */
export const checkGate =
  (gate: 'open' | 'shut'): Check =>
  () =>
    Promise.resolve([{ code: gate === 'open' ? 'gate-open' : 'gate-shut' }]);
