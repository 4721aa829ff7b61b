import type { DeployRequest } from '../../domain/request.ts';
import type { Instant } from '../../domain/time.ts';
import { button, overflow } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment, stamp } from '../moments.ts';
import { badge, named, note, paragraph, plain, strong } from '../pieces.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';

/** The window has ended under a deployment: nothing is stopped, and whoever runs it says how it goes on. */
export function overrunView(request: DeployRequest, at: Instant, context: Context): NoteView {
  const { words } = context;
  const { overrun } = words;
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), overrun.title),
      over: `${plainEnvironment(request, context)} · ${overrun.title}`,
      badge: badge(words.states[request.state], request.state === 'deploying' ? 'attention' : 'quiet'),
      box: [
        {
          style: 'warning',
          lines: [paragraph(strong(overrun.says(moment(request.plan.window.end, context))), plain(` ${overrun.next}`))],
        },
      ],
      people: [...new Set([request.plan.onCallEngineer, request.requester])],
      notes: note(stamp(at, context)),
      more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
    },
    context,
  );
}
