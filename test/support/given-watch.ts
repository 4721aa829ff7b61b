import { type Check, type Horizon, judge, type Reading, type Sample, type Watch } from '../../bot/domain/watch.ts';
import { LIMITS } from './execution-samples.ts';
import { later, WINDOW_START } from './given.ts';

export const HORIZONS: readonly Horizon[] = [
  { id: 'first-30-minutes', title: 'First 30 minutes', until: 30, every: 5, ask: 5 },
  { id: 'first-24-hours', title: 'First 24 hours', until: 1_440, every: 60, ask: 1_440 },
];

export const LIVE_AT = later(27, WINDOW_START);

export const sampleLike = (errorPercent: number, responseMs: number): Sample => ({
  requests: 8_020,
  failed: Math.round(80.2 * errorPercent),
  responseMs,
  p99Ms: responseMs * 1.6,
  failedConnections: 0,
});

/** A watch that has looked at these readings, five minutes apart. */
export function watchLike(readings: readonly Reading[], changes: Partial<Watch> = {}): Watch {
  const checks = readings.map((reading, n): Check => ({
    at: later(5 * (n + 1), LIVE_AT),
    horizon: 'first-30-minutes',
    reading,
    ...judge(reading, 0, LIMITS),
  }));
  return {
    since: LIVE_AT,
    source: 'measured',
    horizons: HORIZONS,
    limits: LIMITS,
    before: sampleLike(0.2, 110),
    checks,
    asked: undefined,
    closed: [],
    vouched: [],
    ...changes,
  };
}
