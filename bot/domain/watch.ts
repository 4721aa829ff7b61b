import type { PersonId } from './ids.ts';
import { minutesBetween, plusMinutes, type Instant } from './time.ts';

/** How a deployment is doing, judged from numbers or from what somebody saw (seeds/002, "Monitoring & Alerting"). */
export type Verdict = 'healthy' | 'unhealthy' | 'inconclusive';

/** A part of the watch. Minutes: `until` counts from when it was live, `every` is between measurements, `ask` between questions. */
export interface Horizon {
  readonly id: string;
  readonly title: string;
  readonly until: number;
  readonly every: number;
  readonly ask: number;
}

/** What is too much. Rates are percentages, 0–100; times are milliseconds. */
export interface WatchLimits {
  /** Fewer requests than this prove nothing. */
  readonly minimumRequests: number;
  /** Checks in a row before anything is called unhealthy for good, or done without asking. */
  readonly consecutive: number;
  readonly errorRate: number;
  readonly responseMs: number;
  readonly rollbackErrorRate: number;
  readonly investigateResponseMs: number;
  readonly investigateFailedPerMinute: number;
  readonly investigateWithin: number;
  /** `automatic` goes back without asking where the pipeline has said that it will obey. */
  readonly rollback: 'ask' | 'automatic';
}

/** What was measured in a span; undefined is not known, which is never the same as 0. */
export interface Sample {
  readonly requests: number | undefined;
  readonly failed: number | undefined;
  /** Mean. */
  readonly responseMs: number | undefined;
  readonly p99Ms: number | undefined;
  /** Connections to a database that could not be made. */
  readonly failedConnections: number | undefined;
}

export const GAPS = ['no-data', 'unreachable', 'throttled', 'forbidden', 'unknown-unit', 'not-answered'] as const;
export type Gap = (typeof GAPS)[number];

export type Reading =
  | { readonly kind: 'measured'; readonly minutes: number; readonly sample: Sample }
  | { readonly kind: 'seen'; readonly by: PersonId; readonly saw: 'healthy' | 'unhealthy'; readonly note: string }
  | { readonly kind: 'unknown'; readonly because: Gap };

/** A limit that was passed, and what the process wants then (seeds/002, "Rollback Decision Criteria"). */
export interface Breach {
  readonly of: 'error-rate' | 'response-time' | 'failed-calls' | 'failed-connections' | 'alerts' | 'seen';
  readonly value: number;
  readonly limit: number;
  readonly calls: 'attention' | 'investigation' | 'rollback';
}

export interface Check {
  /** The moment it is for; it looks back to the check before. */
  readonly at: Instant;
  readonly horizon: string;
  readonly reading: Reading;
  readonly breaches: readonly Breach[];
  readonly verdict: Verdict;
}

export interface Watch {
  readonly since: Instant;
  /** Whether numbers are read, or people are asked. */
  readonly source: 'measured' | 'asked';
  readonly horizons: readonly Horizon[];
  readonly limits: WatchLimits;
  /** What was normal before the deployment. */
  readonly before: Sample | undefined;
  readonly checks: readonly Check[];
  /** The check that somebody was asked for and has not answered, counting from 1. */
  readonly asked: { readonly n: number; readonly at: Instant } | undefined;
  readonly closed: readonly { readonly horizon: string; readonly verdict: Verdict; readonly at: Instant }[];
  /** Success criteria that only people can know, with whoever vouches for each. */
  readonly vouched: readonly { readonly line: string; readonly by: PersonId; readonly at: Instant }[];
}

export type WatchEvent =
  | ({ readonly kind: 'watch-opened'; readonly at: Instant } & Pick<
      Watch,
      'since' | 'source' | 'horizons' | 'limits' | 'before'
    >)
  | { readonly kind: 'check-asked'; readonly n: number; readonly at: Instant }
  | ({ readonly kind: 'checked' } & Check)
  | { readonly kind: 'horizon-closed'; readonly horizon: string; readonly verdict: Verdict; readonly at: Instant }
  | { readonly kind: 'success-vouched'; readonly lines: readonly string[]; readonly by: PersonId; readonly at: Instant };

export function evolveWatch(before: Watch | undefined, event: WatchEvent): Watch {
  if (event.kind === 'watch-opened') {
    const { kind: _kind, at: _at, ...opened } = event;
    return { ...opened, checks: [], asked: undefined, closed: [], vouched: [] };
  }
  if (before === undefined) throw new Error(`a watch cannot begin with ${event.kind}`);
  switch (event.kind) {
    case 'check-asked':
      return { ...before, asked: { n: event.n, at: event.at } };
    case 'checked': {
      const { kind: _kind, ...check } = event;
      return { ...before, asked: undefined, checks: [...before.checks, check] };
    }
    case 'horizon-closed': {
      const { horizon, verdict, at } = event;
      return { ...before, closed: [...before.closed, { horizon, verdict, at }] };
    }
    case 'success-vouched': {
      const { by, at } = event;
      return { ...before, vouched: [...before.vouched, ...event.lines.map((line) => ({ line, by, at }))] };
    }
  }
}

/** Percent of the requests; undefined when nobody knows, or when there were none. */
export function errorRate({ requests, failed }: Pick<Sample, 'requests' | 'failed'>): number | undefined {
  return requests === undefined || failed === undefined || requests <= 0 ? undefined : (failed / requests) * 100;
}

