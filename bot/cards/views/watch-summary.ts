import { type Criterion, successOf, totalOf } from '../../domain/success.ts';
import type { Watch } from '../../domain/watch.ts';
import { INPUT, button } from '../actions.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { type Row, nameOf, note, paragraph, plain, row, subtle } from '../pieces.ts';
import { percentText } from './breach.ts';
import { chartsOf } from './chart.ts';
import type { RolledOut } from './rollout.ts';
import { type WatchView, countIn, emptyWatch, totalsOf } from './watch-parts.ts';

/** What a part of the watch came to. */
export function summaryView(request: RolledOut, watch: Watch, n: number, context: Context): WatchView | undefined {
  const closed = watch.closed[n - 1];
  const part = watch.horizons.find(({ id }) => id === closed?.horizon);
  if (closed === undefined || part === undefined) return undefined;

  const { words, policy } = context;
  const checks = watch.checks.filter(({ horizon }) => horizon === part.id);
  const criteria = successOf(request, { ...watch, checks }, policy.thresholds, policy.watch.criteria);
  const isLast = n === watch.horizons.length;
  return {
    ...emptyWatch(request, words.watch.summary(part.title), closed.verdict, context),
    facts: [totalsOf(totalOf({ checks }), checks.length, countIn(part, watch), context)],
    charts: chartsOf(watch, checks, context),
    lists: [{ heading: words.watch.success, rows: criteria.map((one) => criterionRow(one, watch, context)) }],
    inputs: request.state === 'deployed' ? vouchInput(criteria, context) : [],
    notes: note(isLast && request.state === 'complete' ? words.watch.isComplete : '', stamp(closed.at, context)),
    first:
      request.state === 'deployed' && vouchInput(criteria, context).length > 0
        ? [button(words.watch.vouch, 'watch/vouch', { request: request.id })]
        : [],
  };
}

function criterionRow(criterion: Criterion, watch: Watch, context: Context): Row {
  const mark = criterion.met === 'yes' ? 'done' : criterion.met === 'no' ? 'wrong' : 'open';
  if (criterion.kind !== 'vouched') return row(mark, [paragraph(plain(criterionText(criterion, context)))]);
  const vouched = watch.vouched.find(({ line }) => line === criterion.line);
  const who = vouched === undefined ? [] : [subtle(`  ${nameOf(vouched.by, context)}`)];
  return row(mark, [paragraph(plain(criterion.line), ...who)], vouched === undefined ? '' : stamp(vouched.at, context));
}

function criterionText(criterion: Exclude<Criterion, { kind: 'vouched' }>, context: Context): string {
  const { criteria } = context.words.watch;
  switch (criterion.kind) {
    case 'alerts':
      return criteria.alerts;
    case 'error-rate':
      return criteria['error-rate'](percentText(criterion.limit, context));
    case 'p99':
      return criteria.p99(context.words.units.milliseconds(criterion.limit));
  }
}

function vouchInput(criteria: readonly Criterion[], context: Context): WatchView['inputs'] {
  const { watch } = context.words;
  const open = criteria.flatMap((one) => (one.kind === 'vouched' && one.met !== 'yes' ? [one.line] : []));
  const choices = context.policy.watch.criteria.flatMap((line, place) =>
    open.includes(line) ? [{ title: line, value: String(place) }] : [],
  );
  return choices.length === 0 ? [] : [{ id: INPUT.criteria, label: watch.vouchLabel, choices }];
}
