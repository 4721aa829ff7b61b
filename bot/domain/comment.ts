import type { PersonId } from './ids.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** What somebody says about a request, beside any vote. */
export interface Comment {
  readonly by: PersonId;
  readonly text: string;
  readonly at: Instant;
}

export interface CommentCommand {
  readonly kind: 'comment';
  readonly by: PersonId;
  readonly text: string;
}

export type CommentEvent = { readonly kind: 'commented' } & Comment;

const LONGEST = 1_000;
const MOST_COMMENTS = 100;

/** Anybody who sees the card, at any time. The same words twice in a row, by the same person, are one comment. */
export function decideComment(
  { comments }: Pick<DeployRequest, 'comments'>,
  { by, text: typed }: CommentCommand,
  now: Instant,
): Result<readonly CommentEvent[], Refusal> {
  const text = typed.trim();
  if (text === '' || text.length > LONGEST) return refuse({ code: 'comment-unreadable', most: LONGEST });
  const last = comments.at(-1);
  if (last?.by === by && last.text === text) return accept([]);
  if (comments.length >= MOST_COMMENTS) return refuse({ code: 'comments-full', most: MOST_COMMENTS });
  return accept([{ kind: 'commented', by, text, at: now }]);
}
