import type { Alert } from '../../domain/alert.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { minutesBetween } from '../../domain/time.ts';
import { button, overflow, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { exactMoment, moment } from '../moments.ts';
import {
  badge,
  fact,
  factRow,
  note,
  paragraph,
  plain,
  release,
  shortened,
  strong,
  subtle,
  type Badge,
  type Box,
  type FactRow,
  type Head,
  type Link,
  type Note,
  type Paragraph,
  type Run,
} from '../pieces.ts';

/** The number first, against its limit; then where, since when, and which deployment was under way. */
export interface AlertView {
  readonly fallback: string;
  readonly head: Head;
  readonly paragraphs: readonly Paragraph[];
  readonly facts: readonly FactRow[];
  readonly box: readonly Box[];
  readonly notes: readonly Note[];
  readonly links: readonly Link[];
  readonly more: readonly CardButton[];
}

/** `during` is the request the alert is tied to, when it could be read. */
export function alertView(alert: Alert, during: DeployRequest | undefined, context: Context): AlertView {
  const { words } = context;
  return {
    fallback: words.summaries.fallback(alertTitle(alert, context), stateOf(alert, context)),
    head: { over: overLine(alert, context), title: alertTitle(alert, context), badge: badgeOf(alert, context) },
    paragraphs: [...measureLine(alert, context), ...descriptionLine(alert)],
    facts: factsOf(alert, context),
    box: duringBox(alert, during, context),
    notes: notesOf(alert, context),
    links: portalLink(alert, context),
    more:
      alert.request === undefined
        ? []
        : [overflow(button(words.alert.showRequest(alert.request), 'request/show', { request: alert.request }))],
  };
}

/** What is measured, or the rule's name where nothing is. */
export const alertTitle = ({ measure, rule }: Alert, { words }: Context): string =>
  shortened(measure?.name ?? (rule === '' ? words.alert.heading : rule), 120);

export const stateOf = ({ condition, isTest }: Alert, { words: { alert } }: Context): string =>
  isTest ? alert.test : condition === 'fired' ? alert.firing : alert.resolved;

function badgeOf(alert: Alert, context: Context): readonly Badge[] {
  const tone = alert.isTest ? 'quiet' : alert.condition === 'resolved' ? 'good' : 'attention';
  return badge(stateOf(alert, context), tone);
}

function overLine({ severity, affects }: Alert, { words: { alert }, policy }: Context): string {
  const level = severity === undefined ? alert.noSeverity : alert.severity(severity.slice(3));
  if (affects === undefined) return level;
  const service = policy.services.get(affects.service)?.title ?? affects.service;
  return [level, service, policy.environments.get(affects.environment)?.title ?? affects.environment].join(' · ');
}

function measureLine({ measure, condition }: Alert, { words: { alert } }: Context): readonly Paragraph[] {
  if (measure === undefined || measure.value === '') return [];
  const operator = alert.operators[measure.operator] ?? '';
  const value: Run = {
    ...strong(shortened(measure.value, 40)),
    size: 'ExtraLarge',
    color: condition === 'fired' ? 'Attention' : 'Default',
  };
  const limit = measure.threshold === '' ? [] : [subtle(`   ${alert.against(operator, shortened(measure.threshold, 40))}`)];
  return [paragraph(value, ...limit)];
}

const descriptionLine = ({ description }: Alert): readonly Paragraph[] =>
  description.trim() === '' ? [] : [paragraph(plain(shortened(description, 600)))];

function factsOf({ firedAt, resolvedAt, targets, rule }: Alert, context: Context): readonly FactRow[] {
  const { alert, units } = context.words;
  const times =
    resolvedAt === undefined
      ? factRow(fact(alert.since, exactMoment(firedAt, context)))
      : factRow(
          fact(alert.since, moment(firedAt, context)),
          fact(alert.until, moment(resolvedAt, context)),
          fact(alert.lasted, units.lasting(Math.max(0, minutesBetween(firedAt, resolvedAt)))),
        );
  return [
    times,
    factRow(fact(alert.where, whereOf(targets, context)), fact(alert.rule, rule === '' ? alert.notSaid : shortened(rule, 120))),
  ];
}

/** The last part of an ARM id is what people call the resource. */
function whereOf(targets: readonly string[], { words: { alert, join } }: Context): string {
  const names = targets.map((target) => shortened(target.split('/').at(-1) ?? target, 60));
  if (names.length === 0) return alert.notSaid;
  return join.and(names.length > 3 ? [...names.slice(0, 3), join.more(names.length - 3)] : names);
}

function duringBox(alert: Alert, during: DeployRequest | undefined, context: Context): readonly Box[] {
  if (alert.request === undefined) return [];
  const { words } = context;
  const what = during === undefined ? words.alert.itsDeployment : release(during, context);
  const lines = [paragraph(strong(words.alert.during(alert.request)), plain(words.alert.duringWhat(what)))];
  return [{ style: alert.condition === 'fired' ? 'attention' : 'emphasis', lines }];
}

function notesOf(alert: Alert, { words }: Context): readonly Note[] {
  if (alert.isTest) return note(words.alert.testNote);
  if (alert.signal === 'unrecognised') return note(words.alert.unrecognised);
  return alert.request === undefined && alert.affects !== undefined ? note(words.alert.noDeployment) : [];
}

/** Only the Azure portal, whatever the body said. */
const PORTALS = ['https://portal.azure.com/', 'https://portal.azure.us/', 'https://portal.azure.cn/'];

const portalLink = ({ link }: Alert, { words }: Context): readonly Link[] =>
  link !== undefined && PORTALS.some((portal) => link.startsWith(portal)) && link.length <= 4_000
    ? [{ title: words.buttons.portal, url: link }]
    : [];
