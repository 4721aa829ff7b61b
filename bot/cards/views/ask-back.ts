import type { AskedBack } from '../../domain/rollout.ts';
import { button, overflow, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { badge, nameOf, named, note, paragraph, plain, shortened, strong } from '../pieces.ts';
import { reasonText } from './breach.ts';
import { noteView, plainEnvironment, type NoteView } from './note.ts';
import type { RolledOut } from './rollout.ts';

/** Somebody wants to go back, and a second person is needed who agrees. */
export function askBackView(request: RolledOut, ask: AskedBack, context: Context): NoteView {
  const { words } = context;
  const { askBack } = words;
  const open = ask.answer === undefined && (request.state === 'deploying' || request.state === 'deployed');
  const byWatch = ask.by === 'watch';
  const lead = strong(byWatch ? askBack.watchAsks : askBack.asks(nameOf(ask.by, context)));
  const { onCallEngineer, managerOnCall } = request.plan;
  return noteView(
    request,
    {
      fallback: words.summaries.fallback(named(request, context), askBack.waits),
      over: askBack.over(plainEnvironment(request, context)),
      badge: open ? badge(byWatch ? askBack.waitsForAny : askBack.waits, 'attention') : [],
      box: [
        { style: open ? 'attention' : 'emphasis', lines: [paragraph(lead, plain(shortened(reasonText(ask, context), 1_000)))] },
      ],
      paragraphs: open ? [paragraph(plain(byWatch ? askBack.anybody : askBack.second))] : [],
      notes: note(answerLine(ask, context), askBack.takes(words.units.minutes(request.plan.rollbackMinutes))),
      people: open ? [...new Set([onCallEngineer, managerOnCall])].filter((person) => person !== ask.by) : [],
      first: open ? buttons(request, context) : [],
      more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
    },
    context,
  );
}

function answerLine({ answer }: AskedBack, context: Context): string {
  if (answer === undefined) return '';
  const say = context.words.askBack[answer.kind];
  return say(nameOf(answer.by, context), stamp(answer.at, context));
}

function buttons({ id }: RolledOut, { words: { askBack } }: Context): readonly CardButton[] {
  const of = { request: id };
  return [
    { ...button(askBack.confirm, 'rollout/confirm-rollback', of), style: 'destructive' },
    button(askBack.withdraw, 'rollout/withdraw-rollback', of),
  ];
}
