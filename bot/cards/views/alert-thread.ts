import { isOver, type AlertGroup, type GroupEvent, type Incident } from '../../domain/alert-group.ts';
import { escalationRoles } from '../../domain/levels.ts';
import { minutesBetween } from '../../domain/time.ts';
import { button, primary, type CardButton } from '../actions.ts';
import { ALERT_INPUT } from '../alert-actions.ts';
import type { Context } from '../context.ts';
import { mentionOf } from '../mentions.ts';
import { exactMoment, stamp } from '../moments.ts';
import {
  badge,
  fact,
  factRow,
  nameOf,
  noteOn,
  paragraph,
  plain,
  roleTitle,
  row,
  strong,
  subtle,
  type Ask,
  type List,
} from '../pieces.ts';
import { alertTitle, ruleName } from './alert-title.ts';
import { alertHead, overLine } from './alert.ts';
import type { NewsView } from './news.ts';
import { passedLines } from './passed.ts';
import { summoned } from './summoned.ts';

/** What stands in the thread under a group's card. */

const nothing = { told: [], paragraphs: [], facts: [], lists: [], notes: [], first: [], asks: [], entities: [] };

/** It still fires and nobody has said that they have seen it. */
export function againView(group: AlertGroup, context: Context): NewsView {
  const { alert, summaries } = context.words;
  const called = isOver(group) ? { lines: [], entities: [] } : summoned(group.mention, context);
  return {
    ...nothing,
    fallback: summaries.fallback(alertTitle(group, context), alert.firing),
    head: { ...alertHead(group, context), title: alert.again(alertTitle(group, context)) },
    told: called.lines,
    paragraphs: [paragraph(plain(alert.againText(exactMoment(group.firedAt, context))))],
    notes: noteOn(group.id),
    first: answerButtons(group, context),
    entities: called.entities,
  };
}

/** `level` counts from 1. */
export function escalationView(group: AlertGroup, level: number, context: Context): NewsView | undefined {
  const { alert, summaries } = context.words;
  const escalation = escalationRoles(context.policy);
  const role = escalation[level - 1];
  if (role === undefined) return undefined;
  const isOpen = group.acknowledged === undefined && !isOver(group);
  const called = summoned([role], context);
  return {
    ...nothing,
    fallback: summaries.fallback(alertTitle(group, context), alert.escalation(level, escalation.length)),
    head: {
      over: overLine(group, context),
      title: isOpen ? alert.escalation(level, escalation.length) : roleTitle(role, context),
      badge: isOpen ? badge(alert.firing, 'attention') : alertHead(group, context).badge,
    },
    told: called.lines,
    paragraphs: [paragraph(plain(alert.escalationText(alertTitle(group, context), exactMoment(group.firedAt, context))))],
    notes: noteOn(group.id, ...passedLines(level, group, context)),
    first: answerButtons(group, context),
    entities: isOpen ? called.entities : [],
  };
}

function answerButtons(group: AlertGroup, { words: { alert } }: Context): readonly CardButton[] {
  if (group.acknowledged !== undefined || isOver(group)) return [];
  const of = { group: group.id };
  return [
    primary(button(alert.acknowledge, 'alert/acknowledge', of)),
    button(alert.assign, 'alert/assign', of),
    ...(group.incident === undefined ? [button(alert.openIncident, 'alert/incident', of)] : []),
  ];
}

/** Who leads, what was promised, and what has happened so far; kept current. */
export function incidentView(group: AlertGroup, incident: Incident, context: Context): NewsView {
  const { alert, summaries, units } = context.words;
  const isOpen = incident.endedAt === undefined;
  return {
    ...nothing,
    fallback: summaries.fallback(alertTitle(group, context), isOpen ? alert.incidentOpen : alert.incidentOver),
    head: {
      over: overLine(group, context),
      title: alert.incident,
      badge: badge(isOpen ? alert.incidentOpen : alert.incidentOver, isOpen ? 'attention' : 'good'),
    },
    facts: [
      factRow(
        fact(alert.owner, nameOf(incident.owner, context)),
        fact(alert.cadence, alert.every(units.lasting(incident.everyMinutes))),
        ...(isOpen ? [fact(alert.nextUpdate, stamp(incident.updateDue, context))] : []),
      ),
    ],
    lists: [timeline(group, context)],
    notes: noteOn(group.id, alert.openedBy(nameOf(incident.by, context), stamp(incident.at, context))),
    first: isOpen ? [button(alert.takeOver, 'alert/assign', { group: group.id })] : [],
    asks: isOpen ? [updateAsk(group, context)] : [],
  };
}

