import { armIds, linkOf, MOST_DESCRIPTION, severityOf, type Found } from './alert-found.ts';
import { NOTHING } from './alert-legacy.ts';
import { parseAlertId, type AlertId } from './ids.ts';
import { firstText, instantAt, objectAt, textAt, textOf, type Json } from './json.ts';

/** The envelope that the catch-up poll puts around one alert of Alerts Management's list. */
export const LISTED = 'signoff/listed-alert';

/**
 * An alert as Alerts Management lists it (API 2019-03-01), whose essentials have other names than a webhook's. It says
 * that the alert is there and how it stands; what was measured only the webhook tells.
 */
export function readListed(listed: Json): Found {
  const essentials = objectAt(objectAt(listed, 'properties'), 'essentials');
  const targets = armIds([essentials.get('targetresource')]);
  const signal = textAt(essentials, 'signalType').toLowerCase().replaceAll(/\s/g, '');
  return {
    ...NOTHING,
    id: alertIdOf(textAt(listed, 'id', 2_000)),
    signal: signal === 'metric' || signal === 'log' ? signal : signal === 'activitylog' ? 'activity-log' : 'other',
    condition: /^resolved$/i.test(textAt(essentials, 'monitorCondition')) ? 'resolved' : 'fired',
    rule: ruleOf(listed, essentials),
    severity: severityOf(essentials.get('severity')),
    description: textAt(essentials, 'description', MOST_DESCRIPTION),
    firedAt: instantAt(essentials, 'startDateTime'),
    resolvedAt: instantAt(essentials, 'monitorConditionResolvedDateTime'),
    targets,
    link: linkOf(undefined, targets),
    isHealth: /^(service|resource) ?health$/i.test(textAt(essentials, 'monitorService')),
  };
}

/** A rule is listed by its resource id, or by a page of an old portal, which no person would know it by. */
function ruleOf(listed: Json, essentials: Json): string {
  const rule = textAt(essentials, 'alertRule', 2_000);
  if (rule.startsWith('/subscriptions/')) return textOf(rule.split('/').at(-1));
  return /^https?:/.test(rule) ? textAt(listed, 'name') : firstText(essentials, ['alertRule', 'monitorService']);
}

/**
 * The same alert has the same id wherever it is read: the webhook names it under its subscription, the list under what
 * it watches.
 */
export function alertIdOf(raw: string): AlertId | undefined {
  const id = parseAlertId(raw.replaceAll(/\s+/g, '%20'));
  const [, subscription, own] =
    /^(\/subscriptions\/[^/]+)(?:\/.*)?(\/providers\/microsoft\.alertsmanagement\/alerts\/[^/]+)$/.exec(id ?? '') ?? [];
  return subscription === undefined || own === undefined ? id : parseAlertId(subscription + own);
}
