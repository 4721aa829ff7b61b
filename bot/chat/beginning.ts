import { noticeCard, refusalText } from '../cards/cards.ts';
import { button, primary } from '../cards/actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { answerText } from '../cards/views/answers.ts';
import type { DraftId, RequestId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { Person } from '../flows/ports.ts';
import { drawDraft } from './form.ts';
import { prefill, type Unclear } from './prefill.ts';
import type { ChatPorts } from './ports.ts';

type BeginPorts = Pick<ChatPorts, 'requests' | 'fillDraft' | 'policy' | 'versions' | 'clockIn'>;

export interface Begun {
  readonly card: CardMessage;
  /** Said beside the form; empty when every word was taken. */
  readonly said: string;
}

/** The form with what the words fill in; a question with its answers as buttons when a word can mean several things. */
export async function beginForm(words: readonly string[], by: Person, context: Context, ports: BeginPorts): Promise<Begun> {
  const { answers, unread, unclear } = prefill(words, { ...ports, wall: ports.clockIn(by.zone) }, context.now);
  const [first] = unclear;
  if (first !== undefined) return { card: whichCard(first, words, context), said: '' };
  const card = drawDraft(await ports.fillDraft.open(by, answers), context);
  return { card, said: unread.length === 0 ? '' : context.words.said.unread(unread.join(' ')) };
}

/** Meanings offered as buttons; with leaving it out that makes six. */
const MOST_MEANINGS = 5;

/** Each answer says the whole sentence again, with a word that means one thing only. */
function whichCard({ word, meanings }: Unclear, words: readonly string[], context: Context): CardMessage {
  const { said } = context.words;
  const again = (instead: readonly string[]) => ({
    words: words.flatMap((one) => (one === word ? instead : [one])).join(' '),
  });
  const choices = meanings
    .slice(0, MOST_MEANINGS)
    .map((meaning) => button(meaningTitle(meaning, context), 'draft/words', again([meaning.word])));
  return noticeCard(said.whichMeaning(word), [...choices, button(said.neither, 'draft/words', again([]))]);
}

const meaningTitle = ({ field, value }: Unclear['meanings'][number], context: Context): string =>
  answerText(field, value, context);

export type From = 'edit' | 'copy';

/** The form of an edit or a copy; a refusal with the draft that is in the way. */
export async function beginFrom(
  from: From,
  id: RequestId,
  instead: DraftId | undefined,
  { by, context, ports }: { readonly by: Person; readonly context: Context; readonly ports: BeginPorts },
): Promise<Result<CardMessage, Refusal>> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return refuse({ code: 'unknown-request' });
  const view = await ports.fillDraft[from](by, stored.request, instead);
  return view.ok ? accept(drawDraft(view.value, context)) : view;
}

/** What else there is on the way, and the way around it. */
export function inTheWayCard(problem: Refusal, from: From, id: RequestId, context: Context): CardMessage | undefined {
  if (problem.code !== 'draft-open') return undefined;
  const { said } = context.words;
  return noticeCard(refusalText(problem, context), [
    primary(button(said.goOn, 'draft/open')),
    button(said.insteadOf[from](id), 'draft/from', { request: id, from, draft: problem.draft }),
  ]);
}
