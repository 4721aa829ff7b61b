import { armIds, linkOf, MOST_DESCRIPTION, namedBy, propertiesOf, severityOf, type Found } from './alert-found.ts';
import { ofActivity, ofBudget, ofCriterion, ofQuery } from './alert-measure.ts';
import { firstText, instantAt, jsonOf, listAt, objectAt, textAt, type Json } from './json.ts';

/** Bodies from before the common schema, still sent by action groups that do not ask for it; then whatever is left. */
export function readLegacy(json: Json): Found {
  const data = objectAt(json, 'data');
  switch (textAt(json, 'schemaId')) {
    case 'AzureMonitorMetricAlert':
      return readMetric(data);
    case 'Microsoft.Insights/activityLogs':
      return readActivity(data);
    case 'Microsoft.Insights/LogAlert':
      return readLog(data);
    case 'AIP Budget Notification':
      return readBudget(data);
  }
  if (json.has('alertrulename')) return readLog(json);
  if (json.has('context') && json.has('status')) return readMetric(json);
  return readUnknown(json);
}

export const NOTHING: Found = {
  id: undefined,
  signal: 'unrecognised',
  condition: 'fired',
  rule: '',
  severity: undefined,
  description: '',
  firedAt: undefined,
  resolvedAt: undefined,
  targets: [],
  measure: undefined,
  link: undefined,
  properties: {},
  isHealth: false,
  named: { service: '', environment: '' },
  measuredFrom: undefined,
  measuredUntil: undefined,
};

/** Also the classic rules of 2015, whose condition is one criterion instead of a list. */
function readMetric(data: Json): Found {
  const context = objectAt(data, 'context');
  const condition = objectAt(context, 'condition');
  const [first] = listAt(condition, 'allOf');
  const targets = armIds([context.get('resourceid')]);
  const isOver = /^(deactivated|resolved)$/i.test(textAt(data, 'status'));
  return {
    ...NOTHING,
    signal: 'metric',
    condition: isOver ? 'resolved' : 'fired',
    rule: textAt(context, 'name'),
    severity: severityOf(context.get('severity')),
    description: textAt(context, 'description', MOST_DESCRIPTION),
    firedAt: instantAt(context, 'timestamp'),
    resolvedAt: instantAt(context, 'timestamp'),
    targets,
    measure: ofCriterion(first === undefined ? condition : jsonOf(first), textAt(context, 'conditionType')),
    link: linkOf(context.get('portallink'), targets),
    properties: propertiesOf(objectAt(data, 'properties')),
    named: namedBy(objectAt(data, 'properties')),
  };
}

/** Its status is always `Activated`: an activity log tells of moments, which do not end. */
function readActivity(data: Json): Found {
  const activity = objectAt(objectAt(data, 'context'), 'activityLog');
  const targets = armIds([activity.get('resourceid'), objectAt(activity, 'authorization').get('scope')]);
  const properties = objectAt(activity, 'properties');
  const described = textAt(activity, 'description', MOST_DESCRIPTION);
  return {
    ...NOTHING,
    signal: 'activity-log',
    rule: operationOf(activity),
    description: described === '' ? textAt(properties, 'title', MOST_DESCRIPTION) : described,
    firedAt: instantAt(activity, 'eventTimestamp'),
    targets,
    measure: ofActivity(activity),
    link: linkOf(undefined, targets),
    properties: propertiesOf(objectAt(data, 'properties')),
    isHealth: /^(service|resource) ?health$/i.test(textAt(activity, 'eventSource')),
    named: namedBy(objectAt(data, 'properties')),
  };
}

function operationOf(activity: Json): string {
  const asked = textAt(objectAt(activity, 'authorization'), 'action');
  const named = textAt(activity, 'operationName');
  return [named, asked].find((text) => text !== '') ?? firstText(activity, ['eventSource', 'resourceProviderName']);
}

const readLog = (data: Json): Found => ({
  ...NOTHING,
  signal: 'log',
  rule: textAt(data, 'AlertRuleName'),
  severity: severityOf(data.get('severity')),
  description: textAt(data, 'Description', MOST_DESCRIPTION),
  firedAt: instantAt(data, 'SearchIntervalEndtimeUtc'),
  targets: armIds([data.get('resourceid')]),
  measure: ofQuery(data),
});

const readBudget = (data: Json): Found => ({
  ...NOTHING,
  signal: 'other',
  rule: textAt(data, 'BudgetName'),
  measure: ofBudget(data),
});

/** Somebody's own payload: whatever calls itself its name or its text. */
const readUnknown = (json: Json): Found => ({
  ...NOTHING,
  rule: firstText(json, ['alertRule', 'rule', 'title', 'name', 'schemaId']),
  severity: severityOf(json.get('severity')),
  description: firstText(json, ['description', 'summary', 'text', 'message'], MOST_DESCRIPTION),
});
