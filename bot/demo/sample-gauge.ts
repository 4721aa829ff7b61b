import type { Gauge } from '../flows/ports.ts';
import { minutesBetween, type Instant } from '../domain/time.ts';
import type { Reading, Sample } from '../domain/watch.ts';

/** The subscription of the demo's policy, which nobody has: what lies in it is measured here, not in Azure. */
const SAMPLE_SUBSCRIPTION = '/subscriptions/11111111-2222-4333-8444-555555555555/';

/** The service that does not take its deployments well. */
const TROUBLED = '/rg-ord-';

/** A span as long as this is what was normal before a deployment, and not a look at one. */
const NORMAL_MINUTES = 30;

/**
 * Numbers for `npm run demo`, the same for the same service and time: every service of the sample subscription is well, but
 * Orders, which fails one request in sixteen once it is watched. Nothing else is covered.
 */
export const sampleGauge: Gauge = {
  covers: ({ resources }) => resources.some(isSample),
  measure: ({ resources }, span) => {
    const minutes = Math.max(1, minutesBetween(span.start, span.end));
    const isTroubled = resources.some((id) => id.includes(TROUBLED)) && minutes < NORMAL_MINUTES;
    const sample = isTroubled ? troubled(minutes, span.end) : well(minutes, span.end);
    return Promise.resolve<Reading>({ kind: 'measured', minutes, sample });
  },
};

const isSample = (id: string): boolean => id.startsWith(SAMPLE_SUBSCRIPTION);

function well(minutes: number, at: Instant): Sample {
  const requests = Math.round(minutes * (1_400 + 200 * wave(at, 7)));
  return {
    requests,
    failed: Math.round(requests * (0.0025 + 0.001 * wave(at, 5))),
    responseMs: Math.round(120 + 15 * wave(at, 3)),
    p99Ms: Math.round(170 + 15 * wave(at, 4)),
    failedConnections: 0,
  };
}

function troubled(minutes: number, at: Instant): Sample {
  const { requests = 0, ...rest } = well(minutes, at);
  const failed = Math.round(requests * (0.062 + 0.004 * wave(at, 5)));
  return { ...rest, requests, failed, responseMs: 480, p99Ms: 1_900 };
}

/** From -1 to 1, once around in so many minutes. */
const wave = (at: Instant, minutes: number): number => Math.sin((Date.parse(at) / 60_000 / minutes) * 2 * Math.PI);
