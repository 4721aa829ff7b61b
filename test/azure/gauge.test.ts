import assert from 'node:assert/strict';
import { createGauge, type AskMonitor } from '../../bot/azure/gauge.ts';
import { later, PAYMENTS, PROD, WINDOW_START } from '../support/given.ts';

const GROUP = '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-pay-prod';
const SITE = `${GROUP}/providers/microsoft.web/sites/pay`;
const INSIGHTS = `${GROUP}/providers/microsoft.insights/components/pay`;
const DATABASE = `${GROUP}/providers/microsoft.dbforpostgresql/flexibleservers/pay`;
const SPAN = { start: WINDOW_START, end: later(5, WINDOW_START) };

const metric = (name: string, unit: string, field: string, ...values: readonly (number | undefined)[]) => ({
  name: { value: name },
  unit,
  timeseries: [
    { data: values.map((value) => ({ timeStamp: WINDOW_START, ...(value === undefined ? {} : { [field]: value }) })) },
  ],
});
const target = (...resources: readonly string[]) => ({ service: PAYMENTS, environment: PROD, resources });
const gauge = (changes: Partial<AskMonitor> = {}) =>
  createGauge({ metrics: () => Promise.resolve({ value: [] }), rows: () => Promise.resolve([]), ...changes });

describe('reading Azure Monitor', () => {
  it('covers what has an Application Insights component or an App Service, and nothing else', () => {
    assert.ok(gauge().covers(target(SITE)) && gauge().covers(target(DATABASE, INSIGHTS)));
    assert.ok(!gauge().covers(target(GROUP)) && !gauge().covers(target(DATABASE)) && !gauge().covers(target()));
  });

  it('adds up an App Service, whose response time comes in seconds', async () => {
    const value = [
      metric('Requests', 'Count', 'total', 400, undefined, 600),
      metric('Http5xx', 'Count', 'total', 1, 2),
      metric('HttpResponseTime', 'Seconds', 'average', 0.125, 0.25),
    ];
    const reading = await gauge({ metrics: () => Promise.resolve({ value }) }).measure(target(SITE), SPAN);
    const sample = { requests: 1_000, failed: 3, responseMs: 187.5, p99Ms: undefined, failedConnections: undefined };
    assert.deepEqual(reading, { kind: 'measured', minutes: 5, sample });
  });

  it('takes p99 from the logs, failed connections from the database, and asks each resource for itself', async () => {
    const asked: string[] = [];
    const reading = await gauge({
      metrics: (resource) => {
        asked.push(resource);
        const own = [
          metric('requests/count', 'Count', 'count', 500),
          metric('requests/duration', 'MilliSeconds', 'average', 90),
        ];
        return Promise.resolve({ value: resource === DATABASE ? [metric('connections_failed', 'Count', 'total', 2)] : own });
      },
      rows: () => Promise.resolve([[162.5]]),
    }).measure(target(SITE, INSIGHTS, DATABASE), SPAN);
    assert.deepEqual(asked, [INSIGHTS, DATABASE]);
    const sample = { requests: 500, failed: 0, responseMs: 90, p99Ms: 162.5, failedConnections: 2 };
    assert.deepEqual(reading, { kind: 'measured', minutes: 5, sample });
  });

  it('does not know what is empty, in another unit, refused, throttled or late', async () => {
    const failing = (statusCode: number) => () => Promise.reject(Object.assign(new Error('no'), { statusCode }));
    const odd = { value: [metric('Requests', 'Count', 'total', 9), metric('HttpResponseTime', 'Bytes', 'average', 1)] };
    const told: readonly (readonly [Partial<AskMonitor>, string])[] = [
      [{}, 'no-data'],
      [{ metrics: () => Promise.resolve('?') }, 'no-data'],
      [{ metrics: () => Promise.resolve(odd) }, 'unknown-unit'],
      [{ metrics: failing(429) }, 'throttled'],
      [{ metrics: failing(403) }, 'forbidden'],
      [{ metrics: failing(500) }, 'unreachable'],
    ];
    for (const [changes, because] of told) {
      assert.deepEqual(await gauge(changes).measure(target(SITE), SPAN), { kind: 'unknown', because });
    }
  });
});
