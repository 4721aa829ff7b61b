import type { Clock, Log, PullRequests } from '../flows/ports.ts';
import { NotShown, type PullSource } from './read-source.ts';

export interface PullsPorts {
  readonly sources: readonly PullSource[];
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds for all that one pull request takes; 4,000 unless told, since Teams waits for the page of the form. */
  readonly timeout?: number;
}

const TIMEOUT_MS = 4_000;

/** Pull requests of the code hosts that are configured. */
export function createPulls({ sources, clock, log, timeout = TIMEOUT_MS }: PullsPorts): PullRequests {
  return {
    read: async (url) => {
      const open = sources.map((source) => source.open(url)).find((found) => found !== undefined);
      if (open === undefined) return undefined;
      try {
        const pull = await within(timeout, open);
        return { kind: 'read', pull: { ...pull, url, readAt: clock.now() } };
      } catch (error) {
        const because = error instanceof NotShown ? 'hidden' : 'unreachable';
        log.warn({ because, error: error instanceof Error ? error.name : 'unknown' }, 'a pull request could not be read');
        return { kind: 'unread', url, because };
      }
    },
  };
}

/** Rejects in time even where a call does not heed its signal. */
async function within<Value>(milliseconds: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const signal = AbortSignal.timeout(milliseconds);
  const expiry = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('the code host did not answer in time'));
    });
  });
  return Promise.race([work(signal), expiry]);
}
