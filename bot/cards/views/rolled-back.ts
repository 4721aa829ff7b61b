import { minutesBetween, plusMinutes } from '../../domain/time.ts';
import { button, overflow, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, exactMoment } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  fact,
  factRow,
  nameOf,
  named,
  noteOn,
  paragraph,
  plain,
  row,
  shortened,
  strong,
  type FactRow,
  type List,
} from '../pieces.ts';
import { reasonText } from './breach.ts';
import { alertsLine } from './request.ts';
import { lifecycleHead, shouted, type RolledOut } from './rollout.ts';
import { stateText } from './tally.ts';

/** The way back: while it is gone, with the plan's own steps, and once it is behind. */
export type RolledBackView = CardOf<'head' | 'facts' | 'box' | 'lists' | 'notes' | 'first' | 'more'>;

export function rolledBackView(request: RolledOut, context: Context): RolledBackView {
  const { words } = context;
  const { lifecycle, buttons } = words;
  const over = request.state === 'rolled-back';
  const of = { request: request.id };
  const everything = button(buttons.everything, 'request/show', of);
  const heading = over ? lifecycle.rolledBack : lifecycle.rollingBack;
  const { rollback } = request.rollout;
  const reason = rollback === undefined ? '' : shortened(reasonText(rollback, context), 1_000);
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: lifecycleHead(heading(shouted(request, context)), request, [], context),
    box: [{ style: over ? 'emphasis' : 'attention', lines: [paragraph(strong(`${lifecycle.reason}: `), plain(reason))] }],
    facts: timeFacts(request, context),
    lists: wayBack(request, context),
    notes: noteOn(request.id, doneLine(request, context), over ? words.next['rolled-back'] : '', alertsLine(request, context)),
    first: over ? [] : [primary(button(buttons.rolledBack, 'rollout/finish', of))],
    more: [over ? everything : overflow(everything)],
  };
}

function timeFacts({ plan, rollout }: RolledOut, context: Context): readonly FactRow[] {
  const { lifecycle, units } = context.words;
  const since = rollout.rollback?.at ?? rollout.startedAt;
  const by = rollout.rollback?.by ?? rollout.startedBy;
  const started = factRow(
    fact(lifecycle.startedBack, exactMoment(since, context), 2),
    fact(lifecycle.startedBackBy, nameOf(by, context)),
  );
  const times =
    rollout.ended === undefined
      ? factRow(
          fact(lifecycle.expectedBack, clock(plusMinutes(since, plan.rollbackMinutes), context), 2),
          fact(lifecycle.planned, units.minutes(plan.rollbackMinutes)),
        )
      : factRow(
          fact(lifecycle.ended, clock(rollout.ended.at, context), 2),
          fact(lifecycle.tookBack, units.lasting(Math.max(0, minutesBetween(since, rollout.ended.at)))),
        );
  return [started, times];
}

const MOST_STEPS = 15;

function wayBack({ plan, state }: RolledOut, { words: { lifecycle } }: Context): readonly List[] {
  const mark = state === 'rolled-back' ? 'done' : 'open';
  const shown = plan.rollbackSteps.slice(0, MOST_STEPS).map((step) => row(mark, [paragraph(plain(step))]));
  const left = plan.rollbackSteps.length - MOST_STEPS;
  const rest = left > 0 ? [row(mark, [paragraph(plain(lifecycle.stepsAfter(left)))])] : [];
  return shown.length === 0 ? [] : [{ heading: lifecycle.wayBack, rows: [...shown, ...rest] }];
}

const doneLine = ({ rollout: { ended } }: RolledOut, context: Context): string =>
  ended === undefined ? '' : context.words.lifecycle.done(nameOf(ended.by, context), exactMoment(ended.at, context));
