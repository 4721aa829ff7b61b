import type { DeployRequest } from '../../domain/request.ts';
import { button, INPUT, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { stamp } from '../moments.ts';
import { nameOf, paragraph, plain, row, shortened, strong, subtle, type Ask, type List } from '../pieces.ts';

/** Comments on a card that is read at one glance, and how much of each. */
const LAST = { count: 2, most: 200 };

/** The newest comments; the others are counted. */
export function lastComments(request: DeployRequest, context: Context): readonly List[] {
  const { comments } = context.words;
  const shown = request.comments.slice(-LAST.count);
  if (shown.length === 0) return [];
  const left = request.comments.length - shown.length;
  const rows = shown.map((comment) => commentRow(comment, LAST.most, context));
  const more = left > 0 ? [row('point', [paragraph(subtle(comments.earlier(left)))])] : [];
  return [{ heading: comments.heading, rows: [...more, ...rows] }];
}

export const commentRow = (
  { by, text, at }: DeployRequest['comments'][number],
  most: number,
  context: Context,
): List['rows'][number] =>
  row('point', [paragraph(strong(nameOf(by, context))), paragraph(plain(shortened(text, most)))], stamp(at, context));

export const commentAsk = ({ id }: DeployRequest, { words: { comments } }: Context): Ask => ({
  title: comments.open,
  style: 'default',
  input: { id: INPUT.commentText, label: comments.label, hint: comments.hint },
  send: primary(button(comments.send, 'request/comment', { request: id })),
});
