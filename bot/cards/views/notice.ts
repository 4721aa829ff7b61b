import { button, primary, type CardButton } from '../actions.ts';
import type { RoleId } from '../../domain/ids.ts';
import type { Choice, DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import { paragraph, plain, roleTitle, strong, type Head, type Paragraph } from '../pieces.ts';
import { aboutOf, requestHead } from './approval.ts';

/** A sentence where a card has to stand. */
export interface NoticeView {
  readonly fallback: string;
  readonly paragraphs: readonly Paragraph[];
  readonly first: readonly CardButton[];
}

export const noticeView = (text: string, buttons: readonly CardButton[]): NoticeView => ({
  fallback: text,
  paragraphs: [paragraph(plain(text))],
  first: buttons,
});

/** For somebody who holds several of the roles asked: one button a role, and what they wrote kept in its input. */
export interface ChooseRoleView {
  readonly fallback: string;
  readonly head: Head;
  readonly paragraphs: readonly Paragraph[];
  readonly input: { readonly id: string; readonly label: string; readonly hint: string; readonly value: string };
  readonly first: readonly CardButton[];
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
  const of = { request: request.id, revision: request.revision, choice };
  const votes = roles
    .slice(0, MOST_ROLES)
    .map((as) => button(words.vote.voteAs(choice, roleTitle(as, context)), 'request/vote', { ...of, as }));
  return {
    fallback: words.vote.chooseRole,
    head: requestHead(request, context),
    paragraphs: [...aboutOf(request).slice(0, 1), paragraph(strong(words.vote.chooseRole))],
    input: {
      id: `${choice}-comment`,
      label: words.vote.label[choice],
      hint: words.vote.hint[choice],
      value: comment.slice(0, 1_000),
    },
    first: [
      ...votes.map((vote, n) => (n === 0 ? primary(vote) : vote)),
      button(words.buttons.brief, 'request/brief', { request: request.id }),
    ],
  };
}
