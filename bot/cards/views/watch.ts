import { successOf, totalOf, type Criterion } from '../../domain/success.ts';
import {
  errorRate,
  moments,
  nextMoment,
  overall,
  type Check,
  type Horizon,
  type Sample,
  type Verdict,
  type Watch,
} from '../../domain/watch.ts';
import { button, INPUT, overflow, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import type { Mention } from '../mentions.ts';
import { moment, stamp } from '../moments.ts';
import {
  badge,
  environmentTitle,
  fact,
  factRow,
  nameOf,
  named,
  note,
  paragraph,
  plain,
  release,
  row,
  strong,
  subtle,
  type Ask,
  type Box,
  type Fact,
  type FactRow,
  type Head,
  type List,
  type Note,
  type Row,
} from '../pieces.ts';
import { breachText, number, percentText } from './breach.ts';
import { chartsOf, type Chart } from './chart.ts';
import type { RolledOut } from './rollout.ts';

/** How a deployment that is live is doing: the verdict, three numbers, a chart; and the summary of a part that is over. */
export interface WatchView {
  readonly fallback: string;
  readonly head: Head;
  readonly box: readonly Box[];
  readonly facts: readonly FactRow[];
  readonly charts: readonly Chart[];
  readonly lists: readonly List[];
  readonly inputs: readonly {
    readonly id: string;
    readonly label: string;
    readonly choices: readonly { readonly title: string; readonly value: string }[];
  }[];
  readonly notes: readonly Note[];
  readonly first: readonly CardButton[];
  readonly asks: readonly Ask[];
  readonly more: readonly CardButton[];
  readonly entities: readonly Mention[];
}

const TONE = { healthy: 'good', unhealthy: 'attention', inconclusive: 'quiet' } as const;
const MOST_CHECKS = 6;

/** The one card of the watch, edited in place from the end of the deployment to the end of the last part. */
export function watchView(request: RolledOut, watch: Watch, context: Context): WatchView {
  const { words } = context;
  const part = openPart(watch);
  const checks = part === undefined ? watch.checks : watch.checks.filter(({ horizon }) => horizon === part.id);
  const last = watch.checks.at(-1);
  const going = request.state === 'deployed';
  return {
    ...emptyWatch(request, part?.title ?? words.watch.title, last === undefined ? undefined : overall(watch), context),
    box: last === undefined ? [] : boxOf(last, context),
    facts: last === undefined ? [] : [numbersOf(last, watch, part, context)],
    charts: chartsOf(watch, checks.length < 2 ? watch.checks : checks, context),
    lists: [...checkList(checks, context), ...partList(watch, context)],
    notes: note(going ? nextLine(watch, part, context) : words.states[request.state], beforeLine(watch, context)),
    ...(going ? answers(request, context) : { first: [], asks: [] }),
  };
}

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

function emptyWatch(request: RolledOut, part: string, verdict: Verdict | undefined, context: Context): WatchView {
  const { words } = context;
  const said = verdict === undefined ? words.watch.opening : words.watch.verdicts[verdict];
  return {
    fallback: words.summaries.fallback(named(request, context), said),
    head: {
      over: `${request.id} · ${words.watch.over(environmentTitle(request, context), part)}`,
      title: release(request, context),
      badge: verdict === undefined ? [] : badge(said, TONE[verdict]),
    },
    box: [],
    facts: [],
    charts: [],
    lists: [],
    inputs: [],
    notes: [],
    first: [],
    asks: [],
    more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
    entities: [],
  };
}

const openPart = ({ horizons, closed }: Watch): Horizon | undefined =>
  horizons.find(({ id }) => !closed.some(({ horizon }) => horizon === id));

const countIn = ({ id }: Horizon, watch: Watch): number => moments(watch).filter(({ horizon }) => horizon.id === id).length;

/** What is wrong at the moment, or why nothing is known. */
function boxOf({ breaches, reading, verdict }: Check, context: Context): readonly Box[] {
  const { gaps } = context.words.watch;
  if (breaches.length > 0) {
    return [{ style: 'attention', lines: breaches.map((breach) => paragraph(strong(breachText(breach, context)))) }];
  }
  if (reading.kind === 'unknown') return [{ style: 'emphasis', lines: [paragraph(plain(gaps[reading.because]))] }];
  return verdict === 'inconclusive' && reading.kind === 'measured' ? tooFew(reading.sample, context) : [];
}

function tooFew({ requests }: Sample, context: Context): readonly Box[] {
  const { few, gaps } = context.words.watch;
  const least = number(context.policy.watch.minimumRequests, context);
  const text = requests === undefined ? gaps['no-data'] : few(number(requests, context), least);
  return [{ style: 'emphasis', lines: [paragraph(plain(text))] }];
}

function numbersOf({ reading }: Check, watch: Watch, part: Horizon | undefined, context: Context): FactRow {
  const shown = part ?? watch.horizons.at(-1);
  const done = watch.checks.filter(({ horizon }) => horizon === shown?.id).length;
  const of = shown === undefined ? done : countIn(shown, watch);
  if (reading.kind === 'measured') return totalsOf(reading.sample, done, of, context);
  return factRow(fact(context.words.watch.checks, context.words.watch.checksDone(done, of)));
}

function totalsOf(sample: Sample, done: number, of: number, context: Context): FactRow {
  const { watch, units } = context.words;
  const { successErrorRate, successP99Ms } = context.policy.thresholds;
  const rate = errorRate(sample);
  const errors =
    rate === undefined ? watch.notKnown : watch.errorsOf(percentText(rate, context), number(sample.requests ?? 0, context));
  const ms = (value: number | undefined) => (value === undefined ? watch.notKnown : units.milliseconds(Math.round(value)));
  return factRow(
    shade(fact(watch.errors, errors), rate, successErrorRate),
    fact(watch.response, ms(sample.responseMs)),
    shade(fact(watch.p99, ms(sample.p99Ms)), sample.p99Ms, successP99Ms),
    fact(watch.checks, watch.checksDone(done, of)),
  );
}

const shade = (shown: Fact, value: number | undefined, limit: number): Fact =>
  value === undefined ? shown : { ...shown, color: value < limit ? 'Good' : 'Attention' };

/** Checks that are not in a chart: those that people answered, and those that nobody knows about. */
function checkList(checks: readonly Check[], context: Context): readonly List[] {
  const rows = checks
    .filter(({ reading }) => reading.kind !== 'measured')
    .slice(-MOST_CHECKS)
    .map((check) => checkRow(check, context));
  return rows.length === 0 ? [] : [{ heading: context.words.watch.list, rows }];
}

function checkRow({ at, reading, verdict }: Check, context: Context): Row {
  const { gaps, saw } = context.words.watch;
  const mark = verdict === 'healthy' ? 'done' : verdict === 'unhealthy' ? 'wrong' : 'open';
  if (reading.kind !== 'seen') {
    const text = reading.kind === 'unknown' ? gaps[reading.because] : '';
    return row(mark, [paragraph(subtle(text))], stamp(at, context));
  }
  const said = reading.note === '' ? [] : [paragraph(plain(reading.note))];
  const who = paragraph(strong(nameOf(reading.by, context)), subtle(`  ${saw[reading.saw]}`));
  return row(mark, [who, ...said], stamp(at, context));
}

function partList({ closed, horizons }: Watch, context: Context): readonly List[] {
  const { watch } = context.words;
  const rows = closed.map(({ horizon, verdict, at }) => {
    const title = horizons.find(({ id }) => id === horizon)?.title ?? horizon;
    const mark = verdict === 'healthy' ? 'done' : verdict === 'unhealthy' ? 'wrong' : 'open';
    return row(mark, [paragraph(strong(title), subtle(`  ${watch.verdicts[verdict]}`))], stamp(at, context));
  });
  return rows.length === 0 ? [] : [{ heading: watch.parts, rows }];
}

function nextLine(watch: Watch, part: Horizon | undefined, context: Context): string {
  const { words } = context;
  const next = nextMoment(watch);
  const asked = watch.source === 'asked' ? words.watch.asked : '';
  if (next === undefined || part === undefined) return asked;
  const step = watch.source === 'measured' ? next.horizon.every : next.horizon.ask;
  const until = moments(watch).findLast(({ horizon }) => horizon.id === next.horizon.id)?.at ?? next.at;
  const then = until > next.at ? words.watch.then(interval(step, context), moment(until, context)) : '';
  return [asked, words.watch.next(moment(next.at, context)), then].filter((text) => text !== '').join(' ');
}

function interval(minutes: number, { words: { watch } }: Context): string {
  if (minutes % (24 * 60) === 0) return watch.interval.days(minutes / (24 * 60));
  return minutes % 60 === 0 ? watch.interval.hours(minutes / 60) : watch.interval.minutes(minutes);
}

function beforeLine({ before }: Watch, context: Context): string {
  const rate = before === undefined ? undefined : errorRate(before);
  if (rate === undefined || before?.responseMs === undefined) return '';
  const response = context.words.units.milliseconds(Math.round(before.responseMs));
  return context.words.watch.before(percentText(rate, context), response);
}

function answers({ id }: RolledOut, { words: { watch, buttons } }: Context): Pick<WatchView, 'first' | 'asks'> {
  const of = { request: id };
  return {
    first: [button(watch.fine, 'watch/fine', of)],
    asks: [
      {
        title: watch.wrong,
        style: 'default',
        input: { id: INPUT.watchWrong, label: watch.wrongLabel, hint: watch.wrongHint },
        send: button(watch.wrongSend, 'watch/wrong', of),
      },
      {
        title: buttons.rollBack,
        style: 'destructive',
        input: { id: INPUT.rollBackReason, label: buttons.rollBackLabel, hint: buttons.rollBackHint },
        send: { ...button(buttons.rollBackSend, 'rollout/roll-back', of), style: 'destructive' },
      },
    ],
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
