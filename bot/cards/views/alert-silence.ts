import type { AlertGroup } from '../../domain/alert-group.ts';
import type { Silence, SilenceScope } from '../../domain/alert-silence.ts';
import { button, type CardButton } from '../actions.ts';
import { ALERT_INPUT } from '../alert-actions.ts';
import type { Context } from '../context.ts';
import { exactMoment } from '../moments.ts';
import { badge, fact, factRow, nameOf, noteOn, paragraph, plain, row, strong, subtle, type List } from '../pieces.ts';
import { ruleName } from './alert-title.ts';
import type { ChoiceInput, TextInput } from './inputs.ts';
import type { NewsView } from './news.ts';

/** A button that asks how long and why, before it makes something quiet. */
export interface SilenceAsk {
  readonly title: string;
  readonly lengths: readonly ChoiceInput[];
  readonly day: { readonly id: string; readonly label: string };
  readonly time: { readonly id: string; readonly label: string };
  readonly reason: readonly TextInput[];
  readonly send: CardButton;
}

/** An hour, four, or until a moment. */
export const silenceLengths = ({ words: { alert } }: Context): ChoiceInput => ({
  id: ALERT_INPUT.silenceFor,
  label: alert.silenceFor,
  hint: '',
  value: '1h',
  choices: Object.entries(alert.silenceLengths).map(([value, title]) => ({ title, value })),
  multiple: false,
  style: 'expanded',
});

export function silenceAsks({ id, held }: AlertGroup, context: Context): readonly SilenceAsk[] {
  if (held?.by === 'silence') return [];
  const { alert } = context.words;
  const reason = {
    id: ALERT_INPUT.silenceReason,
    label: alert.silenceReason,
    hint: alert.silenceHint,
    value: '',
    multiline: false,
  };
  return [
    {
      title: alert.silence,
      lengths: [silenceLengths(context)],
      day: { id: ALERT_INPUT.silenceDate, label: alert.silenceDate },
      time: { id: ALERT_INPUT.silenceTime, label: alert.silenceTime },
      reason: [{ ...reason, most: 500 }],
      send: button(alert.silenceSend, 'alert/silence', { group: id }),
    },
  ];
}

/** What is quiet, until when, and why. */
export function silenceView(silence: Silence, context: Context): NewsView {
  const { words } = context;
  const { id, endedAt, by, until, reason, endedBy } = silence;
  const isOver = endedAt !== undefined;
  return {
    fallback: words.summaries.fallback(id, isOver ? words.silence.over : words.silence.on),
    head: {
      over: `${id} · ${words.silence.title}`,
      title: scopeText(silence.scope, context),
      badge: badge(isOver ? words.silence.over : words.silence.on, 'quiet'),
    },
    told: [],
    paragraphs: [paragraph(plain(reason))],
    facts: [
      factRow(fact(words.silence.until, exactMoment(endedAt ?? until, context)), fact(words.silence.by, nameOf(by, context))),
    ],
    lists: [],
    notes: endedBy === undefined ? [] : noteOn(id, words.silence.endedBy(nameOf(endedBy, context))),
    first: isOver ? [] : [button(words.silence.endNow, 'silence/end', { silence: id })],
    asks: [],
    entities: [],
  };
}

/** What was held back while it was quiet. */
export function silenceEndedView(silence: Silence, groups: readonly AlertGroup[], context: Context): NewsView {
  const { words } = context;
  const alerts = groups.reduce((sum, { total }) => sum + total, 0);
  const still = groups.filter(({ firing, closed }) => firing > 0 && closed === undefined).length;
  const said = [words.silence.swallowed(groups.length, alerts), ...(groups.length > 0 ? [words.silence.still(still)] : [])];
  return {
    fallback: words.summaries.fallback(silence.id, words.silence.over),
    head: {
      over: words.silence.ended(silence.id),
      title: scopeText(silence.scope, context),
      badge: badge(words.silence.over, 'quiet'),
    },
    told: [],
    paragraphs: [paragraph(plain(said.join(' '))), paragraph(subtle(silence.reason))],
    facts: [],
    lists: groups.length === 0 ? [] : [swallowedList(groups, context)],
    notes: noteOn(silence.id, nameOf(silence.by, context)),
    first: [button(words.alerts.list, 'alerts/list')],
    asks: [],
    entities: [],
  };
}

const MOST_ROWS = 8;

function swallowedList(groups: readonly AlertGroup[], context: Context): List {
  const { words } = context;
  const rows = groups
    .slice(0, MOST_ROWS)
    .map((group) =>
      row(
        group.firing > 0 ? 'wrong' : 'done',
        [paragraph(strong(ruleName(group, context)))],
        words.storm.row(group.firing, group.total),
      ),
    );
  const left = groups.length - MOST_ROWS;
  return { heading: left > 0 ? `${words.storm.rules} (${words.alert.more(left)})` : words.storm.rules, rows };
}

export function scopeText({ service, environment, rule }: SilenceScope, { words, policy }: Context): string {
  const parts = [
    ...(service === undefined ? [] : [policy.services.get(service)?.title ?? service]),
    ...(environment === undefined ? [] : [policy.environments.get(environment)?.title ?? environment]),
    ...(rule === undefined ? [] : [rule]),
  ];
  return parts.length === 0 ? words.silence.anything : words.silence.about(parts);
}
