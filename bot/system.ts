import { createHash, randomUUID } from 'node:crypto';
import type { Chance, Clock, Digest } from './flows/ports.ts';

/** The present, in UTC. */
export const systemClock: Clock = { now: () => new Date().toISOString() as ReturnType<Clock['now']> };

export const systemChance: Chance = { uuid: randomUUID, fraction: Math.random };

export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');
