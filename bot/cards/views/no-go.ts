import type { FoundInTheWay } from '../../domain/readiness.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, overflow } from '../actions.ts';
import type { Context } from '../context.ts';
import { exactSpan, stamp } from '../moments.ts';
import { namingFor } from '../naming.ts';
import { badge, named, note, paragraph, plain, strong } from '../pieces.ts';
import { whyButton } from './approval.ts';
import { moveButtons } from './slots.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';

/** A day before the window, or later: why a deployment that was approved cannot go ahead as it stands. */
export function noGoView(
  request: DeployRequest,
  { reasons, slots = [], at, isOver }: FoundInTheWay,
  context: Context,
): NoteView {
  const { words } = context;
  const { noGo } = words;
  const open = request.state === 'approved' && request.announcedAt === undefined && isOver === undefined;
  const said = reasons.map((reason) => words.refusal(reason, namingFor(context)));
  const of = { request: request.id };
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), noGo.title),
      over: `${plainEnvironment(request, context)} · ${noGo.title}`,
      badge: open ? badge(noGo.badge, 'attention') : badge(words.states[request.state], 'quiet'),
      box: [
        {
          style: open ? 'attention' : 'emphasis',
          lines: said.map(({ wrong, next }) => paragraph(strong(`${wrong} `), plain(next))),
        },
      ],
      paragraphs: [paragraph(plain(exactSpan(request.plan.window, context)))],
      notes: note(noGo.checked(stamp(at, context)), open ? noGo.again : ''),
      people: open ? [request.requester] : [],
      first: open
        ? [...moveButtons(request, slots, context), button(noGo.check, 'request/verify', of), whyButton(request, context)]
        : [],
      more: [overflow(button(words.buttons.everything, 'request/show', of))],
    },
    context,
  );
}
