import { refusalText } from '../cards/cards.ts';
import type { CardTap } from '../cards/actions.ts';
import type { Context } from '../cards/context.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Person } from '../flows/ports.ts';
import { drawDraft } from './form.ts';
import type { TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { card, ending, explained, notice } from './replies.ts';

type DraftTap = Extract<CardTap, { verb: 'draft/save' }>;

/** A page of the form was sent: keep it, go where the button says, or hand it in. */
export async function answerDraftTap(by: Person, tap: DraftTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  const { said } = context.words;
  switch (tap.go) {
    case 'submit':
      return submit(by, tap, context, ports);
    case 'discard':
      await ports.fillDraft.discard(by.id, tap.draft);
      return ending(said.discarded);
    default: {
      const saved = await ports.fillDraft.save({ ...tap, by: by.id, go: tap.go });
      if (!saved.ok) return current(by, saved.problem, context, ports);
      return tap.go === 'later' ? ending(said.later) : card(drawDraft(saved.value, context));
    }
  }
}

async function submit(by: Person, tap: DraftTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  const submitted = await ports.submitDraft(by.id, tap.draft, tap.revision);
  if (submitted.ok) return ending(context.words.said.submitted(submitted.value.id));
  return current(by, submitted.problem, context, ports);
}

/** A button that is not known any more: of the form, the draft as it was kept; of any other card, a sentence. */
export async function answerOldButton(by: Person, verb: unknown, context: Context, ports: ChatPorts): Promise<TapReply> {
  const { said } = context.words;
  const isForm = typeof verb === 'string' && verb.startsWith('draft/');
  const view = isForm ? await ports.fillDraft.show(by.id) : undefined;
  return view === undefined ? notice(said.oldButton) : card(explained(drawDraft(view, context), said.oldPage));
}

/** The draft as it is now, with why the tap was not taken; just the reason when there is no draft any more. */
async function current(by: Person, problem: Refusal, context: Context, ports: ChatPorts): Promise<TapReply> {
  const view = problem.code === 'unknown-draft' ? undefined : await ports.fillDraft.show(by.id);
  const sentence = refusalText(problem, context);
  return view === undefined ? notice(sentence) : card(explained(drawDraft(view, context), sentence));
}
