import { minutesBetween } from '../../domain/time.ts';
import { errorRate, type Check, type Sample, type Watch } from '../../domain/watch.ts';
import type { Context } from '../context.ts';

/** A line chart, and the same numbers as text for a client that draws none. */
export interface Chart {
  readonly title: string;
  readonly x: string;
  readonly data: readonly Series[];
  readonly text: string;
}

interface Series {
  readonly legend: string;
  readonly color: string;
  readonly values: readonly { readonly x: number; readonly y: number }[];
}

interface Drawn {
  readonly title: string;
  readonly limit: number;
  readonly of: (sample: Sample) => number | undefined;
}

/** A line needs two points. */
const LEAST_POINTS = 2;
/** Points shown; older ones fell out of the part that is looked at anyway. */
const MOST_POINTS = 40;

/** Error rate and response time over these checks, the deployment marked at 0; none while there is too little to draw. */
export function chartsOf(watch: Watch, checks: readonly Check[], context: Context): readonly Chart[] {
  const { chart } = context.words.watch;
  const drawn: readonly Drawn[] = [
    { title: chart.errors, limit: watch.limits.errorRate, of: errorRate },
    { title: chart.response, limit: watch.limits.responseMs, of: ({ responseMs }) => responseMs },
  ];
  return drawn.flatMap((one) => chartOf(one, watch, checks.slice(-MOST_POINTS), context));
}

function chartOf({ title, limit, of }: Drawn, watch: Watch, checks: readonly Check[], context: Context): readonly Chart[] {
  const { chart, chartText } = context.words.watch;
  const written = (value: number) => value.toLocaleString(context.locale, { useGrouping: false });
  const longest = minutesBetween(watch.since, checks.at(-1)?.at ?? watch.since);
  const { unit, minutes } = scaleOf(longest);
  const points = checks.flatMap(({ at, reading }) => {
    const y = reading.kind === 'measured' ? of(reading.sample) : undefined;
    return y === undefined ? [] : [{ x: rounded(minutesBetween(watch.since, at) / minutes), y: rounded(y) }];
  });
  if (points.length === 0) return [];
  const before = watch.before === undefined ? undefined : of(watch.before);
  const start = before === undefined ? [] : [{ x: rounded(-longest / minutes / 6), y: rounded(before) }];
  const line = [...start, ...points];
  if (line.length < LEAST_POINTS) return [];

  const [from, to] = [Math.min(0, line[0]?.x ?? 0), line.at(-1)?.x ?? 0];
  const top = Math.max(limit, ...line.map(({ y }) => y));
  return [
    {
      title,
      x: chart[unit],
      data: [
        { legend: title, color: 'categoricalBlue', values: line },
        {
          legend: chart.limit,
          color: 'attention',
          values: [
            { x: from, y: limit },
            { x: to, y: limit },
          ],
        },
        {
          legend: chart.deployed,
          color: 'neutral',
          values: [
            { x: 0, y: 0 },
            { x: 0, y: top },
          ],
        },
      ],
      text: chartText(title, line.map(({ y }) => written(y)).join('  '), written(limit)),
    },
  ];
}

function scaleOf(minutes: number): { readonly unit: 'minutes' | 'hours' | 'days'; readonly minutes: number } {
  if (minutes <= 120) return { unit: 'minutes', minutes: 1 };
  return minutes <= 48 * 60 ? { unit: 'hours', minutes: 60 } : { unit: 'days', minutes: 24 * 60 };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
