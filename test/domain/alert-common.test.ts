import assert from 'node:assert/strict';
import type { Alert } from '../../bot/domain/alert.ts';
import { readAlert } from '../../bot/domain/alert-body.ts';
import { ACTIVITY, commonBody, METRIC, PROMETHEUS, VM } from '../support/alert-bodies.ts';
import { changesIn } from '../support/changes.ts';
import { MONDAY } from '../support/given.ts';

type Texts = Readonly<Record<string, unknown>>;

const reading = (essentials: Texts = {}, context?: unknown, custom?: unknown) =>
  readAlert(commonBody(essentials, context, custom), MONDAY, 'abc');
const read = (essentials?: Texts, context?: unknown, custom?: unknown): Alert => reading(essentials, context, custom).alert;

describe('the common schema is read', () => {
  const LONG = 'x'.repeat(400);
  const RULE_ID = '/subscriptions/0b1c/resourceGroups/rg/providers/microsoft.insights/metricAlerts/CPU high';
  const changed = (essentials: Texts): Partial<Alert> => changesIn(read(), read(essentials));
  const silent = { description: '' };

  const essentials: readonly (readonly [what: string, essentials: Texts, changes: Partial<Alert>])[] = [
    ['over in other letters', { monitorCondition: 'RESOLVED' }, { condition: 'resolved', resolvedAt: MONDAY }],
    ['not over, for what begins so', { monitorCondition: 'Resolved soon' }, {}],
    ['not over, for what ends so', { monitorCondition: 'Not resolved' }, {}],
    ['a signal before its service', { signalType: 'Log' }, { signal: 'log' }],
    ['a metric by its signal', { monitoringService: 'VM Insights' }, {}],
    ['an activity in two words', { signalType: 'Activity Log' }, { signal: 'activity-log', measure: undefined }],
    [
      'an activity by its service',
      { signalType: '', monitoringService: 'Activity Log - Policy' },
      { signal: 'activity-log', measure: undefined },
    ],
    ['a metric by its service', { signalType: '' }, {}],
    ['a log by its service', { signalType: '', monitoringService: 'Log Alerts V2' }, { signal: 'log' }],
    ['a log of an application', { signalType: '', monitoringService: 'Application Insights' }, { signal: 'log' }],
    ['neither, for another service', { signalType: '', monitoringService: 'SmartDetector' }, { signal: 'other' }],
    ['neither, for a service that ends so', { signalType: '', monitoringService: 'My Log' }, { signal: 'other' }],
    ['health of a resource', { monitoringService: 'Resource Health' }, { isHealth: true }],
    ['no health, for what begins so', { monitoringService: 'ServiceHealthy' }, {}],
    ['no health, for what ends so', { monitoringService: 'MyServiceHealth' }, {}],
    ['a rule by its id', { alertRule: '', alertRuleId: RULE_ID.replace('rg', LONG) }, {}],
    ['a rule by its service', { alertRule: '', alertRuleID: '' }, { rule: 'Platform' }],
    ['a rule by its signal', { alertRule: '', alertRuleID: '', monitoringService: '' }, { rule: 'Metric' }],
    [
      'targets wherever they stand',
      { configurationItems: [`${VM}/disk//`] },
      { targets: [VM.toLowerCase(), `${VM.toLowerCase()}/disk`] },
    ],
    ['a target that is not in a list', { alertTargetIDs: VM }, {}],
    ['no link without a target', { alertTargetIDs: null }, { targets: [], link: undefined }],
    [
      'fifty targets at most',
      { alertTargetIDs: Array.from({ length: 60 }, (_, n) => `${VM}/${String(n)}`) },
      {
        targets: Array.from({ length: 50 }, (_, n) => `${VM.toLowerCase()}/${String(n)}`),
        link: `https://portal.azure.com/#resource${VM.toLowerCase()}/0`,
      },
    ],
  ];
  for (const [what, given, changes] of essentials) {
    it(`as ${what}`, () => {
      assert.deepEqual(changed(given), changes);
    });
  }

  const words: readonly (readonly [what: string, essentials: Texts, context: unknown, description: string])[] = [
    ['its own', {}, { properties: { title: 'T' } }, 'Look at the dashboard.'],
    ['the title of the event', silent, { properties: { title: LONG, description: 'D' } }, LONG],
    ['the text of the event', silent, { properties: { description: 'D' } }, 'D'],
    ['the summary of Prometheus', silent, { annotations: { summary: LONG, description: 'D' }, DetectionSummary: 'S' }, LONG],
    ['the text of Prometheus', silent, { annotations: { description: 'D' } }, 'D'],
    ['what was detected', silent, { DetectionSummary: LONG }, LONG],
    ['none', silent, {}, ''],
    ['of health, the title alone', { ...silent, monitoringService: 'ServiceHealth' }, { properties: { title: 'T' } }, 'T'],
    ['of health, the rule’s alone', { monitoringService: 'ServiceHealth' }, {}, 'Look at the dashboard.'],
    [
      'of health, cut',
      { description: 'y'.repeat(900), monitoringService: 'ServiceHealth' },
      { properties: { title: LONG } },
      `${LONG} · ${'y'.repeat(597)}`,
    ],
  ];
  for (const [what, given, context, description] of words) {
    it(`with these words: ${what}`, () => {
      assert.equal(read(given, context).description, description);
    });
  }

  it('with the time that was measured', () => {
    const { measuredFrom, measuredUntil } = readAlert(METRIC, MONDAY, '');
    assert.deepEqual([measuredFrom, measuredUntil], ['2026-11-23T07:50:00.000Z', '2026-11-23T07:55:00.000Z']);
  });

  it('with resources that were found in dimensions and labels', () => {
    const found = { condition: { allOf: [{ dimensions: [{ name: 'resource', value: `${VM}/disk` }, { value: 'other' }] }] } };
    assert.deepEqual(read({ alertTargetIDs: [] }, found).targets, [`${VM.toLowerCase()}/disk`]);
    const many = Array.from({ length: 60 }, (_, n) => ({ dimensions: [{ value: n < 50 ? VM : `${VM}/late` }] }));
    assert.deepEqual(read({}, { condition: { allOf: many } }).targets, [VM.toLowerCase()]);
    const deep = [{ dimensions: Array.from({ length: 60 }, (_, n) => ({ value: n < 50 ? VM : `${VM}/late` })) }];
    assert.deepEqual(read({}, { condition: { allOf: deep } }).targets, [VM.toLowerCase()]);
  });

  it('with what its rule, its labels or its context name', () => {
    const context = { labels: { service: 'ledger', env: 'uat' }, properties: { service: 'refunds', environment: 'dev' } };
    assert.deepEqual(reading({}, context, { service: 'payments' }).named, { service: 'payments', environment: 'uat' });
    assert.deepEqual(reading({}, { properties: context.properties }).named, { service: 'refunds', environment: 'dev' });
    assert.deepEqual(readAlert(ACTIVITY, MONDAY, '').named, { service: '', environment: '' });
    assert.deepEqual(readAlert(PROMETHEUS, MONDAY, '').named, { service: '', environment: 'Prod' });
    assert.deepEqual(reading({}, {}).named, { service: '', environment: '' });
  });

  it('with the custom properties that are plain, the first twenty of them', () => {
    const kept = (custom: unknown) => read({}, {}, custom).properties;
    const plain = { team: 'Core', count: 7, Empty: '', list: [1], owner: 'megan@contoso.com', ['__proto__']: 'x', ' ': 'x' };
    assert.deepEqual(kept(plain), { team: 'Core', count: '7' });
    assert.deepEqual(kept({ ['n'.repeat(80)]: 'x' }), { [`${'n'.repeat(59)}…`]: 'x' });
    const many = Array.from({ length: 25 }, (_, n) => [`p${String(n)}`, 'x'] as const);
    assert.equal(Object.keys(kept(Object.fromEntries(many))).length, 20);
  });

  it('with a runbook that is one safe page', () => {
    const page = `https://wiki.contoso.example/${'x'.repeat(300)}`;
    const runbook = (custom: unknown, annotations?: unknown) => read({}, { annotations }, custom).runbook;
    for (const name of ['runbook', 'Runbook_URL', 'runbookUrl']) assert.equal(runbook({}, { [name]: page }), page);
    assert.equal(runbook({}, { runbook: `${page}${'x'.repeat(1_000)}` }), undefined);
    assert.equal(runbook({ runbook: 'https://wiki.contoso.example/b' }, { runbook: page }), 'https://wiki.contoso.example/b');

    for (const other of [
      '',
      'wiki',
      'http://wiki.contoso.example/',
      'https://u@wiki.contoso.example/',
      'https://wiki.contoso.example/?sig=1',
    ])
      assert.equal(runbook({ runbook: other }), undefined, other);
  });
});

