import type { Brief } from '../../domain/brief.ts';
import type { Answered } from '../../domain/checklist.ts';
import { checklistOf } from '../../domain/checklist.ts';
import type { RoleId } from '../../domain/ids.ts';
import type { DeployRequest, Vote } from '../../domain/request.ts';
import { button, INPUT, overflow, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import { named, note, paragraph, roleTitle, strong } from '../pieces.ts';
import { aboutOf, objections, requestHead, submittedLine, voteData, whyButton } from './approval.ts';
import { decisionFacts } from './decision.ts';
import { briefList } from './brief.ts';
import { outcomeBox, stateText, tallyOf } from './tally.ts';

/** One reviewer's own view: what they decide on, their checklist, and their answer. */
export interface ReviewView extends CardOf<
  'head' | 'paragraphs' | 'facts' | 'box' | 'lists' | 'notes' | 'first' | 'asks' | 'more'
> {
  /** None or one. */
  readonly checklist: readonly ReviewInput[];
  readonly texts: readonly ReviewText[];
}

interface ReviewInput {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

interface ReviewText {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
}

/** What a reviewer has filled in so far, kept when it is turned down. */
export interface Filled extends Answered {
  readonly comment: string;
}

export const NOTHING_FILLED: Filled = { ticked: [], waiver: '', comment: '' };

/** A reviewer with the role they answer as, what they should know, and what they have filled in. */
export interface Reviewing {
  readonly as: RoleId;
  readonly brief: Brief;
  readonly filled: Filled;
}

/** For somebody who can approve as this role now. */
export function reviewView(request: DeployRequest, { as, brief, filled }: Reviewing, context: Context): ReviewView {
  const { words } = context;
  const title = roleTitle(as, context);
  const approve = button(words.vote.approveAs(title), 'request/vote', voteData(request, 'approve', as));
  return {
    ...commonView(request, context),
    facts: decisionFacts(request, context),
    lists: [briefList(request, brief, context)],
    ...inputsOf(checklistOf(request.requirements, as), title, filled, context),
    first: [primary(approve)],
    asks: objections(request, as, context),
  };
}

/** For somebody who has answered and may still take it back. */
export function givenView(request: DeployRequest, given: readonly Vote[], context: Context): ReviewView {
  const { vote } = context.words;
  const own = given.map(({ choice, as, at }) =>
    paragraph(strong(vote.given(choice, roleTitle(as, context), stamp(at, context)))),
  );
  const withdraw = button(vote.withdraw, 'request/withdraw', { request: request.id });
  const common = commonView(request, context);
  return {
    ...common,
    paragraphs: [...common.paragraphs.slice(0, 1), ...own],
    facts: [],
    lists: tallyOf(request, context, { kind: 'nobody' }).lists,
    checklist: [],
    texts: [],
    first: [withdraw],
    asks: [],
  };
}

function commonView(request: DeployRequest, context: Context) {
  const { words } = context;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: requestHead(request, context),
    paragraphs: aboutOf(request),
    box: outcomeBox(request, context),
    notes: note(submittedLine(request, context)),
    more: [
      overflow(button(words.buttons.everything, 'request/show', { request: request.id })),
      overflow(whyButton(request, context)),
    ],
  };
}

function inputsOf(
  lines: readonly string[],
  role: string,
  { ticked, waiver, comment }: Filled,
  { words: { vote } }: Context,
): Pick<ReviewView, 'checklist' | 'texts'> {
  const said = { id: INPUT.comment('approve'), label: vote.label.approve, hint: vote.hint.approve, value: cut(comment) };
  if (lines.length === 0) return { checklist: [], texts: [said] };
  const why = { id: INPUT.waiver, label: vote.waiver, hint: vote.waiverHint, value: cut(waiver) };
  const choices = lines.map((title, n) => ({ title, value: String(n) }));
  const value = ticked.filter((n) => n < lines.length).join(',');
  return { checklist: [{ id: INPUT.ticked, label: vote.checklist(role), value, choices }], texts: [why, said] };
}

const cut = (text: string): string => text.slice(0, 1_000);
