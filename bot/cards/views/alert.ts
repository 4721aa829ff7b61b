import { isMoment, isOver, type AlertGroup } from '../../domain/alert-group.ts';
import { standingOf } from '../../domain/alert-look.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, overflow, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import type { CardOf } from '../parts.ts';
import {
  badge,
  breakable,
  paragraph,
  plain,
  release,
  shortened,
  strong,
  subtle,
  type Badge,
  type Box,
  type Head,
  type Link,
  type Paragraph,
  type Run,
} from '../pieces.ts';
import { factsOf } from './alert-facts.ts';
import { notesOf } from './alert-notes.ts';
import { silenceAsks, type SilenceAsk } from './alert-silence.ts';
import { alertTitle, isTitle, measureName } from './alert-title.ts';
import { humanValue } from './measure.ts';
import { summoned } from './summoned.ts';

/** The number first, against its limit; then where, since when, which deployment was under way, and who is on it. */
export interface AlertView extends CardOf<
  'head' | 'paragraphs' | 'facts' | 'box' | 'told' | 'notes' | 'first' | 'links' | 'more' | 'entities'
> {
  readonly silences: readonly SilenceAsk[];
}

/** What a group's card needs besides the group. */
export interface Around {
  /** The deployment that it is tied to, when there is one and it could be read. */
  readonly during: DeployRequest | undefined;
  /** The newest deployment of what it affects. */
  readonly last: DeployRequest | undefined;
  /** Groups that are held back because of it. */
  readonly holdsBack: number;
  /** Different resources that its alerts name. */
  readonly affected: number;
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
    notes: notesOf(group, around.holdsBack, context),
    ...buttonsOf(group, context),
    links: portalLink(group, context),
    entities: called.entities,
  };
}

export const alertHead = (group: AlertGroup, context: Context): Head => ({
  over: overLine(group, context),
  title: breakable(alertTitle(group, context)),
  badge: badgeOf(group, context),
});

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

function measureLine(group: AlertGroup, context: Context): readonly Paragraph[] {
  const { alert } = context.words;
  const { measure } = group.leading;
  if (measure === undefined || measure.value === '') return [];
  const value: Run = {
    ...strong(shortened(humanValue(measure.value, measure, context.locale), 40)),
    size: 'ExtraLarge',
    color: isOver(group) || group.isMoment || group.isTest ? 'Default' : 'Attention',
  };
  const threshold = shortened(humanValue(measure.threshold, measure, context.locale), 40);
  const said = [
    ...(isTitle(group) ? [] : [shortened(measureName(measure, context), 80)]),
    ...(threshold === '' ? [] : [alert.against(alert.operators[measure.operator] ?? '', threshold)]),
  ];
  return [paragraph(value, ...(said.length === 0 ? [] : [subtle(`   ${said.join(' · ')}`)]))];
}

const descriptionLine = ({ leading: { description } }: AlertGroup): readonly Paragraph[] =>
  description.trim() === '' ? [] : [paragraph(plain(breakable(shortened(description, 600))))];

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
