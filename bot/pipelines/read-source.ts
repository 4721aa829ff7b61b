import type { StrangePull } from '../flows/ports.ts';

/** One code host. */
export interface PullSource {
  /** Undefined when the link is none of its own; otherwise reads it, and rejects with `NotShown` or whatever went wrong. */
  readonly open: (url: string) => ((signal: AbortSignal) => Promise<Omit<StrangePull, 'url' | 'readAt'>>) | undefined;
}

/** The host answered that there is nothing, or nothing for the bot. */
export class NotShown extends Error {
  override readonly name = 'NotShown';
}

/** Not the bot's to see: the token is wrong or has no right, or it is not there. */
export const isHidden = (status: number): boolean => status === 401 || status === 403 || status === 404 || status === 410;
