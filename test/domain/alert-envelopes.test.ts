import assert from 'node:assert/strict';
import type { Alert } from '../../bot/domain/alert.ts';
import { readAlert } from '../../bot/domain/alert-body.ts';
import { alertIdOf, LISTED } from '../../bot/domain/alert-listed.ts';
import { VM } from '../support/alert-bodies.ts';
import { changesIn } from '../support/changes.ts';
import { MONDAY } from '../support/given.ts';

/** What an envelope says beyond one that says nothing. */
const told = (body: unknown) =>
  changesIn<Partial<Alert>>(readAlert({}, MONDAY, 'abc').alert, readAlert(body, MONDAY, 'abc').alert);
const namedIn = (body: unknown) => readAlert(body, MONDAY, 'abc').named;

const FIRED = '2026-11-23T07:00:00Z';
const FIRED_AT = '2026-11-23T07:00:00.000Z' as Alert['firedAt'];
const TARGETS = [VM.toLowerCase()];
const LINK = `https://portal.azure.com/#resource${VM.toLowerCase()}`;
const RULE = '/subscriptions/0b1c/resourceGroups/rg/providers/microsoft.insights/metricAlerts/CPU high';
const LONG = 'x'.repeat(400);

type Row = readonly [what: string, body: unknown, told: Partial<Alert>];

describe('an alert of the list', () => {
  const ID = `${VM}/providers/Microsoft.AlertsManagement/alerts/A1`;
  const essentials = {
    targetResource: VM,
    signalType: 'Metric',
    monitorCondition: 'Fired',
    alertRule: RULE,
    severity: 'Sev2',
    description: LONG,
    startDateTime: FIRED,
    monitorConditionResolvedDateTime: '2026-11-23T07:30:00Z',
    monitorService: 'Platform',
  };
  const listed = (changes: Readonly<Record<string, unknown>> = {}) =>
    told({ schemaId: LISTED, data: { id: ID, name: 'CPU', properties: { essentials: { ...essentials, ...changes } } } });

  it('is read whole, under the id that its webhook has', () => {
    assert.deepEqual(listed(), {
      id: '/subscriptions/0b1c/providers/microsoft.alertsmanagement/alerts/a1',
      signal: 'metric',
      rule: 'CPU high',
      severity: 'Sev2',
      description: LONG,
      firedAt: FIRED_AT,
      targets: TARGETS,
      link: LINK,
    });
    assert.deepEqual(told({ schemaId: LISTED }), { signal: 'other', rule: 'other' });
  });

  const table: readonly Row[] = [
    [
      'over',
      { monitorCondition: 'RESOLVED' },
      { condition: 'resolved', resolvedAt: '2026-11-23T07:30:00.000Z' as Alert['firedAt'] },
    ],
    ['not quite over', { monitorCondition: 'Resolved not' }, {}],
    ['not yet over', { monitorCondition: 'Un resolved' }, {}],
    ['of a log search', { signalType: 'Log' }, { signal: 'log' }],
    ['of an activity log', { signalType: 'Activity Log' }, { signal: 'activity-log' }],
    ['of another kind', { signalType: 'Health' }, { signal: 'other' }],
    ['of a rule with a plain name', { alertRule: 'Disk full' }, { rule: 'Disk full' }],
    ['of a rule that is a page', { alertRule: 'http://portal.example/rule' }, { rule: 'CPU' }],
    ['of a rule that is a safe page', { alertRule: 'https://portal.example/rule' }, { rule: 'CPU' }],
    ['of a rule that names a page', { alertRule: 'See https://portal.example' }, { rule: 'See https://portal.example' }],
    ['of a rule with a long id', { alertRule: RULE.replace('rg', LONG) }, { rule: 'CPU high' }],
    ['of no rule', { alertRule: '' }, { rule: 'Platform' }],
    ["of Azure's own health", { monitorService: 'ServiceHealth' }, { isHealth: true }],
    ["of a resource's health", { monitorService: 'resource health' }, { isHealth: true }],
    ['of what is called a little like health', { monitorService: 'My Service Health' }, {}],
    ['of what is called health and more', { monitorService: 'Service Healthy' }, {}],
  ];
  for (const [what, changes, expected] of table) {
    it(`says that it is ${what}`, () => {
      assert.deepEqual(listed(changes as Readonly<Record<string, unknown>>), { ...listed(), ...expected });
    });
  }

  it('has one id, wherever and however it is written', () => {
    const own = '/subscriptions/0b1c/providers/microsoft.alertsmanagement/alerts/a1';
    assert.deepEqual([alertIdOf(ID), alertIdOf(own), alertIdOf(own.toUpperCase())], [own, own, own]);
    const others = ['a1', `${own}/history`, `x${own}`, '/subscriptions/0b1c/providers/other/alerts/a1'];
    assert.deepEqual(others.map(alertIdOf), others);
    assert.deepEqual([alertIdOf('CPU \t high'), alertIdOf('')], ['cpu%20high', undefined]);
  });
});

