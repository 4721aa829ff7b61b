import { CHANNEL, type Engine } from './engine.ts';

/** What may be waiting to be done, or to be read anew. */
export type Work = 'posts' | 'timers' | 'alerts' | 'calendar' | 'people';

const ALL: readonly Work[] = ['posts', 'timers', 'alerts', 'calendar', 'people'];

export interface Wakes {
  /** Tells the listeners of this process, and soon after those of others; call it after the commit. */
  readonly wake: (work: readonly Work[]) => void;
  /** Tells other processes alone; resolves when they have been told, for what nobody may see as it was. */
  readonly announce: (work: readonly Work[]) => Promise<void>;
  readonly onWork: (listener: (work: Work) => void) => () => void;
  /** Resolves when others have been told, or cannot be. */
  readonly close: () => Promise<void>;
}

/** Whoever commits is not kept waiting for others to be told, and ten commits in a row are told at once. */
const GATHER_MS = 10;

/** `origin` names this process, which needs no telling by way of the database. What gets lost on the way is found by the next look. */
export function createWakes({ listen, query }: Pick<Engine, 'listen' | 'query'>, origin: string): Wakes {
  const listeners = new Set<(work: Work) => void>();
  const tellHere = (work: readonly Work[]) => {
    for (const one of work) for (const listener of listeners) listener(one);
  };
  const hear = (payload: string) => {
    const [from, ...work] = payload.split(' ');
    if (from !== origin) tellHere(ALL.filter((one) => work.includes(one)));
  };

  const untold = new Set<Work>();
  let telling: NodeJS.Timeout | undefined;
  const tellOthers = async () => {
    clearTimeout(telling);
    telling = undefined;
    if (untold.size === 0) return;
    const payload = [origin, ...untold].join(' ');
    untold.clear();
    await query(`select pg_notify('${CHANNEL}', $1)`, [payload]).catch(() => undefined);
  };

  let stop: (() => Promise<void>) | undefined;
  return {
    wake: (work) => {
      tellHere(work);
      if (listen === undefined) return;
      for (const one of work) untold.add(one);
      telling ??= setTimeout(() => void tellOthers(), GATHER_MS);
    },
    announce: async (work) => {
      if (listen === undefined) return;
      for (const one of work) untold.add(one);
      await tellOthers();
    },
    onWork: (listener) => {
      stop ??= listen?.(hear, () => {
        tellHere(ALL);
      });
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: async () => {
      listeners.clear();
      await tellOthers();
      await stop?.();
    },
  };
}
