import type { DeployRequest } from '../../domain/request.ts';
import type { HookCall } from '../../domain/rollback-hook.ts';
import { button, overflow } from '../actions.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { badge, named, note, paragraph, plain, strong } from '../pieces.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';

/** The pipeline was told to go back by itself; where it did not hear, people go back by hand. */
export function hookView(request: DeployRequest, answer: NonNullable<HookCall['answer']>, context: Context): NoteView {
  const { words } = context;
  const { hook } = words;
  const isHeard = answer.kind === 'heard';
  const what = isHeard ? hook.heard : hook.unheard(answer.found);
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), hook.title),
      over: `${plainEnvironment(request, context)} · ${hook.title}`,
      badge: badge(isHeard ? hook.told : hook.notTold, isHeard ? 'accent' : 'attention'),
      box: [
        {
          style: isHeard ? 'emphasis' : 'attention',
          lines: [paragraph(strong(what), plain(` ${isHeard ? hook.watched : hook.byHand}`))],
        },
      ],
      people: isHeard ? [] : [...new Set([request.plan.onCallEngineer, request.requester])],
      notes: note(stamp(answer.at, context)),
      more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
    },
    context,
  );
}
