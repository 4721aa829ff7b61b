import type { Instant } from '../../domain/time.ts';

/** The only source of the present. */
export interface Clock {
  readonly now: () => Instant;
}

/** The only source of chance. */
export interface Chance {
  readonly uuid: () => string;
  /** From 0 to just under 1. */
  readonly fraction: () => number;
}

/** A short text that differs whenever the given one does (SHA-256, hex). */
export type Digest = (text: string) => string;
