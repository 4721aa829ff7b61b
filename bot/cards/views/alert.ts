import { isMoment, isOver, type AlertGroup } from '../../domain/alert-group.ts';
import { escalationDue, levelsOf, standingOf } from '../../domain/alert-look.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { minutesBetween } from '../../domain/time.ts';
import { button, overflow, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import type { Mention } from '../mentions.ts';
import { clock, exactMoment, moment, stamp } from '../moments.ts';
import {
  badge,
  fact,
  factRow,
  nameOf,
  note,
  paragraph,
  plain,
  release,
  roleTitle,
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
import { silenceAsks, type SilenceAsk } from './alert-silence.ts';
import { humanValue } from './measure.ts';
import { summoned } from './summoned.ts';

/** The number first, against its limit; then where, since when, which deployment was under way, and who is on it. */
export interface AlertView {
  readonly fallback: string;
  readonly head: Head;
  readonly paragraphs: readonly Paragraph[];
  readonly facts: readonly FactRow[];
  readonly box: readonly Box[];
  /** Lines with mentions; everything in them is escaped. */
  readonly told: readonly { readonly text: string }[];
  readonly notes: readonly Note[];
  readonly first: readonly CardButton[];
  readonly silences: readonly SilenceAsk[];
  readonly links: readonly Link[];
  readonly more: readonly CardButton[];
  readonly entities: readonly Mention[];
}

/** What a group's card needs besides the group. */
export interface Around {
  /** The deployment that it is tied to, when there is one and it could be read. */
  readonly during: DeployRequest | undefined;
  /** The newest deployment of what it affects. */
  readonly last: DeployRequest | undefined;
  /** Groups that are held back because of it. */
  readonly holdsBack: number;
}

export function alertView(group: AlertGroup, around: Around, context: Context): AlertView {
  const { words } = context;
  const called = isAnswered(group) ? { lines: [], entities: [] } : summoned(group.mention, context);
  return {
    fallback: words.summaries.fallback(alertTitle(group, context), stateOf(group, context)),
    head: alertHead(group, context),
    paragraphs: [...measureLine(group, context), ...descriptionLine(group), ...runbookLine(group, context)],
    facts: factsOf(group, around, context),
    box: duringBox(group, around.during, context),
    told: called.lines,
    notes: notesOf(group, around, context),
    ...buttonsOf(group, context),
    links: portalLink(group, context),
    entities: called.entities,
  };
}

export const alertHead = (group: AlertGroup, context: Context): Head => ({
  over: overLine(group, context),
  title: alertTitle(group, context),
  badge: badgeOf(group, context),
});

/** What is measured, or the rule's name where nothing is. */
export const alertTitle = ({ leading, rule }: Pick<AlertGroup, 'leading' | 'rule'>, { words }: Context): string =>
  shortened(leading.measure?.name ?? (rule === '' ? words.alert.heading : rule), 120);

export function stateOf(group: AlertGroup, { words: { alert }, now }: Context): string {
  if (group.isTest) return alert.test;
  if (group.closed !== undefined) return alert.closed;
  if (group.firing === 0) return alert.resolved;
  if (group.held !== undefined) return group.held.by === 'silence' ? alert.silenced : alert.heldBack;
  if (group.acknowledged !== undefined) return alert.acknowledged;
  if (standingOf(group, now).isFlapping) return alert.flapping;
  return group.isMoment ? alert.reported : alert.firing;
}

const isAnswered = (group: AlertGroup): boolean =>
  group.acknowledged !== undefined || isOver(group) || group.held !== undefined || group.isTest;

function badgeOf(group: AlertGroup, context: Context): readonly Badge[] {
  const isQuiet = group.isTest || group.held !== undefined || group.closed !== undefined || isMoment(group.leading);
  const tone = isOver(group) ? 'good' : isQuiet ? 'quiet' : group.acknowledged === undefined ? 'attention' : 'accent';
  return badge(stateOf(group, context), group.isTest ? 'quiet' : tone);
}

export function overLine({ severity, affects }: AlertGroup, { words: { alert }, policy }: Context): string {
  const level = severity === undefined ? alert.noSeverity : alert.severity(severity.slice(3));
  if (affects === undefined) return level;
  const service = policy.services.get(affects.service)?.title ?? affects.service;
  return [level, service, policy.environments.get(affects.environment)?.title ?? affects.environment].join(' · ');
}

function measureLine(group: AlertGroup, { words: { alert }, locale }: Context): readonly Paragraph[] {
  const { measure } = group.leading;
  if (measure === undefined || measure.value === '') return [];
  const operator = alert.operators[measure.operator] ?? '';
  const value: Run = {
    ...strong(shortened(humanValue(measure.value, measure, locale), 40)),
    size: 'ExtraLarge',
    color: isOver(group) ? 'Default' : 'Attention',
  };
  const threshold = shortened(humanValue(measure.threshold, measure, locale), 40);
  return [paragraph(value, ...(threshold === '' ? [] : [subtle(`   ${alert.against(operator, threshold)}`)]))];
}

const descriptionLine = ({ leading: { description } }: AlertGroup): readonly Paragraph[] =>
  description.trim() === '' ? [] : [paragraph(plain(shortened(description, 600)))];

/** Where the rule says what to do, the whole address can be read before it is followed. */
const runbookLine = ({ leading: { runbook } }: AlertGroup, { words: { alert } }: Context): readonly Paragraph[] =>
  runbook === undefined
    ? []
    : [
        paragraph(subtle(alert.runbook), {
          ...plain(shortened(runbook, 200)),
          selectAction: { type: 'Action.OpenUrl', url: runbook },
        }),
      ];

function factsOf(group: AlertGroup, { last }: Around, context: Context): readonly FactRow[] {
  const { alert } = context.words;
  const { targets, rule, firing, total } = group;
  const rows = [
    timesOf(group, context),
    factRow(fact(alert.where, whereOf(targets, context)), fact(alert.rule, rule === '' ? alert.notSaid : shortened(rule, 120))),
  ];
  const more = [
    ...(total > 1 ? [fact(alert.alerts, alert.counts(firing, total))] : []),
    ...(last === undefined ? [] : [fact(alert.lastDeployment, lastDeployment(last, context))]),
  ];
  return more.length === 0 ? rows : [...rows, factRow(...more)];
}

function timesOf({ firedAt, resolvedAt, firing }: AlertGroup, context: Context): FactRow {
  const { alert, units } = context.words;
  if (resolvedAt === undefined || firing > 0) return factRow(fact(alert.since, exactMoment(firedAt, context)));
  return factRow(
    fact(alert.since, moment(firedAt, context)),
    fact(alert.until, moment(resolvedAt, context)),
    fact(alert.lasted, units.lasting(Math.max(0, minutesBetween(firedAt, resolvedAt)))),
  );
}

function lastDeployment(request: DeployRequest, context: Context): string {
  const { alert } = context.words;
  const { version } = request.plan;
  const ended = 'rollout' in request ? request.rollout.ended : undefined;
  return ended === undefined ? alert.underWay(version) : alert.deployed(version, stamp(ended.at, context));
}

/** The last part of an ARM id is what people call the resource. */
function whereOf(targets: readonly string[], { words: { alert, join } }: Context): string {
  const names = targets.map((target) => shortened(target.split('/').at(-1) ?? target, 60));
  if (names.length === 0) return alert.notSaid;
  return join.and(names.length > 3 ? [...names.slice(0, 3), join.more(names.length - 3)] : names);
}

function duringBox(group: AlertGroup, during: DeployRequest | undefined, context: Context): readonly Box[] {
  const { request, leading } = group;
  if (request === undefined) return [];
  const { alert } = context.words;
  const what = during === undefined ? alert.itsDeployment : release(during, context);
  const { suspicion } = leading;
  const said = suspicion === undefined ? alert.duringWhat(what) : alert.suspected(what, suspicion.minutes);
  const why = suspicion === undefined ? [] : [paragraph(subtle(alert.because[suspicion.confidence][suspicion.by]))];
  return [
    {
      style: isOver(group) ? 'emphasis' : 'attention',
      lines: [paragraph(strong(alert.during(request)), plain(said)), ...why],
    },
  ];
}

function notesOf(group: AlertGroup, { holdsBack }: Around, context: Context): readonly Note[] {
  const { alert } = context.words;
  if (group.isTest) return note(alert.testNote);
  if (group.leading.signal === 'unrecognised') return note(alert.unrecognised);
  const said = [
    ...answerLines(group, context),
    ...heldLines(group, context),
    ...azureLines(group, context),
    ...(holdsBack > 0 ? [alert.holdsBack(holdsBack)] : []),
    ...tieLines(group, context),
  ];
  return said.length === 0 ? [] : note(...said);
}

function answerLines(group: AlertGroup, context: Context): readonly string[] {
  const { alert } = context.words;
  const { acknowledged, assigned, closed } = group;
  if (closed !== undefined) return [alert.closedBy(nameOf(closed.by, context), stamp(closed.at, context))];
  const who = assigned === undefined || isOver(group) ? [] : [alert.assignedTo(nameOf(assigned.to, context))];
  if (acknowledged !== undefined) {
    return [alert.acknowledgedBy(nameOf(acknowledged.by, context), stamp(acknowledged.at, context)), ...who];
  }
  const due = escalationDue(group, context.policy);
  const level = levelsOf(context.policy)[group.escalated];
  if (isOver(group) || due === undefined || level === undefined) return [];
  return [alert.nobodyYet, alert.escalatesAt(roleTitle(level, context), clock(due, context))];
}

function heldLines({ held }: AlertGroup, context: Context): readonly string[] {
  const { alert } = context.words;
  if (held === undefined) return [];
  return [held.by === 'silence' ? alert.silencedUntil(held.silence, moment(held.until, context)) : alert.inhibitedBy(held.of)];
}

function azureLines({ azure }: AlertGroup, { words: { alert } }: Context): readonly string[] {
  if (azure === undefined || azure.state === 'wanted') return [];
  return [azure.state === 'failed' ? alert.azureFailed : alert.azureWritten[azure.wanted]];
}

function tieLines({ request, affects, detached }: AlertGroup, { words: { alert } }: Context): readonly string[] {
  const [untied] = detached.slice(-1);
  if (untied !== undefined && request === undefined) return [alert.untied(untied)];
  return request === undefined && affects !== undefined ? [alert.noDeployment] : [];
}

/** Six at most, the link to Azure among them. */
function buttonsOf(group: AlertGroup, context: Context): Pick<AlertView, 'first' | 'silences' | 'more'> {
  const { alert } = context.words;
  const of = { group: group.id };
  const show =
    group.request === undefined
      ? []
      : [overflow(button(alert.showRequest(group.request), 'request/show', { request: group.request }))];
  if (group.isTest || isOver(group)) return { first: [], silences: [], more: show };

  const detach = group.request === undefined ? [] : [overflow(button(alert.notThis, 'alert/detach', of))];
  const answers =
    group.acknowledged === undefined
      ? [primary(button(alert.acknowledge, 'alert/acknowledge', of)), button(alert.assign, 'alert/assign', of)]
      : [button(alert.assign, 'alert/assign', of), overflow(button(alert.close, 'alert/close', of))];
  const incident = group.incident === undefined ? [button(alert.openIncident, 'alert/incident', of)] : [];
  return { first: [...answers, ...incident], silences: silenceAsks(group, context), more: detach };
}

/** Only the Azure portal, whatever the body said. */
const PORTALS = ['https://portal.azure.com/', 'https://portal.azure.us/', 'https://portal.azure.cn/'];

const portalLink = ({ leading: { link } }: AlertGroup, { words }: Context): readonly Link[] =>
  link !== undefined && PORTALS.some((portal) => link.startsWith(portal)) && link.length <= 4_000
    ? [{ title: words.buttons.portal, url: link }]
    : [];
