import { dialogCard } from '../cards/cards.ts';
import type { AdaptiveCard } from '../cards/context.ts';
import { languageFor } from '../cards/words/language.ts';
import type { Person } from '../flows/ports.ts';
import type { AnswerTap } from './answer-tap.ts';
import type { DialogReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';

export type AnswerDialog = (by: Person, verb: unknown, data: unknown) => Promise<DialogReply>;

/** The form in a dialog: the same pages, saved and refused as in the chat. Only what belongs to a draft has one. */
export function createAnswerDialog(answerTap: AnswerTap, { policy }: Pick<ChatPorts, 'policy'>): AnswerDialog {
  return async (by, verb, data) => {
    const { words } = languageFor(by.locale, policy.time.locale);
    if (typeof verb !== 'string' || !verb.startsWith('draft/')) return { kind: 'closing', text: words.said.oldButton };
    const reply = await answerTap(by, verb, data);
    if (reply.kind === 'notice') return { kind: 'closing', text: reply.text };
    if (reply.ends !== undefined) return { kind: 'closing', text: reply.ends };
    return { kind: 'page', title: words.form.dialog, card: dialogCard(reply.card as AdaptiveCard) };
  };
}