describe('what was measured is read', () => {
  const measured = (context: unknown, essentials: Texts = {}) => read({ signalType: 'Log', ...essentials }, context).measure;
  const criteria = (...allOf: readonly unknown[]) => ({ condition: { allOf } });
  const usual = { metricValue: 2, threshold: '1', operator: 'LessThan' };
  const rest = { value: '2', threshold: '1', operator: 'LessThan' };
  const activity = { signalType: 'ActivityLog' };

  const table: readonly (readonly [what: string, context: unknown, measure: Alert['measure'], essentials?: Texts])[] = [
    ['a column', criteria({ ...usual, metricMeasureColumn: 'Rows', timeAggregation: 'Count' }), { name: 'Rows', ...rest }],
    ['a web test', criteria({ ...usual, webTestName: 'Ping', timeAggregation: 'Count' }), { name: 'Ping', ...rest }],
    ['a unit', criteria({ ...usual, metricName: 'Size', metricUnit: 'Bytes' }), { name: 'Size', ...rest, unit: 'Bytes' }],
    [
      'the first that says anything',
      criteria({}, 7, { ...usual, metricName: 'A' }, { ...usual, metricName: 'B' }),
      { name: 'A', ...rest },
    ],
    [
      'a dynamic bound',
      criteria({ ...usual, metricName: 'A', alertSensitivity: 'High' }),
      { name: 'A', ...rest, threshold: '' },
    ],
    ['none without a name', criteria(usual), undefined],
    ['none without a value', criteria({ ...usual, metricName: 'A', metricValue: null }), undefined],
    ['none of nothing', {}, undefined],
    [
      'rows',
      { ResultCount: 4, AlertThresholdValue: 3, AlertThresholdOperator: 'Less Than' },
      { name: 'ResultCount', value: '4', threshold: '3', operator: 'LessThan' },
    ],
    [
      'an expression',
      { expression: 'up == 0', expressionValue: '12.7m' },
      { name: 'up == 0', value: '12.7m', threshold: '', operator: '' },
    ],
    ['a detection', { DetectedValue: '9 %' }, { name: 'DetectedValue', value: '9 %', threshold: '', operator: '' }],
    [
      'a budget by another name',
      { AlertData: { BudgetName: 'B', SpentAmount: 5, BudgetThreshold: 4 } },
      { name: 'B', value: '5', threshold: '4', operator: '' },
    ],
    [
      'a budget of a share',
      { AlertData: { BudgetName: 'B', SpentAmount: 5, BudgetThreshold: '.85', Budget: 4 } },
      { name: 'B', value: '5', threshold: '4', operator: '' },
    ],
    [
      'a budget below one and some',
      { AlertData: { BudgetName: 'B', SpentAmount: 5, BudgetThreshold: '0.5 USD', Budget: 4 } },
      { name: 'B', value: '5', threshold: '0.5 USD', operator: '' },
    ],
    [
      'what was done',
      { operationName: 'restart', status: 'Failed' },
      { name: 'restart', value: 'Failed', threshold: '', operator: '' },
      activity,
    ],
    [
      'what has become of a resource',
      { operationName: 'x', status: 'y', properties: { currentHealthStatus: 'Degraded' } },
      { name: 'currentHealthStatus', value: 'Degraded', threshold: '', operator: '' },
      activity,
    ],
  ];
  for (const [what, context, measure, essentials] of table) {
    it(`as ${what}`, () => {
      assert.deepEqual(measured(context, essentials), measure);
    });
  }
});
