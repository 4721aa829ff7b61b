import type { Alert } from './alert.ts';
import {
  armIds,
  linkOf,
  MOST_DESCRIPTION,
  namedBy,
  propertiesOf,
  runbookIn,
  severityOf,
  type AlertReading,
  type Found,
} from './alert-found.ts';
import { alertIdOf, LISTED, readListed } from './alert-listed.ts';
import { readLegacy } from './alert-legacy.ts';
import { measureOf } from './alert-measure.ts';
import type { AlertId } from './ids.ts';
import { firstText, instantAt, jsonOf, listAt, objectAt, textAt, textOf, type Json } from './json.ts';
import type { Instant } from './time.ts';

const MOST_CRITERIA = 50;

/**
 * Any JSON value as an alert: a strange field costs that field, an unknown shape everything but its time. `digest`
 * becomes the id of a body that has none. Query results, callers and their claims are never taken over.
 */
export function readAlert(body: unknown, receivedAt: Instant, digest: string): AlertReading {
  const json = jsonOf(body);
  const { id, named, annotations, measuredFrom, measuredUntil, ...found } = foundIn(json);
  const resolvedAt = found.condition === 'resolved' ? (found.resolvedAt ?? receivedAt) : undefined;
  const rule = found.rule === '' ? found.signal : found.rule;
  const alert = { ...found, rule, id: id ?? (`body-${digest}` as AlertId), firedAt: found.firedAt ?? receivedAt, resolvedAt };
  const runbook = runbookIn(jsonOf(found.properties), annotations ?? jsonOf(undefined));
  const untied = { affects: undefined, request: undefined, suspicion: undefined, group: undefined };
  return { alert: { ...alert, isTest: isTest(alert), runbook, ...untied }, named, measuredFrom, measuredUntil };
}

function foundIn(json: Json): Found {
  switch (textAt(json, 'schemaId')) {
    case 'azureMonitorCommonAlertSchema':
      return readCommon(objectAt(json, 'data'));
    case LISTED:
      return readListed(objectAt(json, 'data'));
    default:
      return readLegacy(json);
  }
}

/** The common alert schema: essentials for every kind, a context of its own for each monitoring service. */
function readCommon(data: Json): Found {
  const essentials = objectAt(data, 'essentials');
  const context = objectAt(data, 'alertContext');
  const signal = signalOf(essentials);
  const targets = targetsOf(essentials, context);
  return {
    id: alertIdOf(textAt(essentials, 'alertId', 2_000)),
    signal,
    condition: /^resolved$/i.test(textAt(essentials, 'monitorCondition')) ? 'resolved' : 'fired',
    rule: ruleOf(essentials, context),
    severity: severityOf(essentials.get('severity')),
    description: descriptionOf(essentials, context),
    firedAt: instantAt(essentials, 'firedDateTime'),
    resolvedAt: instantAt(essentials, 'resolvedDateTime'),
    targets,
    measure: measureOf(signal, context),
    link: linkOf(essentials.get('investigationlink'), targets),
    properties: propertiesOf(objectAt(data, 'customProperties')),
    isHealth: isHealth(essentials),
    named: namedBy(objectAt(data, 'customProperties'), objectAt(context, 'labels'), contextProperties(signal, context)),
    annotations: objectAt(context, 'annotations'),
    measuredFrom: instantAt(objectAt(context, 'condition'), 'windowStartTime'),
    measuredUntil: instantAt(objectAt(context, 'condition'), 'windowEndTime'),
  };
}

const isHealth = (essentials: Json): boolean => /^(service|resource) ?health$/i.test(textAt(essentials, 'monitoringService'));

/** Budgets leave the signal empty, and the portal's test bodies write it in other ways. */
function signalOf(essentials: Json): Alert['signal'] {
  const plain = (name: string) => textAt(essentials, name).toLowerCase().replaceAll(/[\s-]/g, '');
  const [signal, service] = [plain('signalType'), plain('monitoringService')];
  if (signal === 'metric' || signal === 'log') return signal;
  if (signal === 'activitylog' || /^(activitylog|servicehealth|resourcehealth)/.test(service)) return 'activity-log';
  if (service === 'platform') return 'metric';
  return /^(log|applicationinsights)/.test(service) ? 'log' : 'other';
}

function ruleOf(essentials: Json, context: Json): string {
  const fromId = textAt(essentials, 'alertRuleId', 2_000).split('/').at(-1) ?? '';
  const known = [textAt(essentials, 'alertRule'), textAt(objectAt(context, 'AlertData'), 'BudgetName'), textOf(fromId)];
  return known.find((text) => text !== '') ?? firstText(essentials, ['monitoringService', 'signalType']);
}

/** Of Azure's own trouble, what has happened comes first: the rule's words are the same each time. */
function descriptionOf(essentials: Json, context: Json): string {
  const written = textAt(essentials, 'description', MOST_DESCRIPTION);
  const title = firstText(objectAt(context, 'properties'), ['title', 'description'], MOST_DESCRIPTION);
  if (isHealth(essentials))
    return [title, written]
      .filter((text) => text !== '')
      .join(' · ')
      .slice(0, MOST_DESCRIPTION);
  if (written !== '' || title !== '') return written === '' ? title : written;
  const summary = firstText(objectAt(context, 'annotations'), ['summary', 'description'], MOST_DESCRIPTION);
  return summary === '' ? textAt(context, 'DetectionSummary', MOST_DESCRIPTION) : summary;
}

/** What is watched, then what was found there: a Prometheus alert names its workspace first, and the resource in a label. */
function targetsOf(essentials: Json, context: Json): readonly string[] {
  const criteria = listAt(objectAt(context, 'condition'), 'allOf').slice(0, MOST_CRITERIA).map(jsonOf);
  const dimensions = criteria.flatMap((criterion) => listAt(criterion, 'dimensions').slice(0, MOST_CRITERIA).map(jsonOf));
  return armIds([
    ...listAt(essentials, 'alertTargetIDs'),
    ...listAt(essentials, 'configurationItems'),
    ...dimensions.map((dimension) => dimension.get('value')),
    objectAt(context, 'labels').get('microsoft.resourceid'),
  ]);
}

/** An activity log's properties are Azure's own words (`service` is then a product of Azure), not the rule's. */
const contextProperties = (signal: Alert['signal'], context: Json): Json =>
  signal === 'activity-log' ? jsonOf(undefined) : objectAt(context, 'properties');

/** The ids and names that "Test action group" of the portal puts into its bodies (its samples, 2022 and 2025). */
const TEST_SUBSCRIPTION = /\/subscriptions\/(1{8}-1{4}-1{4}-1{4}-1{12}|aaaa0a0a-bb1b-cc2c-dd3d-eeeeee4e4e4e)(\/|$)/;
const TEST_RULE =
  /^test-((dynamic)?metric|log|activitylog|servicehealth|resourcehealth|smart)alertrule|^test-availabilitytest-|^test-budgetname$/i;

const isTest = ({ id, targets, rule }: Pick<Alert, 'id' | 'targets' | 'rule'>): boolean =>
  TEST_RULE.test(rule) || [id, ...targets].some((text) => TEST_SUBSCRIPTION.test(text));
