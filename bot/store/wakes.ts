import { CHANNEL, type Engine } from './engine.ts';

/** What may be waiting to be done. */
export type Work = 'posts' | 'timers' | 'alerts';

const ALL: readonly Work[] = ['posts', 'timers', 'alerts'];

export interface Wakes {
  /** Tells the listeners of this process; call it after the commit. */
  readonly wake: (work: readonly Work[]) => void;
  /** What `pg_notify` sends with the commit, so that other processes wake too. */
  readonly payload: (work: readonly Work[]) => string;
  readonly onWork: (listener: (work: Work) => void) => () => void;
  readonly close: () => Promise<void>;
}

/** SQL that announces with the commit; the place of its payload among the values is the caller's. */
export const announce = (payload: string): string => `pg_notify('${CHANNEL}', ${payload})`;

/** `origin` names this process, which needs no telling by way of the database. */
export function createWakes({ listen }: Pick<Engine, 'listen'>, origin: string): Wakes {
  const listeners = new Set<(work: Work) => void>();
  const wake = (work: readonly Work[]) => {
    for (const one of work) for (const listener of listeners) listener(one);
  };
  const hear = (payload: string) => {
    const [from, ...work] = payload.split(' ');
    if (from !== origin) wake(ALL.filter((one) => work.includes(one)));
  };

  let stop: (() => Promise<void>) | undefined;
  return {
    wake,
    payload: (work) => [origin, ...work].join(' '),
    onWork: (listener) => {
      stop ??= listen?.(hear, () => {
        wake(ALL);
      });
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: async () => {
      listeners.clear();
      await stop?.();
    },
  };
}
