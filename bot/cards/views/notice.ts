import { button, INPUT, primary, type CardButton, type Verb } from '../actions.ts';
import type { RoleId } from '../../domain/ids.ts';
import type { Choice, DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import type { CardOf } from '../parts.ts';
import { paragraph, plain, roleTitle, strong } from '../pieces.ts';
import { aboutOf, requestHead, voteData } from './approval.ts';

/** A sentence where a card has to stand. */
export type NoticeView = CardOf<'paragraphs' | 'first'>;

export const noticeView = (text: string, buttons: readonly CardButton[]): NoticeView => ({
  fallback: text,
  paragraphs: [paragraph(plain(text))],
  first: buttons,
});

/** For somebody who holds several of the roles asked: one button a role, and what they wrote kept in its input. */
export interface ChooseRoleView extends CardOf<'head' | 'paragraphs' | 'first'> {
  /** None when they are still to write it. */
  readonly input: readonly { readonly id: string; readonly label: string; readonly hint: string; readonly value: string }[];
}

export interface ChooseRoleInput {
  readonly roles: readonly RoleId[];
  readonly choice: Choice;
  readonly comment: string;
}

/** Roles offered as buttons; with the way back that makes six. */
const MOST_ROLES = 5;

export function chooseRoleView(
  request: DeployRequest,
  { roles, choice, comment }: ChooseRoleInput,
  context: Context,
): ChooseRoleView {
  const { words } = context;
  const send = (as: RoleId): readonly [verb: Verb, data: CardButton['data']] =>
    choice === 'approve' ? ['request/review', { request: request.id, as }] : ['request/vote', voteData(request, choice, as)];
  const votes = roles.slice(0, MOST_ROLES).map((as) => button(words.vote.voteAs(choice, roleTitle(as, context)), ...send(as)));
  return {
    fallback: words.vote.chooseRole,
    head: requestHead(request, context),
    paragraphs: [...aboutOf(request).slice(0, 1), paragraph(strong(words.vote.chooseRole))],
    input: choice === 'approve' ? [] : [commentInput(choice, comment, context)],
    first: [
      ...votes.map((vote, n) => (n === 0 ? primary(vote) : vote)),
      button(words.buttons.brief, 'request/brief', { request: request.id }),
    ],
  };
}

const commentInput = (choice: Choice, comment: string, { words: { vote } }: Context) => ({
  id: INPUT.comment(choice),
  label: vote.label[choice],
  hint: vote.hint[choice],
  value: comment.slice(0, 1_000),
});