describe('an envelope from before the common schema', () => {
  const properties = { Service: 'payments', environment: 'prod', Runbook: 'https://wiki.contoso.example/cpu' };
  const ours = {
    properties: { service: 'payments', environment: 'prod', runbook: 'https://wiki.contoso.example/cpu' },
    runbook: 'https://wiki.contoso.example/cpu',
  };
  const criterion = { metricName: 'CPU', metricValue: 91.5, threshold: 80, operator: 'GreaterThan', metricUnit: 'Percent' };
  const measure = { name: 'CPU', value: '91.5', threshold: '80', operator: 'GreaterThan', unit: 'Percent' };
  const metric = {
    name: 'CPU high',
    severity: 3,
    description: LONG,
    timestamp: FIRED,
    resourceId: VM,
    conditionType: 'SingleResourceMultipleMetricCriteria',
    portalLink: 'https://portal.azure.com/#view/1',
    condition: { allOf: [criterion, { ...criterion, metricName: 'Memory' }] },
  };
  const ofMetric = (status: string, changes: Readonly<Record<string, unknown>> = {}) => ({
    schemaId: 'AzureMonitorMetricAlert',
    data: { status, context: { ...metric, ...changes }, properties },
  });
  const readMetric = {
    signal: 'metric',
    rule: 'CPU high',
    severity: 'Sev3',
    description: LONG,
    firedAt: FIRED_AT,
    targets: TARGETS,
    measure,
    link: 'https://portal.azure.com/#view/1',
    ...ours,
  } as const satisfies Partial<Alert>;
  const over = { condition: 'resolved', resolvedAt: FIRED_AT } as const;

  const activity = {
    authorization: { action: 'restart/action', scope: `${VM}/scope` },
    eventSource: 'Administrative',
    eventTimestamp: FIRED,
    operationName: 'restart',
    resourceId: VM,
    status: 'Succeeded',
    description: LONG,
    properties: { title: 'What happened' },
  };
  const ofActivity = (changes: Readonly<Record<string, unknown>> = {}) => ({
    schemaId: 'Microsoft.Insights/activityLogs',
    data: { status: 'Activated', context: { activityLog: { ...activity, ...changes } }, properties },
  });
  const readNameless = {
    signal: 'activity-log',
    rule: 'restart',
    description: LONG,
    firedAt: FIRED_AT,
    targets: [...TARGETS, `${VM.toLowerCase()}/scope`],
    link: LINK,
    ...ours,
  } as const satisfies Partial<Alert>;
  const readActivity: Partial<Alert> = {
    ...readNameless,
    measure: { name: 'restart', value: 'Succeeded', threshold: '', operator: '' },
  };

  const log = {
    AlertRuleName: 'Heartbeat',
    Severity: '2',
    Description: LONG,
    SearchIntervalEndtimeUtc: FIRED,
    ResourceId: VM,
    ResultCount: 2,
    AlertThresholdValue: 0,
    AlertThresholdOperator: 'Greater Than',
  };
  const readLog = {
    signal: 'log',
    rule: 'Heartbeat',
    severity: 'Sev2',
    description: LONG,
    firedAt: FIRED_AT,
    targets: TARGETS,
    measure: { name: 'ResultCount', value: '2', threshold: '0', operator: 'GreaterThan' },
  } as const satisfies Partial<Alert>;

  const budget = { BudgetName: 'Cloud', SpendingAmount: '100', Budget: '50', Unit: 'USD' };
  const table: readonly Row[] = [
    ['a metric', ofMetric('Activated'), readMetric],
    ['a metric that is well again', ofMetric('Deactivated'), { ...readMetric, ...over }],
    ['a metric that is resolved', ofMetric('RESOLVED'), { ...readMetric, ...over }],
    ['a metric that is nearly resolved', ofMetric('Resolved soon'), readMetric],
    ['a metric that is not resolved', ofMetric('Not resolved'), readMetric],
    [
      'a metric of a dynamic rule',
      ofMetric('Activated', { conditionType: 'Dynamic' }),
      { ...readMetric, measure: { ...measure, threshold: '' } },
    ],
    ['a metric of 2015', ofMetric('Activated', { condition: criterion }), readMetric],
    ['a metric of 2015 without an envelope', ofMetric('Activated').data, readMetric],
    ['an activity', ofActivity(), readActivity],
    ['an activity without words', ofActivity({ description: '' }), { ...readActivity, description: 'What happened' }],
    ['an activity of long words', ofActivity({ description: '', properties: { title: LONG } }), readActivity],
    ['an activity without a name', ofActivity({ operationName: '' }), { ...readNameless, rule: 'restart/action' }],
    [
      'an activity of a source alone',
      ofActivity({ operationName: '', authorization: {} }),
      { ...readNameless, rule: 'Administrative', targets: TARGETS },
    ],
    [
      'an activity of a provider alone',
      ofActivity({ operationName: '', authorization: {}, eventSource: '', resourceProviderName: 'Microsoft.Web' }),
      { ...readNameless, rule: 'Microsoft.Web', targets: TARGETS },
    ],
    ["Azure's own health", ofActivity({ eventSource: 'ServiceHealth' }), { ...readActivity, isHealth: true }],
    ["a resource's health", ofActivity({ eventSource: 'Resource Health' }), { ...readActivity, isHealth: true }],
    ['nearly health', ofActivity({ eventSource: 'ServiceHealthy' }), readActivity],
    ['somewhat health', ofActivity({ eventSource: 'MyServiceHealth' }), readActivity],
    ['a log search', { schemaId: 'Microsoft.Insights/LogAlert', data: log }, readLog],
    ['a log search without an envelope', log, readLog],
    [
      'a budget',
      { schemaId: 'AIP Budget Notification', data: budget },
      {
        signal: 'other',
        rule: 'Cloud',
        measure: { name: 'Cloud', value: '100', threshold: '50', operator: '', unit: 'USD' },
      },
    ],
    ['a context without a status', { context: metric, name: 'Ours' }, { rule: 'Ours' }],
    ['a status without a context', { status: 'Activated', name: 'Ours' }, { rule: 'Ours' }],
    [
      'a rule of somebody’s own',
      { alertRule: 'A', rule: 'B', severity: '4', description: LONG },
      { rule: 'A', severity: 'Sev4', description: LONG },
    ],
    ['a rule of another’s own', { rule: 'B', title: 'C', summary: 'S', text: 'T' }, { rule: 'B', description: 'S' }],
    ['a title', { title: 'C', name: 'D', text: 'T', message: 'M' }, { rule: 'C', description: 'T' }],
    ['a name', { name: 'D', schemaId: 'E', message: 'M' }, { rule: 'D', description: 'M' }],
    ['a schema that nobody knows', { schemaId: 'E' }, { rule: 'E' }],
  ];
  for (const [what, body, expected] of table) {
    it(`tells of ${what}`, () => {
      assert.deepEqual(told(body), expected);
    });
  }

  it('names the service and the environment in its custom properties', () => {
    const named = { service: 'payments', environment: 'prod' };
    assert.deepEqual([namedIn(ofMetric('Activated')), namedIn(ofActivity())], [named, named]);
    assert.deepEqual(namedIn(log), { service: '', environment: '' });
  });
});
