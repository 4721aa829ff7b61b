import type { Alert } from '../../bot/domain/alert.ts';
import { openGroup, withAlert, type AlertGroup } from '../../bot/domain/alert-group.ts';
import { groupId, type AlertId, type RequestId } from '../../bot/domain/ids.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { channel, later, PAYMENTS, PROD, role, WINDOW_START } from './given.ts';

/** A metric alert that fired fourteen minutes into the sample rollout. */
export function alertLike(changes: Partial<Alert> = {}): Alert {
  return {
    id: '/subscriptions/0b1c/providers/microsoft.alertsmanagement/alerts/a1' as AlertId,
    signal: 'metric',
    condition: 'fired',
    rule: 'payments-error-rate',
    severity: 'Sev1',
    description: 'More than 1 % of requests fail.',
    firedAt: later(14, WINDOW_START),
    resolvedAt: undefined,
    targets: ['/subscriptions/0b1c/resourcegroups/rg-pay-prod/providers/microsoft.web/sites/payments-be-prod'],
    measure: { name: 'Http5xx', value: '5.8', threshold: '1', operator: 'GreaterThan' },
    link: 'https://portal.azure.com/#view/Microsoft_Azure_Monitoring/alert',
    runbook: undefined,
    properties: {},
    isHealth: false,
    isTest: false,
    affects: { service: PAYMENTS, environment: PROD },
    request: 'DEP-1042' as RequestId,
    suspicion: { by: 'resource', confidence: 'likely', minutes: 14 },
    group: groupId(7),
    ...changes,
  };
}

/** The alerts as one group, heard of when each fired; told at once, when it is urgent. */
export function groupLike(changes: Partial<AlertGroup> = {}, ...alerts: readonly Alert[]): AlertGroup {
  const [first = alertLike(), ...more] = alerts;
  const opened = openGroup(groupId(7), first, { to: [channel('incidents')], mention: [role('on-call')] }, first.firedAt);
  const whole = [first, ...more].reduce((group, alert) => withAlert(group, undefined, alert, heard(alert)), opened);
  return { ...whole, ...changes };
}

/** As though it had been told of all that it has. */
export const told = (group: AlertGroup, at: Instant = group.heardAt): AlertGroup => ({
  ...group,
  firstToldAt: at,
  told: { at, firing: group.firing, total: group.total, severity: group.severity, notifiedAt: at },
});

const heard = ({ firedAt, resolvedAt }: Alert): Instant => resolvedAt ?? firedAt;
