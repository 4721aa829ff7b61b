import type { AlertGroup } from '../../domain/alert-group.ts';
import { escalationRoles } from '../../domain/levels.ts';
import type { Storm } from '../../domain/alert-storm.ts';
import type { RoleId } from '../../domain/ids.ts';
import { button, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, exactMoment, stamp } from '../moments.ts';
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
  shortened,
  strong,
  subtle,
  type Badge,
  type List,
} from '../pieces.ts';
import { ruleName } from './alert-title.ts';
import { overLine } from './alert.ts';
import type { NewsView } from './news.ts';
import { nextTold, passedLines } from './passed.ts';
import { summoned } from './summoned.ts';

const MOST_ROWS = 10;

/** What is counted on a storm. */
export interface Counted {
  readonly groups: number;
  readonly alerts: number;
  readonly firing: number;
  readonly services: number;
  readonly mention: readonly RoleId[];
  /** The worst of the groups; the card shows the first ten. */
  readonly worst: readonly AlertGroup[];
}

/** What came in a storm, counted, the worst first. */
export function stormView(storm: Storm, counted: Counted, context: Context): NewsView {
  const { words } = context;
  const isOver = storm.closedAt !== undefined;
  const { groups, alerts, firing, services, mention } = counted;
  const called = summoned(isAnswered(storm) ? [] : mention, context);
  return {
    fallback: words.summaries.fallback(words.storm.heading, isOver ? words.storm.over : words.storm.on),
    head: {
      over: exactMoment(storm.openedAt, context),
      title: words.storm.heading,
      badge: badgeOf(storm, firing, context),
    },
    told: called.lines,
    paragraphs: [paragraph(plain(words.storm.counts(alerts, groups, clock(storm.openedAt, context))))],
    facts: [
      factRow(
        fact(words.storm.firing, String(firing)),
        fact(words.storm.rules, String(groups)),
        fact(words.storm.services, String(services)),
      ),
    ],
    lists: groups === 0 ? [] : [worst(counted, context)],
    notes: noteOn(storm.id, ...answerLines(storm, context), words.storm.nothingLost),
    first: [...(isAnswered(storm) ? [] : [acknowledgeButton(storm, context)]), button(words.storm.all, 'alerts/list')],
    asks: [],
    entities: called.entities,
  };
}

/** Nobody needs to answer any more: a storm may be over, and what it brought still fire and be told. */
const isAnswered = ({ acknowledged, closedAt, nextLevelAt }: Storm): boolean =>
  acknowledged !== undefined || (closedAt !== undefined && nextLevelAt === undefined);

/** Over is what fires no more; what nothing is added to may still fire. */
function badgeOf({ closedAt, acknowledged }: Storm, firing: number, { words }: Context): readonly Badge[] {
  if (closedAt !== undefined && firing === 0) return badge(words.storm.over, 'good');
  if (acknowledged !== undefined) return badge(words.alert.acknowledged, 'accent');
  return closedAt === undefined ? badge(words.storm.on, 'attention') : badge(words.storm.calm, 'quiet');
}

function answerLines(storm: Storm, context: Context): readonly string[] {
  const { acknowledged, nextLevelAt } = storm;
  const { alert } = context.words;
  if (acknowledged !== undefined)
    return [alert.acknowledgedBy(nameOf(acknowledged.by, context), stamp(acknowledged.at, context))];
  const level = nextTold(storm, context);
  return nextLevelAt === undefined || level === undefined
    ? []
    : [alert.nobodyYet, alert.escalatesAt(roleTitle(level, context), clock(nextLevelAt, context))];
}

const acknowledgeButton = ({ id }: Storm, { words }: Context): CardButton =>
  primary(button(words.alert.acknowledge, 'storm/acknowledge', { storm: id }));

/** `level` counts from 1. */
export function stormEscalationView(storm: Storm, level: number, context: Context): NewsView | undefined {
  const { words } = context;
  const levels = escalationRoles(context.policy);
  const role = levels[level - 1];
  if (role === undefined) return undefined;
  const called = summoned([role], context);
  const isOpen = storm.acknowledged === undefined;
  return {
    fallback: words.summaries.fallback(words.storm.heading, words.alert.escalation(level, levels.length)),
    head: {
      over: words.storm.heading,
      title: isOpen ? words.alert.escalation(level, levels.length) : roleTitle(role, context),
      badge: badge(isOpen ? words.storm.on : words.alert.acknowledged, isOpen ? 'attention' : 'accent'),
    },
    told: called.lines,
    paragraphs: [paragraph(plain(words.storm.unanswered(exactMoment(storm.openedAt, context))))],
    facts: [],
    lists: [],
    notes: noteOn(
      storm.id,
      ...passedLines(level, storm, context),
      ...answerLines({ ...storm, nextLevelAt: undefined }, context),
    ),
    first: isOpen ? [acknowledgeButton(storm, context)] : [],
    asks: [],
    entities: isOpen ? called.entities : [],
  };
}

function worst({ groups, worst: those }: Counted, context: Context): List {
  const { words } = context;
  const left = groups - MOST_ROWS;
  const rows = those
    .slice(0, MOST_ROWS)
    .map((group) =>
      row(
        group.firing > 0 ? 'wrong' : 'done',
        [paragraph(strong(shortened(ruleName(group, context), 60)), subtle(`  ${overLine(group, context)}`))],
        words.storm.row(group.firing, group.total),
      ),
    );
  return { heading: left > 0 ? `${words.storm.worst} (${words.alert.more(left)})` : words.storm.worst, rows };
}
