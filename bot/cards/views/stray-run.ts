import type { Target } from '../../domain/freeze.ts';
import type { KnownRun } from '../../domain/target-runs.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { unmarked } from '../inert.ts';
import { stamp } from '../moments.ts';
import { badge, nameOf, note, paragraph, plain, shortened, strong } from '../pieces.ts';
import { board, type BoardView } from './board.ts';

/** A pipeline deploys what nobody has asked for, or what policy does not take from there: the channel must know. */
export function strayRunView(target: Target, run: KnownRun, context: Context): BoardView {
  const { words, policy } = context;
  const { stray, unrequested } = words;
  const service = unmarked(policy.services.get(target.service)?.title ?? target.service);
  const environment = unmarked(policy.environments.get(target.environment)?.title ?? target.environment);
  const what = `${service} ${shortened(unmarked(run.version), 64)}`;
  const why =
    run.standing === 'other-trigger'
      ? unrequested.trigger(shortened(run.trigger, 40), shortened(run.branch, 100))
      : run.standing === 'trigger-unsaid'
        ? unrequested.unsaid
        : unrequested.nobody;
  return board({
    fallback: words.summaries.fallback(what, stray.title),
    head: { over: `${environment} · ${stray.title}`, title: what, badge: badge(unrequested.badge, 'attention') },
    box: [
      {
        style: 'attention',
        lines: [
          paragraph(strong(stray.says(nameOf(run.by, context))), plain(` ${stray.run(shortened(run.run, 200))} ${why}`)),
          paragraph(plain(unrequested.next)),
        ],
      },
    ],
    notes: note(stamp(run.at, context)),
    first: [button(words.buttons.status, 'status/list')],
  });
}
