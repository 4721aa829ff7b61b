import type { Thresholds } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { errorRate, type Sample, type Watch } from './watch.ts';

/** A success criterion (seeds/002, phase 6), and whether it is met. */
export type Criterion =
  | { readonly kind: 'alerts'; readonly met: Met }
  | { readonly kind: 'error-rate' | 'p99'; readonly limit: number; readonly met: Met }
  /** Only people can know. */
  | { readonly kind: 'vouched'; readonly line: string; readonly met: Met };

type Met = 'yes' | 'no' | 'not-known';

/** The criteria of a deployment, as far as its watch has come. */
export function successOf(
  request: DeployRequest,
  watch: Watch,
  thresholds: Pick<Thresholds, 'successErrorRate' | 'successP99Ms'>,
  criteria: readonly string[],
): readonly Criterion[] {
  const total = totalOf(watch);
  const below = (value: number | undefined, limit: number): Met =>
    value === undefined ? 'not-known' : value < limit ? 'yes' : 'no';
  const vouched = new Set(watch.vouched.map(({ line }) => line));
  const alerts = request.alerts.filter(({ at }) => at >= watch.since).length;
  return [
    { kind: 'alerts', met: alerts === 0 ? 'yes' : 'no' },
    { kind: 'error-rate', limit: thresholds.successErrorRate, met: below(errorRate(total), thresholds.successErrorRate) },
    { kind: 'p99', limit: thresholds.successP99Ms, met: below(total.p99Ms, thresholds.successP99Ms) },
    ...criteria.map((line) => ({ kind: 'vouched', line, met: vouched.has(line) ? 'yes' : 'not-known' }) as const),
  ];
}

/** All that was measured since it was live; response times by the number of requests, p99 the worst of all. */
export function totalOf({ checks }: Pick<Watch, 'checks'>): Sample {
  const samples = checks.flatMap(({ reading }) => (reading.kind === 'measured' ? [reading.sample] : []));
  return {
    requests: sum(samples.map(({ requests }) => requests)),
    failed: sum(samples.map(({ failed }) => failed)),
    responseMs: weighted(samples),
    p99Ms: most(samples.map(({ p99Ms }) => p99Ms)),
    failedConnections: sum(samples.map(({ failedConnections }) => failedConnections)),
  };
}

const known = (values: readonly (number | undefined)[]): readonly number[] => values.filter((value) => value !== undefined);

function sum(values: readonly (number | undefined)[]): number | undefined {
  const numbers = known(values);
  return numbers.length === 0 ? undefined : numbers.reduce((total, one) => total + one, 0);
}

function most(values: readonly (number | undefined)[]): number | undefined {
  const numbers = known(values);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function weighted(samples: readonly Sample[]): number | undefined {
  const counted = samples.filter(({ requests, responseMs }) => responseMs !== undefined && (requests ?? 0) > 0);
  const requests = sum(counted.map((sample) => sample.requests));
  const total = counted.reduce((all, sample) => all + (sample.responseMs ?? 0) * (sample.requests ?? 0), 0);
  return requests === undefined ? undefined : total / requests;
}
