import { type PersonId, type RequestId, parsePersonId, parseRequestId } from '../domain/ids.ts';
import { POST_REVIEW_PARTS, type PostReviewPart } from '../domain/post-review.ts';
import { typed, type Sent } from './sent.ts';

/** A button of a post-incident review. */
export type PostReviewTap =
  | { readonly verb: 'post-review/open'; readonly request: RequestId }
  | { readonly verb: 'post-review/file'; readonly request: RequestId; readonly typed: TypedReview };

/** What stands in the form, read or not. */
export type TypedReview = Readonly<Record<PostReviewPart, string>> & {
  /** As many as there are rows; `due` is a day such as 2026-12-04, or `''`. */
  readonly actions: readonly { readonly what: string; readonly owner: PersonId | undefined; readonly due: string }[];
};

/** Rows for corrective actions; one that is left empty is none. */
export const ACTION_ROWS = 3;

/** Ids of the inputs; rows count from 1. */
export const REVIEW_INPUT = {
  part: (part: PostReviewPart) => `review-${part}`,
  what: (row: number) => `review-action-${String(row)}`,
  owner: (row: number) => `review-owner-${String(row)}`,
  due: (row: number) => `review-due-${String(row)}`,
} as const;

/** Anything that no button of a review sends is undefined. */
export function parsePostReviewTap(verb: unknown, sent: Sent): PostReviewTap | undefined {
  const request = parseRequestId(sent['request']);
  if (request === undefined) return undefined;
  switch (verb) {
    case 'post-review/open':
      return { verb, request };
    case 'post-review/file':
      return { verb, request, typed: typedIn(sent) };
    default:
      return undefined;
  }
}

function typedIn(sent: Sent): TypedReview {
  const text = (id: string) => typed(sent, id) ?? '';
  const [happened = '', timeline = '', cause = ''] = POST_REVIEW_PARTS.map((part) => text(REVIEW_INPUT.part(part)));
  const actions = Array.from({ length: ACTION_ROWS }, (_, n) => ({
    what: text(REVIEW_INPUT.what(n + 1)),
    owner: parsePersonId(text(REVIEW_INPUT.owner(n + 1))),
    due: text(REVIEW_INPUT.due(n + 1)),
  }));
  return { happened, timeline, cause, actions };
}
