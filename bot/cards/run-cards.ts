import type { TargetRuns } from '../domain/target-runs.ts';
import type { CardMessage, Context } from './context.ts';
import { render } from './render.ts';
import { strayRunView } from './views/stray-run.ts';

/** A run that nobody asked for, or that something else set off; undefined when that is not known any more. */
export function strayRunCard(known: TargetRuns, n: number, context: Context): CardMessage | undefined {
  const run = known.runs.find(({ stray }) => stray === n);
  if (run === undefined) return undefined;
  const view = strayRunView(known, run, context);
  return { card: render('board', view), summary: `${view.head.title}: ${context.words.stray.title}` };
}
