import type { Silence } from '../../domain/alert-silence.ts';
import { button, primary } from '../actions.ts';
import { ALERT_INPUT } from '../alert-actions.ts';
import type { Context } from '../context.ts';
import { exactMoment } from '../moments.ts';
import { nameOf, note, paragraph, plain, row, shortened, strong, subtle, type Row } from '../pieces.ts';
import { scopeText, silenceLengths } from './alert-silence.ts';
import { board, type BoardForm, type BoardView } from './board.ts';

/** Silences shown, and buttons to end them. */
const MOST_ROWS = 12;
const MOST_ENDS = 3;
const MOST_OPTIONS = 40;

/** What is kept quiet now, with a form to make something else quiet. */
export function silencesView(silences: readonly Silence[], context: Context): BoardView {
  const { silence, alerts, join, help } = context.words;
  const rows = silences.slice(0, MOST_ROWS).map((one) => silenceRow(one, context));
  return board({
    fallback: help.fallback,
    head: { over: alerts.over, title: silence.list, badge: [] },
    paragraphs: silences.length === 0 ? [paragraph(plain(silence.listNone))] : [],
    lists: rows.length === 0 ? [] : [{ heading: '', rows }],
    notes: silences.length > MOST_ROWS ? note(join.more(silences.length - MOST_ROWS)) : [],
    first: [
      ...silences.slice(0, MOST_ENDS).map(({ id }) => button(silence.endOne(id), 'silence/end', { silence: id })),
      button(alerts.list, 'alerts/list'),
    ],
    forms: [silenceForm(context)],
  });
}

function silenceRow({ id, scope, reason, until, by }: Silence, context: Context): Row {
  const { silence } = context.words;
  return row('open', [
    paragraph(strong(scopeText(scope, context))),
    paragraph(plain(shortened(reason, 120))),
    paragraph(subtle([id, silence.untilWhen(exactMoment(until, context)), nameOf(by, context)].join(' · '))),
  ]);
}

function silenceForm(context: Context): BoardForm {
  const { alert, silence, holds } = context.words;
  const { services, environments } = context.policy;
  const choice = (id: string, label: string, entries: Iterable<{ readonly id: string; readonly title: string }>) => ({
    id,
    label,
    value: 'all',
    multi: false,
    style: 'compact' as const,
    choices: [
      { title: holds.all, value: 'all' },
      ...[...entries].slice(0, MOST_OPTIONS).map((one) => ({ title: shortened(one.title, 60), value: one.id })),
    ],
  });
  const { id, label, value, choices } = silenceLengths(context);
  return {
    title: silence.make,
    choices: [
      choice(ALERT_INPUT.silenceService, holds.freeze.service, services.values()),
      choice(ALERT_INPUT.silenceEnvironment, holds.freeze.environment, environments.values()),
      { id, label, value, choices, multi: false, style: 'expanded' },
    ],
    moments: [
      {
        date: [{ id: ALERT_INPUT.silenceDate, label: alert.silenceDate, value: '' }],
        time: [{ id: ALERT_INPUT.silenceTime, label: alert.silenceTime, value: '' }],
      },
    ],
    texts: [
      { id: ALERT_INPUT.silenceRule, label: silence.rule, hint: silence.ruleHint, most: 200 },
      { id: ALERT_INPUT.silenceReason, label: alert.silenceReason, hint: alert.silenceHint, most: 500 },
    ],
    send: primary(button(alert.silenceSend, 'silence/begin')),
  };
}
