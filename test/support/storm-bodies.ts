import type { Instant } from '../../bot/domain/time.ts';
import { commonBody, type Body } from './alert-bodies.ts';

/** Of the resource groups that the demo policy gives to its services. */
const GROUPS = ['rg-pay-prod', 'rg-ord-prod', 'rg-web-prod'];
const SUBSCRIPTION = '/subscriptions/11111111-2222-4333-8444-555555555555';

export interface OneAlert {
  readonly rule: string;
  /** Tells apart the alerts of a rule. */
  readonly n?: number;
  readonly severity?: string;
  readonly condition?: 'Fired' | 'Resolved';
  readonly at: Instant;
  readonly resource?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/** An alert of Payments in production, unless another resource group is named. */
export const alertBody = ({
  rule,
  n = 1,
  severity = 'Sev2',
  condition = 'Fired',
  at,
  resource = 'rg-pay-prod',
  properties,
}: OneAlert): Body =>
  commonBody(
    {
      alertId: `${SUBSCRIPTION}/providers/Microsoft.AlertsManagement/alerts/${rule}-${n}`,
      alertRule: rule,
      severity,
      monitorCondition: condition,
      firedDateTime: at,
      ...(condition === 'Resolved' ? { resolvedDateTime: at } : {}),
      alertTargetIDs: [`${SUBSCRIPTION}/resourcegroups/${resource}/providers/microsoft.web/sites/app-${n}`],
      configurationItems: [],
    },
    {},
    properties,
  );

/** So many alerts of so many rules on three services; every fortieth rule is as severe as can be. */
export const stormBodies = (alerts: number, rules: number, at: Instant): readonly Body[] =>
  Array.from({ length: alerts }, (_, n) => {
    const rule = n % rules;
    const resource = GROUPS[rule % GROUPS.length] ?? '';
    return alertBody({ rule: `rule-${rule}`, n, severity: rule % 40 === 7 ? 'Sev0' : `Sev${2 + (rule % 3)}`, at, resource });
  });
