/** What the sample alert is about, so that it lands on the service `payments` of the demo's policy. */
const RESOURCE =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-pay-prod/providers/microsoft.insights/components/payments-api';
const ALERT_ID =
  '/subscriptions/11111111-2222-4333-8444-555555555555/providers/Microsoft.AlertsManagement/alerts/7d0c1a52-3b1e-4c55-9a57-2f6d3c9e1b40';
const RULE = 'payments-failed-requests';

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
