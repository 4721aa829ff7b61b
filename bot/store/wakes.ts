import { CHANNEL, type Engine } from './engine.ts';
import type { Put } from './statement.ts';

/** What may be waiting to be done, or to be read anew. */
export type Work = 'posts' | 'timers' | 'alerts' | 'calendar' | 'people';

const ALL: readonly Work[] = ['posts', 'timers', 'alerts', 'calendar', 'people'];

export interface Wakes {
  /** Tells the listeners of this process; call it after the commit. */
  readonly wake: (work: readonly Work[]) => void;
  /** SQL that wakes other processes with the commit, to be selected by a statement. */
  readonly announce: (work: readonly Work[], put: Put) => string;
  readonly onWork: (listener: (work: Work) => void) => () => void;
  readonly close: () => Promise<void>;
}

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
    announce: (work, put) => (listen === undefined ? 'null' : `pg_notify('${CHANNEL}', ${put([origin, ...work].join(' '))})`),
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
