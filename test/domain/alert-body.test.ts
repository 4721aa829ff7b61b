import assert from 'node:assert/strict';
import { assert as check, constantFrom, json, jsonValue, nat, property, shuffledSubarray } from 'fast-check';
import { foldAlert, type Alert } from '../../bot/domain/alert.ts';
import { readAlert } from '../../bot/domain/alert-body.ts';
import { ACTIVITY, BUDGET, commonBody, METRIC, PROMETHEUS, VM } from '../support/alert-bodies.ts';
import { later, MONDAY } from '../support/given.ts';

const read = (body: unknown): Alert => readAlert(body, MONDAY, 'abc').alert;

describe('a body of the common alert schema', () => {
  it('gives what fired where, measured how, since when', () => {
    assert.deepEqual(read(METRIC), {
      id: '/subscriptions/0b1c/providers/microsoft.alertsmanagement/alerts/a1',
      signal: 'metric',
      condition: 'fired',
      rule: 'CPU high',
      severity: 'Sev1',
      description: 'Look at the dashboard.',
      firedAt: '2026-11-23T07:58:24.371Z',
      resolvedAt: undefined,
      targets: [VM.toLowerCase()],
      measure: { name: 'Percentage CPU', value: '91.5', threshold: '80', operator: 'GreaterThan' },
      link: `https://portal.azure.com/#resource${VM.toLowerCase()}`,
      runbook: undefined,
      properties: {},
      isHealth: false,
      isTest: false,
      affects: undefined,
      request: undefined,
      suspicion: undefined,
      group: undefined,
    });
  });

  it('is the same alert when it resolves, whatever case its id is written in', () => {
    const resolved = read(
      commonBody({ monitorCondition: 'Resolved', resolvedDateTime: '2026-11-23T08:10:00Z', alertId: METRIC_ID.toUpperCase() }),
    );
    assert.deepEqual(
      [resolved.id, resolved.condition, resolved.resolvedAt],
      [read(METRIC).id, 'resolved', '2026-11-23T08:10:00.000Z'],
    );
  });

  it('is dated by its arrival where Azure leaves the date out', () => {
    const { firedAt, resolvedAt } = read(commonBody({ monitorCondition: 'Resolved', firedDateTime: '0001-01-01T00:00:00' }));
    assert.deepEqual([firedAt, resolvedAt], [MONDAY, MONDAY]);
  });

  it('of a log search shows the count, and neither query nor results', () => {
    const alert = read(
      commonBody(
        { signalType: 'Log', monitoringService: 'Log Alerts V2' },
        {
          conditionType: 'LogQueryCriteria',
          condition: {
            allOf: [
              {
                searchQuery: 'secret | where',
                metricValue: 7,
                threshold: '0',
                operator: 'GreaterThan',
                timeAggregation: 'Count',
              },
            ],
          },
        },
      ),
    );
    assert.deepEqual(alert.measure, { name: 'Count', value: '7', threshold: '0', operator: 'GreaterThan' });
    assert.doesNotMatch(JSON.stringify(alert), /secret/);
  });

  it('of an old log search shows how many rows there were, and none of them', () => {
    const context = {
      SearchQuery: 'secret | where',
      ResultCount: 4,
      Threshold: '3',
      Operator: 'Greater Than',
      SearchResults: { tables: [{ rows: [['a secret customer']] }] },
      LinkToSearchResults: 'https://portal.azure.com/#secret',
    };
    const alert = read(commonBody({ signalType: 'Log', monitoringService: 'Log Analytics' }, context));
    assert.deepEqual(alert.measure, { name: 'ResultCount', value: '4', threshold: '3', operator: 'GreaterThan' });
    assert.doesNotMatch(JSON.stringify(alert), /secret/);
  });

  it('of an activity log shows what was done, and not by whom', () => {
    const alert = read(ACTIVITY);
    assert.deepEqual(
      [alert.signal, alert.measure?.name, alert.measure?.value],
      ['activity-log', 'Microsoft.Web/sites/restart/action', 'Succeeded'],
    );
    assert.doesNotMatch(JSON.stringify(alert), /someone@|claim|203\.0\.113/);
  });

  it("of Azure's own health says what has happened before what the rule says", () => {
    const properties = { title: 'Virtual Machines in Australia East', incidentType: 'Incident' };
    const health = { signalType: 'Activity Log', monitoringService: 'ServiceHealth' };
    assert.equal(read(commonBody(health, { properties })).description, `${properties.title} · Look at the dashboard.`);
  });

  it('of a budget whose threshold is a share shows the money', () => {
    const data = { BudgetName: 'Cloud', SpendingAmount: '100', Budget: '50', Unit: 'USD', NotificationThresholdAmount: '0.8' };
    const { measure } = read({ schemaId: 'AIP Budget Notification', data });
    assert.deepEqual([measure?.value, measure?.threshold, measure?.unit], ['100', '50', 'USD']);
  });

  it('of Prometheus finds the resource in its label', () => {
    assert.ok(read(PROMETHEUS).targets.includes('/subscriptions/0b1c/resourcegroups/rg-aks/providers/x/y/z'));
  });

  it('of a budget has a name, though Azure gives none', () => {
    const { rule, measure } = read(BUDGET);
    assert.equal(rule, 'Monthly');
    assert.deepEqual(measure, { name: 'Monthly', value: '$999.99', threshold: '$50.00', operator: '' });
  });

  it('does not show the bound of a dynamic rule as a limit', () => {
    const dynamic = {
      conditionType: 'DynamicThresholdCriteria',
      condition: { allOf: [{ metricName: 'm', metricValue: 2, threshold: '0.3' }] },
    };
    assert.equal(read(commonBody({}, dynamic)).measure?.threshold, '');
  });

  it('links to the portal and nowhere else', () => {
    const link = (investigationLink: string) => read(commonBody({ investigationLink })).link;
    assert.equal(link('https://portal.azure.com/#view/Alerts/alertId/1'), 'https://portal.azure.com/#view/Alerts/alertId/1');
    for (const other of [
      'https://portal.azure.com.evil.example/',
      'http://portal.azure.com/',
      'https://portal.azure.com/?sig=secret',
      'https://u:p@portal.azure.com/',
      'javascript:alert(1)',
    ]) {
      assert.equal(link(other), `https://portal.azure.com/#resource${VM.toLowerCase()}`, other);
    }
  });

  it('made by the portal as a test is marked as one', () => {
    assert.ok(read(commonBody({ alertRule: 'test-metricAlertRule' })).isTest);
    assert.ok(
      read(commonBody({ alertTargetIDs: ['/subscriptions/11111111-1111-1111-1111-111111111111/resourcegroups/x'] })).isTest,
    );
    assert.ok(!read(commonBody({ alertRule: 'test-coverage-service-down' })).isTest);
  });

  it('loses a field that is strange, and only that', () => {
    const whole = commonBody();
    for (const field of Object.keys(whole.data.essentials)) {
      for (const strange of [null, 7, {}, [[]], '', [null], '\u0000\ud800']) {
        const { condition, measure } = read(commonBody({ [field]: strange }));
        assert.deepEqual([condition, measure?.value], ['fired', '91.5'], `${field}: ${JSON.stringify(strange)}`);
      }
    }
  });

  it('holds nothing that a database cannot store or a card cannot show', () => {
    const alert = read(
      commonBody({ alertRule: 'a\u0000b\ud800c', description: `${'x'.repeat(998)}\u{1F600}${'y'.repeat(100_000)}` }),
    );
    assert.equal(alert.rule, 'a b\ufffdc');
    assert.ok(alert.description.length <= 1_000 && alert.description.isWellFormed());
  });
});

