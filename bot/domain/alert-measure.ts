import type { Alert, Measure } from './alert.ts';
import { firstText, jsonOf, listAt, objectAt, textAt, type Json } from './json.ts';

/** What was measured, read from an alert's context by its shape, so that a new kind of rule needs no new name here. */
export function measureOf(signal: Alert['signal'], context: Json): Measure | undefined {
  if (signal === 'activity-log') return ofActivity(context);
  const condition = objectAt(context, 'condition');
  const criterion = listAt(condition, 'allOf')
    .slice(0, 50)
    .map(jsonOf)
    .find(({ size }) => size > 0);
  if (criterion !== undefined) return ofCriterion(criterion, textAt(context, 'conditionType'));
  return ofQuery(context) ?? ofExpression(context) ?? ofDetection(context) ?? ofBudget(objectAt(context, 'AlertData'));
}

/** The threshold of a dynamic rule is a bound that Azure computed, not a promise of ours: it is left out. */
export function ofCriterion(criterion: Json, conditionType: string): Measure | undefined {
  const isDynamic = criterion.has('alertsensitivity') || /dynamic/i.test(conditionType);
  return measure({
    name: firstText(criterion, ['metricName', 'metricMeasureColumn', 'webTestName', 'timeAggregation']),
    value: textAt(criterion, 'metricValue'),
    threshold: isDynamic ? '' : textAt(criterion, 'threshold'),
    operator: textAt(criterion, 'operator'),
    unit: textAt(criterion, 'metricUnit'),
  });
}

/** Log alerts of the first version count rows. Their query and its results stay where they are. */
export const ofQuery = (json: Json): Measure | undefined =>
  measure({
    name: json.has('resultcount') ? 'ResultCount' : '',
    value: textAt(json, 'ResultCount'),
    threshold: firstText(json, ['Threshold', 'AlertThresholdValue']),
    operator: firstText(json, ['Operator', 'AlertThresholdOperator']).replaceAll(/\s/g, ''),
  });

const ofExpression = (context: Json): Measure | undefined =>
  measure({ name: textAt(context, 'expression'), value: textAt(context, 'expressionValue'), threshold: '', operator: '' });

const ofDetection = (context: Json): Measure | undefined =>
  measure({
    name: context.has('detectedvalue') ? 'DetectedValue' : '',
    value: textAt(context, 'DetectedValue'),
    threshold: '',
    operator: '',
  });

/** Some budgets write their threshold as a share of the budget, which is no money. */
export function ofBudget(budget: Json): Measure | undefined {
  const threshold = firstText(budget, ['NotificationThresholdAmount', 'BudgetThreshold', 'Budget']);
  return measure({
    name: textAt(budget, 'BudgetName'),
    value: firstText(budget, ['SpentAmount', 'SpendingAmount']),
    threshold: /^0?\.\d+$/.test(threshold) ? textAt(budget, 'Budget') : threshold,
    operator: '',
    unit: textAt(budget, 'Unit'),
  });
}

/** What was done and how it went; for a resource's health, what it has become. */
export function ofActivity(context: Json): Measure | undefined {
  const health = textAt(objectAt(context, 'properties'), 'currentHealthStatus');
  return health === ''
    ? measure({ name: textAt(context, 'operationName'), value: textAt(context, 'status'), threshold: '', operator: '' })
    : measure({ name: 'currentHealthStatus', value: health, threshold: '', operator: '' });
}

function measure({ unit = '', ...read }: Measure): Measure | undefined {
  if (read.name === '' || read.value === '') return undefined;
  return unit === '' ? read : { ...read, unit };
}
