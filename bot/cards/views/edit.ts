import { piecesOf, type FieldChange, type Piece } from '../../domain/difference.ts';
import { field } from '../../domain/fields.ts';
import type { Edit } from '../../domain/edit.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { parseInstant } from '../../domain/time.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { unmarked } from '../inert.ts';
import { mentionOf } from '../mentions.ts';
import { exactMoment, stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  badge,
  nameOf,
  noteOn,
  paragraph,
  plain,
  roleTitle,
  row,
  shortened,
  strong,
  subtle,
  type Paragraph,
  type Row,
  type Run,
} from '../pieces.ts';
import { answerText, FOLLOWS } from './answers.ts';
import { requestHead } from './approval.ts';
import { zoneTitle } from './window-echo.ts';

/** What an edit changed, before and after, and whose votes it reopened. */
export type EditView = CardOf<'head' | 'lists' | 'notes' | 'first' | 'entities'>;

/** How much of a long edit is shown; the rest is counted. */
export interface EditExtent {
  readonly fields: number;
  /** Longest text of one answer, in characters. */
  readonly most: number;
}

export const EDIT_EXTENTS: readonly EditExtent[] = [
  { fields: 90, most: 2_000 },
  { fields: 20, most: 500 },
  { fields: 12, most: 200 },
];

export function editView(request: DeployRequest, edit: Edit, extent: EditExtent, context: Context): EditView {
  const { words } = context;
  const changed = changeRows(edit.changes, extent, context);
  const voters = edit.voters.map((voter) => voterRow(voter, request, context));
  return {
    fallback: words.edit.summary(request.id, edit.revision),
    head: { ...requestHead(request, context), badge: badge(words.edit.revision(edit.revision), 'accent') },
    lists: [
      { heading: words.edit.changed, rows: changed },
      ...(voters.length === 0 ? [] : [{ heading: words.edit.votes, rows: voters }]),
    ],
    notes: noteOn(words.edit.by(nameOf(edit.by, context), stamp(edit.at, context))),
    first: [button(words.buttons.show, 'request/show', { request: request.id })],
    entities: [...new Set(edit.voters.map(({ by }) => by))].map((person) => mentionOf(person, context)),
  };
}

function changeRows(changes: readonly FieldChange[], { fields, most }: EditExtent, context: Context): readonly Row[] {
  const { edit } = context.words;
  if (changes.length === 0) return [row('point', [paragraph(plain(edit.nothing))])];
  const left = changes.length - fields;
  const shown = changes.slice(0, fields).map((change) => row('point', changeLines(change, most, context)));
  return left > 0 ? [...shown, row('point', [paragraph(subtle(edit.more(left)))])] : shown;
}

function changeLines(change: FieldChange, most: number, context: Context): readonly Paragraph[] {
  const label = paragraph(strong(changeLabel(change, context)));
  const [before, after] = [change.before, change.after].map((typed) => told(change, typed, context));
  const { kind } = field(change.field);
  const isLong = kind === 'paragraph' || kind === 'lines' || kind === 'line' || kind === 'evidence';
  const pieces = isLong ? piecesOf(before ?? '', after ?? '') : wholePieces(before ?? '', after ?? '');
  return [label, paragraph(...pieces.flatMap((piece) => pieceRuns(piece, most)))];
}

const wholePieces = (before: string, after: string): readonly Piece[] =>
  [{ kind: 'gone', text: before } as const, { kind: 'new', text: after } as const].filter(({ text }) => text !== '');

/** What follows another answer is called by both: `Unit tests passing, status`. */
function changeLabel({ field: id }: FieldChange, { words }: Context): string {
  if (id === 'date') return words.facts.window;
  const main = FOLLOWS[id];
  const label = words.shortLabel(id);
  return main === undefined ? label : `${words.shortLabel(main)}, ${label.toLowerCase()}`;
}

function told({ field: id }: FieldChange, typed: string, context: Context): string {
  const at = id === 'date' ? parseInstant(typed) : undefined;
  if (at !== undefined) return exactMoment(at, context);
  const { zone } = context.policy.time;
  const isElsewhere = field(id).kind === 'time' && typed !== '' && zone !== context.zone;
  return isElsewhere ? `${typed} ${zoneTitle(zone)}` : answerText(id, typed, context);
}

/** What is gone is struck through, what is new is bold; of what stayed, as much as leads there. */
function pieceRuns({ kind, text }: Piece, most: number): readonly Run[] {
  switch (kind) {
    case 'same':
      return [subtle(around(text))];
    case 'gone':
      return [{ ...subtle(shortened(text, most).trimEnd()), strikethrough: true }, plain(' ')];
    case 'new':
      return [strong(shortened(text, most))];
  }
}

const LEADING = 60;

/** Its beginning and its end, an emoji never cut in two. */
function around(text: string): string {
  if (text.length <= 2 * LEADING) return text;
  const cut = text.slice(0, LEADING).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()} … ${text
    .slice(-LEADING)
    .replace(/^[\udc00-\udfff]/, '')
    .trimStart()}`;
}

function voterRow({ by, as, isKept }: Edit['voters'][number], request: DeployRequest, context: Context): Row {
  const { edit } = context.words;
  const why = isKept ? edit.kept : request.state === 'pending' ? edit.askedAgain : edit.reopened;
  const text = `**${unmarked(roleTitle(as, context))}**  ${mentionOf(by, context).text}: ${why}`;
  return { ...row(isKept ? 'done' : 'open', []), mentions: [{ text }] };
}
