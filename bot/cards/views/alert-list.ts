import type { AlertGroup } from '../../domain/alert-group.ts';
import type { Silence } from '../../domain/alert-silence.ts';
import type { ServiceId } from '../../domain/ids.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment } from '../moments.ts';
import { badge, note, paragraph, plain, row, shortened, strong, subtle } from '../pieces.ts';
import { ruleName } from './alert-title.ts';
import { overLine, stateOf } from './alert.ts';
import { scopeText } from './alert-silence.ts';
import type { ListView } from './list.ts';

/** One page of what is open now, and what is kept quiet. */
export interface AlertList {
  /** The worst first, from place `from` on, which counts from 0. */
  readonly groups: readonly AlertGroup[];
  readonly from: number;
  /** Of all pages: groups, and those of which nobody is told for now. */
  readonly all: { readonly groups: number; readonly held: number };
  /** Whose alerts are listed; undefined for everybody's. */
  readonly service: ServiceId | undefined;
  readonly silences: readonly Silence[];
}

/** Rows on one card; the rest are on the next ones. */
export const ALERT_ROWS = 12;

export function alertListView({ groups, from, all, service, silences }: AlertList, context: Context): ListView {
  const { alerts, help } = context.words;
  const said = [
    ...(all.groups > groups.length ? [alerts.shown(from + 1, from + groups.length, all.groups)] : []),
    ...(all.held > 0 ? [alerts.heldBack(all.held)] : []),
    ...silences.slice(0, ALERT_ROWS).map((silence) => silenceLine(silence, context)),
  ];
  const page = (title: string, first: number) => button(title, 'alerts/list', { from: first, ...(service && { service }) });
  const isLast = from + groups.length >= all.groups;
  return {
    fallback: help.fallback,
    head: {
      over: alerts.over,
      title: alerts.title,
      badge: all.groups === 0 ? [] : badge(alerts.count(all.groups), 'quiet'),
    },
    paragraphs: groups.length === 0 ? [paragraph(plain(alerts.none))] : [],
    rows: groups.map((group) => listRow(group, context)),
    notes: said.map((line) => note(line)).flat(),
    first: [
      ...(isLast ? [] : [page(alerts.next, from + ALERT_ROWS)]),
      ...(from === 0 ? [] : [page(alerts.before, Math.max(0, from - ALERT_ROWS))]),
      page(alerts.refresh, from),
    ],
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
