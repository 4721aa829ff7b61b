/** Bodies as Azure Monitor posts them, in the common alert schema. */
export interface Body {
  readonly schemaId: string;
  readonly data: {
    readonly essentials: Readonly<Record<string, unknown>>;
    readonly alertContext: unknown;
    readonly customProperties?: unknown;
  };
}

/** A virtual machine of payments in production, as given.ts has them, in the mixed case in which Azure writes ids. */
export const VM = '/subscriptions/0b1c/resourceGroups/RG-pay-prod/providers/Microsoft.Compute/virtualMachines/pay-1';

const CPU = {
  conditionType: 'SingleResourceMultipleMetricCriteria',
  condition: {
    windowSize: 'PT5M',
    allOf: [
      {
        metricName: 'Percentage CPU',
        metricNamespace: 'x',
        operator: 'GreaterThan',
        threshold: '80',
        metricValue: 91.5,
        dimensions: [],
      },
    ],
    windowStartTime: '2026-11-23T07:50:00Z',
    windowEndTime: '2026-11-23T07:55:00Z',
  },
};

/** A static metric alert that fired on Monday at 07:58 UTC. Say only what differs. */
export const commonBody = (
  essentials: Readonly<Record<string, unknown>> = {},
  alertContext: unknown = CPU,
  customProperties?: unknown,
): Body => ({
  schemaId: 'azureMonitorCommonAlertSchema',
  data: {
    essentials: {
      alertId: '/subscriptions/0b1c/providers/Microsoft.AlertsManagement/alerts/A1',
      alertRule: 'CPU high',
      alertRuleID: '/subscriptions/0b1c/resourceGroups/rg/providers/microsoft.insights/metricAlerts/CPU high',
      severity: 'Sev1',
      signalType: 'Metric',
      monitorCondition: 'Fired',
      monitoringService: 'Platform',
      alertTargetIDs: [VM.toLowerCase()],
      configurationItems: ['pay-1'],
      originAlertId: 'the same for every alert of the rule',
      firedDateTime: '2026-11-23T07:58:24.3713213Z',
      description: 'Look at the dashboard.',
      essentialsVersion: '1.0',
      alertContextVersion: '1.0',
      ...essentials,
    },
    alertContext,
    customProperties,
  },
});

export const METRIC = commonBody();

export const ACTIVITY = commonBody(
  { signalType: 'ActivityLog', monitoringService: 'Activity Log - Administrative', severity: 'Sev4' },
  {
    authorization: { action: 'Microsoft.Web/sites/restart/action', scope: VM },
    caller: 'someone@contoso.com',
    claims: '{"ipaddr":"203.0.113.7"}',
    operationName: 'Microsoft.Web/sites/restart/action',
    properties: { service: 'payments' },
    status: 'Succeeded',
  },
);

export const PROMETHEUS = commonBody(
  {
    monitoringService: 'Prometheus',
    alertTargetIDs: ['/subscriptions/0b1c/resourcegroups/rg/providers/microsoft.monitor/accounts/m'],
  },
  {
    expression: 'up == 0',
    expressionValue: '12.7m',
    labels: { 'microsoft.resourceid': '/subscriptions/0b1c/resourceGroups/rg-aks/providers/x/y/z', Environment: 'Prod' },
    annotations: { summary: 'down' },
  },
);

export const BUDGET = commonBody(
  {
    alertRule: null,
    alertRuleID: null,
    severity: null,
    signalType: null,
    monitoringService: 'CostAlerts',
    alertTargetIDs: null,
    originAlertId: null,
  },
  {
    AlertCategory: 'budgets',
    AlertData: { BudgetName: 'Monthly', SpentAmount: '$999.99', NotificationThresholdAmount: '$50.00' },
  },
);

/** A published sample as Azure would send it: some are a bare context, without the envelope around it. */
export function publishedBody(file: string, sample: unknown): unknown {
  const raw = sample as Body | { readonly alertContext: Body['data']['alertContext'] };
  return 'alertContext' in raw
    ? commonBody({ alertRule: 'Sample rule', severity: 'Sev3', ...essentialsOf(file) }, raw.alertContext)
    : raw;
}

/** What the documentation says of a sample that it publishes without its essentials. */
function essentialsOf(file: string): Readonly<Record<string, unknown>> {
  if (/activitylog/.test(file)) return { signalType: 'Activity Log', monitoringService: 'Activity Log - Administrative' };
  if (/health/.test(file)) return { signalType: 'Activity Log', monitoringService: 'ServiceHealth' };
  if (/log-v1/.test(file)) return { signalType: 'Log', monitoringService: 'Log Analytics' };
  return {};
}
