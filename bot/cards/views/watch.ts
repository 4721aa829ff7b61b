import {
  type Check,
  type Horizon,
  type Sample,
  type Watch,
  errorRate,
  moments,
  nextMoment,
  overall,
} from '../../domain/watch.ts';
import { INPUT, button } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment, stamp } from '../moments.ts';
import {
  type Box,
  type FactRow,
  type List,
  type Row,
  fact,
  factRow,
  nameOf,
  note,
  paragraph,
  plain,
  row,
  strong,
  subtle,
} from '../pieces.ts';
import { breachText, number, percentText } from './breach.ts';
import { chartsOf } from './chart.ts';
import type { RolledOut } from './rollout.ts';
import { type WatchView, countIn, emptyWatch, totalsOf } from './watch-parts.ts';

export type { WatchView } from './watch-parts.ts';
export { summaryView } from './watch-summary.ts';
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
    notes: note(going ? nextLine(watch, part, context) : `${words.states[request.state]}.`, beforeLine(watch, context)),
    ...(going ? answers(request, context) : { first: [], asks: [] }),
  };
}

const openPart = ({ horizons, closed }: Watch): Horizon | undefined =>
  horizons.find(({ id }) => !closed.some(({ horizon }) => horizon === id));

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
