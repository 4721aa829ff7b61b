import type { AlertGroup } from '../../domain/alert-group.ts';
import type { Silence } from '../../domain/alert-silence.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment } from '../moments.ts';
import { badge, note, paragraph, plain, row, shortened, strong, subtle } from '../pieces.ts';
import { ruleName } from './alert-title.ts';
import { overLine, stateOf } from './alert.ts';
import { scopeText } from './alert-silence.ts';
import type { ListView } from './list.ts';

/** What fires now, and what is kept quiet. */
export interface AlertList {
  /** Open groups, the worst first. */
  readonly groups: readonly AlertGroup[];
  readonly silences: readonly Silence[];
}

/** Rows on one card; the rest are counted. */
const MOST_ROWS = 12;

export function alertListView({ groups, silences }: AlertList, context: Context): ListView {
  const { alerts, help } = context.words;
  const left = groups.length - MOST_ROWS;
  const heldBack = groups.filter(({ held }) => held !== undefined).length;
  const said = [
    ...(left > 0 ? [alerts.more(left)] : []),
    ...(heldBack > 0 ? [alerts.heldBack(heldBack)] : []),
    ...silences.slice(0, MOST_ROWS).map((silence) => silenceLine(silence, context)),
  ];
  return {
    fallback: help.fallback,
    head: {
      over: alerts.over,
      title: alerts.title,
      badge: groups.length === 0 ? [] : badge(alerts.count(groups.length), 'quiet'),
    },
    paragraphs: groups.length === 0 ? [paragraph(plain(alerts.none))] : [],
    rows: groups.slice(0, MOST_ROWS).map((group) => listRow(group, context)),
    notes: said.map((line) => note(line)).flat(),
    first: [button(alerts.list, 'alerts/list')],
  };
}

function listRow(group: AlertGroup, context: Context): ListView['rows'][number] {
  const { words } = context;
  const mark = group.firing === 0 ? 'done' : group.acknowledged === undefined ? 'wrong' : 'running';
  const what = paragraph(strong(shortened(ruleName(group, context), 60)), subtle(`  ${overLine(group, context)}`));
  const counts = words.storm.row(group.firing, group.total);
  const where = [group.id, stateOf(group, context), counts, moment(group.firedAt, context)].join(' · ');
  return {
    ...row(mark, [what, paragraph(subtle(where))]),
    open: button(words.alert.showGroup, 'alert/show', { group: group.id }),
  };
}

function silenceLine(silence: Silence, context: Context): string {
  const { alert } = context.words;
  const until = alert.silencedUntil(silence.id, moment(silence.until, context));
  return `${scopeText(silence.scope, context)}: ${until} ${silence.reason}`;
}
