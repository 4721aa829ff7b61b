import type { DeployRequest, Stray } from '../../domain/request.ts';
import { button, overflow } from '../actions.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { badge, nameOf, named, note, paragraph, plain, shortened, strong } from '../pieces.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';

/** A pipeline runs, or says so, where it was not allowed to: everybody must know. */
export function strayView(request: DeployRequest, { by, run, at }: Stray, context: Context): NoteView {
  const { words } = context;
  const { stray } = words;
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), stray.title),
      over: `${plainEnvironment(request, context)} · ${stray.title}`,
      badge: badge(words.states[request.state], 'attention'),
      box: [
        {
          style: 'attention',
          lines: [paragraph(strong(stray.says(nameOf(by, context))), plain(` ${stray.run(shortened(run, 200))}`))],
        },
      ],
      paragraphs: [paragraph(plain(stray.next))],
      people: [...new Set([request.requester, request.plan.onCallEngineer])],
      notes: note(stamp(at, context)),
      more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
    },
    context,
  );
}