const METRIC_ID = METRIC.data.essentials['alertId'] as string;

describe('any other body', () => {
  const older: readonly (readonly [string, unknown, Partial<Alert>])[] = [
    [
      'a metric alert of the old schema',
      {
        schemaId: 'AzureMonitorMetricAlert',
        data: {
          status: 'Deactivated',
          context: { name: 'CPU', severity: '3', timestamp: '2026-11-23T07:00:00Z', resourceId: VM },
        },
      },
      { signal: 'metric', condition: 'resolved', rule: 'CPU', severity: 'Sev3', targets: [VM.toLowerCase()] },
    ],
    [
      'an activity log of the old schema',
      {
        schemaId: 'Microsoft.Insights/activityLogs',
        data: {
          status: 'Activated',
          context: { activityLog: { operationName: 'restart', resourceId: VM, caller: 'someone@contoso.com' } },
        },
      },
      { signal: 'activity-log', condition: 'fired', rule: 'restart', targets: [VM.toLowerCase()] },
    ],
    [
      'a log alert of the old schema',
      { AlertRuleName: 'Heartbeat', SearchQuery: 'x', ResultCount: 2, AlertThresholdValue: 0 },
      { signal: 'log', rule: 'Heartbeat' },
    ],
    [
      'a budget of the old schema',
      { schemaId: 'AIP Budget Notification', data: { BudgetName: 'B', SpendingAmount: '2' } },
      { signal: 'other', rule: 'B' },
    ],
    [
      'a payload of somebody’s own',
      { text: 'My rule fired' },
      { signal: 'unrecognised', condition: 'fired', rule: 'unrecognised', description: 'My rule fired' },
    ],
    ['an empty object', {}, { signal: 'unrecognised', rule: 'unrecognised', firedAt: MONDAY, severity: undefined }],
    ['a number', 7, { signal: 'unrecognised', id: 'body-abc' as Alert['id'] }],
  ];
  for (const [what, body, expected] of older) {
    it(`is shown with what is known of it: ${what}`, () => {
      const alert = read(body);
      assert.deepEqual({ ...alert, ...expected }, alert);
      assert.doesNotMatch(JSON.stringify(alert), /someone@/);
    });
  }

  it('is an alert, whatever JSON it is', () => {
    check(property(json(), (body) => isWhole(read(JSON.parse(body)))));
    check(
      property(constantFrom(METRIC, ACTIVITY, PROMETHEUS, BUDGET), jsonValue(), jsonValue(), (body, essentials, alertContext) =>
        isWhole(read({ ...body, data: { essentials, alertContext } })),
      ),
    );
  });

  it('is an alert that fits on a card, however large any part of it is', () => {
    check(
      property(
        constantFrom(...LARGE),
        constantFrom(METRIC, ACTIVITY, PROMETHEUS, BUDGET, ...OLDER),
        nat(),
        (large, body, n) => {
          const places = [...placesIn(body)];
          const alert = read(withLarge(body, places[n % places.length] ?? [], large));
          return isWhole(alert) && JSON.stringify(alert).length < 30_000;
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Half a megabyte each: the most that Azure sends is 256 KB. */
const MOST = 512 * 1024;
const LARGE: readonly unknown[] = [
  'x'.repeat(MOST),
  '\u0000 \ud800'.repeat(MOST / 8),
  `/subscriptions/${'a/'.repeat(MOST / 2)}`,
  `https://portal.azure.com/${'?'.repeat(MOST)}`,
  Array.from({ length: MOST / 8 }, (_, n) => n),
  Array.from({ length: MOST / 64 }, (_, n) => ({ name: `/subscriptions/${n}`, value: VM })),
  Object.fromEntries(Array.from({ length: MOST / 32 }, (_, n) => [`key-${n}`, 'value'])),
  JSON.parse(`${'['.repeat(MOST / 2)}${']'.repeat(MOST / 2)}`),
  JSON.parse(`${'{"data":'.repeat(50_000)}null${'}'.repeat(50_000)}`),
];
const OLDER = [
  { schemaId: 'AzureMonitorMetricAlert', data: { status: 'Activated', context: { name: 'x', condition: { allOf: [{}] } } } },
  { schemaId: 'Microsoft.Insights/activityLogs', data: { status: 'Activated', context: { activityLog: { properties: {} } } } },
  { AlertRuleName: 'Heartbeat', SearchQuery: 'x', SearchResult: { tables: [] } },
  { status: 'Activated', context: { name: 'x', condition: {} } },
];

/** The way to every value in it, itself included. */
function* placesIn(value: unknown, way: readonly string[] = []): Generator<readonly string[]> {
  yield way;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, held] of Object.entries(value)) yield* placesIn(held, [...way, name]);
}

function withLarge(value: unknown, [name, ...way]: readonly string[], large: unknown): unknown {
  if (name === undefined) return large;
  if (Array.isArray(value))
    return value.map((held, n) => (String(n) === name ? withLarge(held, way, large) : (held as unknown)));
  const own = value as Readonly<Record<string, unknown>>;
  return { ...own, [name]: withLarge(own[name], way, large) };
}

const isWhole = (alert: Alert): boolean => alert.id !== '' && alert.rule !== '' && !JSON.stringify(alert).includes('\\u0000');

describe('the bodies of one alert', () => {
  const fired = read(METRIC);
  const resolved = read(
    commonBody(
      { monitorCondition: 'Resolved', resolvedDateTime: '2026-11-23T08:10:00Z' },
      { condition: { allOf: [{ metricName: 'Percentage CPU', metricValue: 12, threshold: '80', operator: 'GreaterThan' }] } },
    ),
  );
  const resolvedLater = { ...resolved, resolvedAt: later(20) };

  it('give one story in whatever order, and however often, they arrive', () => {
    const expected = [fired, resolved].reduce<Alert | undefined>(foldAlert, undefined);
    const bodies = [fired, fired, resolved, resolved, resolvedLater];
    check(
      property(shuffledSubarray(bodies, { minLength: bodies.length }), (order) => {
        assert.deepEqual(order.reduce<Alert | undefined>(foldAlert, undefined), expected);
      }),
    );
    assert.deepEqual(
      [expected?.condition, expected?.resolvedAt, expected?.measure?.value],
      ['resolved', '2026-11-23T08:10:00.000Z', '91.5'],
    );
  });

  it('keep the deployment that the first of them was tied to', () => {
    const tied = { ...fired, request: 'DEP-1' as NonNullable<Alert['request']> };
    assert.equal(foldAlert(tied, resolved).request, 'DEP-1');
    assert.equal(foldAlert(foldAlert(undefined, resolved), tied).request, 'DEP-1');
  });
});
