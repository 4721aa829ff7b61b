import type { Log } from '../../bot/flows/ports.ts';

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
