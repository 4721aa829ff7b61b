import { jsonOf, listAt, objectAt, textAt, type Json } from '../domain/json.ts';
import type { Span } from '../domain/time.ts';
import type { Gap, Reading, Sample } from '../domain/watch.ts';
import type { Gauge, Measurable } from '../flows/ports.ts';
import { createCredential, type AzureIdentity } from './credential.ts';

/** What is asked of Azure Monitor; both reject when it answers with an error. */
export interface AskMonitor {
  /** `metrics` of one resource in steps of a minute (Azure Resource Manager, `microsoft.insights/metrics`). */
  readonly metrics: (resource: string, metrics: readonly string[], aggregation: string, span: Span) => Promise<unknown>;
  /** The rows of a query over one resource's logs. */
  readonly rows: (resource: string, query: string, span: Span) => Promise<unknown>;
}

interface Source {
  readonly type: RegExp;
  readonly requests: string;
  readonly failed: string;
  readonly duration: string;
  readonly counted: 'total' | 'count';
}

/** Application Insights counts what App Service counts as well: the first kind that is there is the one that is read. */
const SOURCES: readonly Source[] = [
  {
    type: /\/providers\/microsoft\.insights\/components\/[^/]+$/,
    requests: 'requests/count',
    failed: 'requests/failed',
    duration: 'requests/duration',
    counted: 'count',
  },
  {
    type: /\/providers\/microsoft\.web\/sites\/[^/]+$/,
    requests: 'Requests',
    failed: 'Http5xx',
    duration: 'HttpResponseTime',
    counted: 'total',
  },
];
const DATABASE = /\/providers\/microsoft\.dbforpostgresql\/flexibleservers\/[^/]+$/;
/** No platform metric has percentiles; the logs do. */
const P99 = 'AppRequests | summarize percentile(DurationMs, 99)';
const MILLISECONDS: Readonly<Record<string, number>> = { seconds: 1_000, milliseconds: 1 };

/** Reads Azure Monitor for services whose policy names an Application Insights component or an App Service. */
export function createGauge(ask: AskMonitor): Gauge {
  return {
    covers: ({ resources }) => sourceOf(resources) !== undefined,
    measure: async (target, span) => {
      try {
        return await measure(target, span, ask);
      } catch (error) {
        return { kind: 'unknown', because: gapOf(error) };
      }
    },
  };
}

const sourceOf = (resources: readonly string[]): Source | undefined =>
  SOURCES.find(({ type }) => resources.some((resource) => type.test(resource)));

async function measure({ resources }: Measurable, span: Span, ask: AskMonitor): Promise<Reading> {
  const source = sourceOf(resources);
  if (source === undefined) return { kind: 'unknown', because: 'no-data' };
  const measured = resources.filter((resource) => source.type.test(resource));
  const each = await Promise.all(measured.map((resource) => sampleOf(resource, source, span, ask)));
  if (each.includes('unknown-unit')) return { kind: 'unknown', because: 'unknown-unit' };
  const samples = each.filter((one) => one !== 'unknown-unit');
  const failedConnections = sum(
    await Promise.all(resources.filter((one) => DATABASE.test(one)).map((one) => refused(one, span, ask))),
  );
  const minutes = Math.max(1, (Date.parse(span.end) - Date.parse(span.start)) / 60_000);
  const requests = sum(samples.map((one) => one.requests));
  if (requests === undefined) return { kind: 'unknown', because: 'no-data' };
  const sample: Sample = {
    requests,
    failed: sum(samples.map((one) => one.failed)),
    responseMs: most(samples.map((one) => one.responseMs)),
    p99Ms: most(samples.map((one) => one.p99Ms)),
    failedConnections,
  };
  return { kind: 'measured', minutes, sample };
}

