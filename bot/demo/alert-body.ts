/** What the sample alert is about, so that it lands on the service `payments` of the demo's policy. */
const RESOURCE =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-pay-prod/providers/microsoft.insights/components/payments-api';
const ALERT_ID =
  '/subscriptions/11111111-2222-4333-8444-555555555555/providers/Microsoft.AlertsManagement/alerts/7d0c1a52-3b1e-4c55-9a57-2f6d3c9e1b40';
const RULE = 'payments-failed-requests';

const SERVICES = ['rg-pay-prod', 'rg-ord-prod', 'rg-web-prod'];

/** The `n`th alert of a storm of so many rules on the three services of the demo; one rule in forty is as severe as can be. */
export function stormAlert(n: number, rules: number, now: Date): object {
  const rule = n % rules;
  const subscription = RESOURCE.split('/').slice(0, 3).join('/');
  const group = SERVICES[rule % SERVICES.length] ?? '';
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: `${subscription}/providers/Microsoft.AlertsManagement/alerts/storm-${now.getTime()}-${n}`,
        alertRule: `storm-rule-${rule}`,
        severity: rule % 40 === 7 ? 'Sev0' : `Sev${2 + (rule % 3)}`,
        signalType: 'Metric',
        monitorCondition: 'Fired',
        monitoringService: 'Platform',
        alertTargetIDs: [`${subscription}/resourcegroups/${group}/providers/microsoft.web/sites/app-${n}`],
        firedDateTime: now.toISOString(),
        description: 'One of very many.',
      },
      alertContext: { conditionType: 'SingleResourceMultipleMetricCriteria', condition: { windowSize: 'PT5M', allOf: [] } },
    },
  };
}

/** A metric alert in Azure Monitor's common schema: five minutes of too many failed requests that end at `now`. */
export function sampleAlert(condition: 'Fired' | 'Resolved', now: Date): object {
  const startedAt = new Date(now.getTime() - 5 * 60_000).toISOString();
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: ALERT_ID,
        alertRule: RULE,
        severity: 'Sev1',
        signalType: 'Metric',
        monitorCondition: condition,
        monitoringService: 'Platform',
        alertTargetIDs: [RESOURCE],
        configurationItems: ['payments-api'],
        originAlertId: `11111111-2222-4333-8444-555555555555_rg-pay-prod_microsoft.insights_metricAlerts_${RULE}_1`,
        firedDateTime: now.toISOString(),
        ...(condition === 'Resolved' ? { resolvedDateTime: now.toISOString() } : {}),
        description: 'Too many requests to the Payments API fail.',
        essentialsVersion: '1.0',
        alertContextVersion: '1.0',
      },
      alertContext: {
        properties: null,
        conditionType: 'SingleResourceMultipleMetricCriteria',
        condition: {
          windowSize: 'PT5M',
          windowStartTime: startedAt,
          windowEndTime: now.toISOString(),
          allOf: [
            {
              metricName: 'requests/failed',
              metricNamespace: 'microsoft.insights/components',
              operator: 'GreaterThan',
              threshold: '50',
              timeAggregation: 'Count',
              dimensions: [],
              metricValue: condition === 'Fired' ? 87 : 3,
              webTestName: null,
            },
          ],
        },
      },
      customProperties: null,
    },
  };
}
