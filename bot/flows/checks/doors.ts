import { plusMinutes } from '../../domain/time.ts';
import type { Check } from '../examine.ts';
import type { Alerts, Clock } from '../ports.ts';
import type { TurnedAway } from '../turned-away.ts';

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

const HOURS_TOLD = 24;

/** Whom this process turned away within a day, though they may have been meant to come in. */
export function checkStrangers(turnedAway: Pick<TurnedAway, 'last'>, clock: Clock): Check {
  return () => {
    const since = plusMinutes(clock.now(), -60 * HOURS_TOLD);
    const recent = [...turnedAway.last()].filter(([, at]) => at >= since);
    return Promise.resolve(recent.map(([who, at]) => ({ code: 'turned-away', who, at })));
  };
}

const ADDRESS_PATIENCE_MS = 5_000;

/** Whether the address under which Teams, Azure and pipelines call is led to this bot; nothing where it is not known. */
export function checkAddress(url: string | undefined, fetch: typeof globalThis.fetch): Check {
  return async () => {
    if (url === undefined) return [];
    try {
      const signal = AbortSignal.timeout(ADDRESS_PATIENCE_MS);
      const { ok, status } = await fetch(`${url}/healthz`, { signal, redirect: 'error' });
      return [ok ? { code: 'address-reached', url } : { code: 'address-unreached', url, because: String(status) }];
    } catch {
      return [{ code: 'address-unreached', url, because: 'no-answer' }];
    }
  };
}

/** Whether any pipeline may ask the gate. */
export const checkGate =
  (gate: 'open' | 'shut'): Check =>
  () =>
    Promise.resolve([{ code: gate === 'open' ? 'gate-open' : 'gate-shut' }]);
