import { unready } from '../../domain/readiness.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, overflow, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment } from '../moments.ts';
import { badge, named, paragraph, plain } from '../pieces.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';
import { rollCallList } from './ready.ts';

/** Shortly before the window: who is there, who is missing, and the way to say so. `revision` is the one that was called for. */
export function rollCallView(request: DeployRequest, revision: number, context: Context): NoteView {
  const { words, policy } = context;
  const { rollCall, ready } = words;
  const missing = unready(request, policy);
  const count = Math.max(missing.people, missing.named.length);
  const waits = request.state === 'approved' && request.revision === revision;
  const of = { request: request.id };
  const view = noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), rollCall.title),
      over: `${plainEnvironment(request, context)} · ${rollCall.title}`,
      badge: !waits
        ? badge(words.states[request.state], 'quiet')
        : count === 0
          ? badge(ready.complete, 'good')
          : badge(rollCall.missing(count), 'accent'),
      paragraphs: [paragraph(plain(waits ? rollCall.starts(moment(request.plan.window.start, context)) : rollCall.over))],
      people: waits ? missing.named : [],
      lists: waits ? rollCallList(request, missing, context) : [],
      first: waits && count > 0 ? [primary(button(ready.here, 'rollout/here', of))] : [],
      more: [overflow(button(words.buttons.everything, 'request/show', of))],
    },
    context,
  );
  // The list mentions them already.
  return { ...view, told: [] };
}
