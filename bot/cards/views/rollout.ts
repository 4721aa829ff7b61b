import type { DeployRequest } from '../../domain/request.ts';
import type { Rollout } from '../../domain/rollout.ts';
import { minutesBetween, type Instant } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { clock } from '../moments.ts';
import {
  environmentTitle,
  paragraph,
  release,
  row,
  strong,
  subtle,
  type Badge,
  type Head,
  type List,
  type Row,
} from '../pieces.ts';

export type RolledOut = Extract<DeployRequest, { readonly rollout: Rollout }>;

/** What the head of a lifecycle message says: the seed's line, the release, its state. */
export const lifecycleHead = (over: string, request: DeployRequest, badge: readonly Badge[], context: Context): Head => ({
  over,
  title: release(request, context),
  badge,
});

/** The environment as the seed's headings write it: `PRODUCTION`. */
export const shouted = (request: DeployRequest, context: Context): string =>
  environmentTitle(request, context).toLocaleUpperCase(context.locale);

/** Steps shown before and after the one that is running; a plan of hundreds still fits. */
const [SHOWN_BEFORE, SHOWN_AFTER] = [5, 8];

/** The steps of a plan: done with how long each took, running since when, still to come. */
export function stepsList({ plan, rollout }: RolledOut, context: Context): List {
  const { lifecycle } = context.words;
  const running = rollout.finished.length;
  const [from, to] = [Math.max(0, running - SHOWN_BEFORE), running + SHOWN_AFTER];
  const rows = plan.steps.slice(from, to).map((step, n) => stepRow(step, from + n, rollout, context));
  const before = from === 0 ? [] : [row('done', [paragraph(subtle(lifecycle.stepsBefore(from)))])];
  const left = plan.steps.length - to;
  const after = left <= 0 ? [] : [row('open', [paragraph(subtle(lifecycle.stepsAfter(left)))])];
  return { heading: lifecycle.steps, rows: [...before, ...rows, ...after] };
}

function stepRow(step: string, place: number, rollout: Rollout, context: Context): Row {
  const { lifecycle, units } = context.words;
  const done = rollout.finished[place];
  const since = stepStart(place, rollout);
  if (done !== undefined) {
    return row('done', [paragraph(strong(step))], units.lasting(Math.max(0, minutesBetween(since, done.at))));
  }
  const stopped = rollout.rollback !== undefined || rollout.ended !== undefined;
  if (place > rollout.finished.length || stopped) return row('open', [paragraph(strong(step))]);
  return row('running', [paragraph(strong(step), subtle(`  ${lifecycle.since(clock(since, context))}`))]);
}

const stepStart = (place: number, { startedAt, finished }: Rollout): Instant => finished[place - 1]?.at ?? startedAt;