async function sampleOf(resource: string, source: Source, span: Span, ask: AskMonitor): Promise<Sample | 'unknown-unit'> {
  const names = [source.requests, source.failed, source.duration];
  const answer = jsonOf(await ask.metrics(resource, names, `${source.counted},average`, span));
  const found = new Map(
    listAt(answer, 'value')
      .map(jsonOf)
      .map((metric) => [textAt(objectAt(metric, 'name'), 'value'), metric]),
  );
  const duration = found.get(source.duration);
  const factor = duration === undefined ? 1 : MILLISECONDS[textAt(duration, 'unit').toLowerCase()];
  if (factor === undefined) return 'unknown-unit';
  const mean = average(numbersIn(duration, 'average'));
  const requests = sum(numbersIn(found.get(source.requests), source.counted));
  // Nobody counts a failure that did not happen: with requests, no failures are none.
  const failed = sum(numbersIn(found.get(source.failed), source.counted)) ?? (requests === undefined ? undefined : 0);
  const p99Ms = source.counted === 'count' ? await p99Of(resource, span, ask) : undefined;
  return { requests, failed, responseMs: mean === undefined ? undefined : mean * factor, p99Ms, failedConnections: undefined };
}

/** The numbers are worth having without it. */
async function p99Of(resource: string, span: Span, ask: AskMonitor): Promise<number | undefined> {
  try {
    const rows = await ask.rows(resource, P99, span);
    const first: unknown = Array.isArray(rows) ? rows[0] : undefined;
    const value: unknown = Array.isArray(first) ? first[0] : undefined;
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function refused(resource: string, span: Span, ask: AskMonitor): Promise<number | undefined> {
  const answer = jsonOf(await ask.metrics(resource, ['connections_failed'], 'total', span));
  return sum(listAt(answer, 'value').flatMap((metric) => numbersIn(jsonOf(metric), 'total')));
}

/** An empty series is not known, which is not 0. */
const numbersIn = (metric: Json | undefined, field: string): readonly number[] =>
  metric === undefined
    ? []
    : listAt(metric, 'timeseries')
        .flatMap((series) => listAt(jsonOf(series), 'data'))
        .map((point) => jsonOf(point).get(field))
        .filter((value) => typeof value === 'number');

const known = (values: readonly (number | undefined)[]): readonly number[] => values.filter((value) => value !== undefined);

function sum(values: readonly (number | undefined)[]): number | undefined {
  const numbers = known(values);
  return numbers.length === 0 ? undefined : numbers.reduce((total, one) => total + one, 0);
}

const most = (values: readonly (number | undefined)[]): number | undefined =>
  known(values).length === 0 ? undefined : Math.max(...known(values));

const average = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : (sum(values) ?? 0) / values.length;

function gapOf(error: unknown): Gap {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 429) return 'throttled';
  return status === 401 || status === 403 ? 'forbidden' : 'unreachable';
}

/** A slow answer is no answer: the next check is minutes away. */
const MOST_MS = 20_000;

/** Azure Monitor as this identity may read it: Monitoring Reader on the resources, Log Analytics Reader for p99. */
export function azureGauge({ id, identity }: { readonly id: string; readonly identity: AzureIdentity }): Gauge {
  const credential = createCredential(identity);
  const retryOptions = { maxRetries: 1 };
  return createGauge({
    metrics: async (resource, names, aggregation, { start, end }) => {
      const { MonitorClient } = await import('@azure/arm-monitor');
      const client = new MonitorClient(credential, id, { retryOptions });
      // The client puts a slash before the id; a second one would not be found.
      return client.metrics.list(resource.slice(1), {
        timespan: `${start}/${end}`,
        interval: 'PT1M',
        metricnames: names.join(','),
        aggregation,
        abortSignal: AbortSignal.timeout(MOST_MS),
      });
    },
    rows: async (resource, query, { start, end }) => {
      const { LogsQueryClient } = await import('@azure/monitor-query-logs');
      const client = new LogsQueryClient(credential, { retryOptions });
      const span = { startTime: new Date(start), endTime: new Date(end) };
      const answer = await client.queryResource(resource, query, span, { abortSignal: AbortSignal.timeout(MOST_MS) });
      return 'tables' in answer ? answer.tables[0]?.rows : undefined;
    },
  });
}
