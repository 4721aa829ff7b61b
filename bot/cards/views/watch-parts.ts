import { type Horizon, type Sample, type Verdict, type Watch, errorRate, moments } from '../../domain/watch.ts';
import { button, overflow } from '../actions.ts';
import type { Context } from '../context.ts';
import type { CardOf } from '../parts.ts';
import { type Fact, type FactRow, badge, environmentTitle, fact, factRow, named, release } from '../pieces.ts';
import { number, percentText } from './breach.ts';
import type { Chart } from './chart.ts';
import type { RolledOut } from './rollout.ts';

/** How a deployment that is live is doing: the verdict, three numbers, a chart; and the summary of a part that is over. */
export interface WatchView extends CardOf<
  'head' | 'facts' | 'box' | 'lists' | 'notes' | 'first' | 'asks' | 'more' | 'entities'
> {
  readonly charts: readonly Chart[];
  readonly inputs: readonly {
    readonly id: string;
    readonly label: string;
    readonly choices: readonly { readonly title: string; readonly value: string }[];
  }[];
}

const TONE = { healthy: 'good', unhealthy: 'attention', inconclusive: 'quiet' } as const;

export function emptyWatch(request: RolledOut, part: string, verdict: Verdict | undefined, context: Context): WatchView {
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

export const countIn = ({ id }: Horizon, watch: Watch): number =>
  moments(watch).filter(({ horizon }) => horizon.id === id).length;

export function totalsOf(sample: Sample, done: number, of: number, context: Context): FactRow {
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