const updateAsk = (group: AlertGroup, { words: { alert } }: Context): Ask => ({
  title: alert.update,
  style: 'positive',
  input: { id: ALERT_INPUT.update, label: alert.updateLabel, hint: alert.updateHint },
  send: button(alert.updateSend, 'alert/update', { group: group.id }),
});

/** `n` counts from 1. */
export function updateView(group: AlertGroup, n: number, context: Context): NewsView | undefined {
  const { alert, summaries } = context.words;
  const update = group.incident?.updates[n - 1];
  if (update === undefined) return undefined;
  return {
    ...nothing,
    fallback: summaries.fallback(alertTitle(group, context), alert.updateN(n)),
    head: { over: overLine(group, context), title: alert.updateN(n), badge: [] },
    paragraphs: [paragraph(plain(update.text))],
    notes: noteOn(group.id, alert.updateBy(nameOf(update.by, context), exactMoment(update.at, context))),
  };
}

/** The owner is told that an update is due. */
export function reminderView(group: AlertGroup, incident: Incident, context: Context): NewsView {
  const { alert, summaries, units } = context.words;
  const owner = mentionOf(incident.owner, context);
  const isOpen = incident.endedAt === undefined;
  const who = isOpen ? owner.text : owner.mentioned.name;
  return {
    ...nothing,
    fallback: summaries.fallback(alertTitle(group, context), alert.reminder),
    head: { over: overLine(group, context), title: alert.reminder, badge: [] },
    told: [{ text: alert.reminderText(who, units.lasting(incident.everyMinutes)) }],
    notes: noteOn(group.id),
    asks: isOpen ? [updateAsk(group, context)] : [],
    entities: isOpen ? [owner] : [],
  };
}

/** How long it took to be seen and to be over, and what happened between. */
export function summaryView(group: AlertGroup, incident: Incident, context: Context): NewsView {
  const { alert, summaries, units, storm } = context.words;
  const lasted = (until: AlertGroup['resolvedAt']) =>
    until === undefined ? alert.never : units.lasting(Math.max(0, minutesBetween(group.firedAt, until)));
  return {
    ...nothing,
    fallback: summaries.fallback(alertTitle(group, context), alert.incidentOver),
    head: { over: overLine(group, context), title: alert.summary, badge: badge(alert.incidentOver, 'good') },
    facts: [
      factRow(
        fact(alert.toAcknowledge, lasted(group.acknowledged?.at)),
        fact(alert.toResolve, lasted(incident.endedAt)),
        fact(alert.alerts, storm.row(group.firing, group.total)),
      ),
      factRow(fact(alert.owner, nameOf(incident.owner, context)), fact(alert.rule, ruleName(group, context))),
    ],
    lists: [timeline(group, context)],
    notes: noteOn(group.id),
  };
}

const MOST_EVENTS = 12;

function timeline({ timeline: events }: AlertGroup, context: Context): List {
  const { alert } = context.words;
  const left = events.length - MOST_EVENTS;
  const kept = left > 0 ? [...events.slice(0, 4), ...events.slice(4 - MOST_EVENTS)] : events;
  const rows = kept.map((event) => row(MARKS[event.kind], [paragraph(...eventRuns(event, context))], stamp(event.at, context)));
  const heading = left > 0 ? `${alert.timeline} (${alert.more(left)})` : alert.timeline;
  return { heading, rows };
}

const MARKS = {
  fired: 'wrong',
  'fired-again': 'wrong',
  worse: 'wrong',
  resolved: 'done',
  closed: 'done',
  acknowledged: 'point',
  assigned: 'point',
  incident: 'point',
  update: 'point',
  detached: 'point',
  escalated: 'running',
} as const satisfies Record<GroupEvent['kind'], Parameters<typeof row>[0]>;

function levelTitle(level: number, context: Context): string {
  const role = escalationRoles(context.policy)[level - 1];
  return role === undefined ? '' : roleTitle(role, context);
}

function eventRuns(event: GroupEvent, context: Context) {
  const { alert } = context.words;
  const detail = 'by' in event ? nameOf(event.by, context) : event.kind === 'escalated' ? levelTitle(event.level, context) : '';
  return detail === '' ? [strong(alert.events[event.kind])] : [strong(alert.events[event.kind]), subtle(`  ${detail}`)];
}