/** What a reading says, with `alerts` that came in since the check before. Too little is inconclusive, never healthy. */
export function judge(reading: Reading, alerts: number, limits: WatchLimits): Pick<Check, 'breaches' | 'verdict'> {
  const alarmed: readonly Breach[] = alerts === 0 ? [] : [{ of: 'alerts', value: alerts, limit: 0, calls: 'attention' }];
  const breaches = [...breachesIn(reading, limits), ...alarmed];
  if (breaches.length > 0) return { breaches, verdict: 'unhealthy' };
  return { breaches, verdict: isConclusive(reading, limits) ? 'healthy' : 'inconclusive' };
}

function isConclusive(reading: Reading, { minimumRequests }: WatchLimits): boolean {
  if (reading.kind === 'seen') return true;
  if (reading.kind === 'unknown') return false;
  return (reading.sample.requests ?? 0) >= Math.max(1, minimumRequests) && errorRate(reading.sample) !== undefined;
}

function breachesIn(reading: Reading, limits: WatchLimits): readonly Breach[] {
  switch (reading.kind) {
    case 'unknown':
      return [];
    case 'seen':
      return reading.saw === 'healthy' ? [] : [{ of: 'seen', value: 1, limit: 0, calls: 'attention' }];
    case 'measured': {
      const { requests, failed, responseMs, failedConnections } = reading.sample;
      const enough = (requests ?? 0) >= Math.max(1, limits.minimumRequests);
      const perMinute = failed === undefined ? undefined : failed / Math.max(1, reading.minutes);
      return [
        ...(enough
          ? over('error-rate', errorRate(reading.sample), limits.errorRate, limits.rollbackErrorRate, 'rollback')
          : []),
        ...(requests === undefined || enough
          ? over('response-time', responseMs, limits.responseMs, limits.investigateResponseMs, 'investigation')
          : []),
        ...over(
          'failed-calls',
          perMinute,
          limits.investigateFailedPerMinute,
          limits.investigateFailedPerMinute,
          'investigation',
        ),
        ...over('failed-connections', failedConnections, 0, 0, 'investigation'),
      ];
    }
  }
}

/** Above the lower limit somebody is told; above the upper one more is wanted. */
function over(
  of: Breach['of'],
  value: number | undefined,
  lower: number,
  upper: number,
  calls: Breach['calls'],
): readonly Breach[] {
  if (value === undefined || value <= Math.min(lower, upper)) return [];
  return value > upper ? [{ of, value, limit: upper, calls }] : [{ of, value, limit: lower, calls: 'attention' }];
}

/** The verdict on several checks: one bad check that stays alone is a hiccup, unless it called for a rollback. */
export function verdictOf(
  checks: readonly Pick<Check, 'verdict' | 'breaches'>[],
  { consecutive }: Pick<WatchLimits, 'consecutive'>,
): Verdict {
  const conclusive = checks.filter(({ verdict }) => verdict !== 'inconclusive');
  if (conclusive.length === 0) return 'inconclusive';
  const wantsBack = checks.some(({ breaches }) => breaches.some(({ calls }) => calls === 'rollback'));
  const longest = longestRun(conclusive.map(({ verdict }) => verdict === 'unhealthy'));
  const endsBadly = conclusive.at(-1)?.verdict === 'unhealthy';
  if (wantsBack || endsBadly || longest >= consecutive) return 'unhealthy';
  return conclusive.length * 2 < checks.length ? 'inconclusive' : 'healthy';
}

const longestRun = (bad: readonly boolean[]): number =>
  bad.reduce(
    ({ run, longest }, one) => {
      const next = one ? run + 1 : 0;
      return { run: next, longest: Math.max(longest, next) };
    },
    { run: 0, longest: 0 },
  ).longest;

/** The moments to look, each once: at every interval of its horizon, and at each horizon's end. */
export function moments({
  since,
  source,
  horizons,
}: Pick<Watch, 'since' | 'source' | 'horizons'>): readonly { readonly at: Instant; readonly horizon: Horizon }[] {
  return horizons.flatMap((horizon, n) => {
    const from = horizons[n - 1]?.until ?? 0;
    const step = Math.max(1, source === 'measured' ? horizon.every : horizon.ask);
    const first = Math.floor(from / step) + 1;
    const count = Math.max(0, Math.ceil(horizon.until / step) - first + 1);
    const minutes = Array.from({ length: count }, (_, k) => Math.min(horizon.until, (first + k) * step));
    return minutes.map((minute) => ({ at: plusMinutes(since, minute), horizon }));
  });
}

/** The newest moment that has come and was not looked at; those missed before it are covered by it. */
export function momentDue(watch: Watch, now: Instant) {
  const last = lastMoment(watch);
  return moments(watch).findLast(({ at }) => at > last && at <= now);
}

/** When to look next; undefined when the last look was taken. */
export function nextMoment(watch: Watch) {
  const last = lastMoment(watch);
  return moments(watch).find(({ at }) => at > last);
}

const lastMoment = ({ since, checks, asked }: Watch): Instant => asked?.at ?? checks.at(-1)?.at ?? since;

/** Minutes from the check before to this moment. */
export const minutesCovered = ({ since, checks }: Watch, at: Instant): number =>
  Math.max(1, minutesBetween(checks.at(-1)?.at ?? since, at));

/** The whole watch so far: the worst that a closed part was, else how the open one looks. */
export function overall(watch: Watch): Verdict {
  const closed = watch.closed.map(({ verdict }) => verdict);
  const open = verdictOf(
    watch.checks.filter(({ horizon }) => !watch.closed.some((part) => part.horizon === horizon)),
    watch.limits,
  );
  const all = [...closed, open];
  if (all.includes('unhealthy')) return 'unhealthy';
  return all.includes('healthy') ? 'healthy' : 'inconclusive';
}
