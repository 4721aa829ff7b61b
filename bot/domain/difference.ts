import { FIELDS, type FieldId } from './fields.ts';
import { saidIn, type Plan } from './plan.ts';

/** An answer before and after an edit, as it was typed; the window is the moment at which it opens. */
export interface FieldChange {
  readonly field: FieldId;
  readonly before: string;
  readonly after: string;
}

/** Fields whose value differs; a moved window shows as `date`. */
export const changedFields = (before: Plan, after: Plan): readonly FieldId[] =>
  changesOf(before, after).map(({ field }) => field);

/** Every answer that differs between two plans, in the order of the form. */
export function changesOf(before: Plan, after: Plan): readonly FieldChange[] {
  const [was, is] = [saidIn(before), saidIn(after)];
  return FIELDS.flatMap(({ id }): readonly FieldChange[] => {
    const change =
      id === 'date'
        ? { field: id, before: before.window.start, after: after.window.start }
        : { field: id, before: was[id] ?? '', after: is[id] ?? '' };
    return change.before === change.after ? [] : [change];
  });
}

/** A piece of a text: in both versions, only in the old one, or only in the new one. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Longest texts that are compared word by word; the comparison grows with the product of both. */
const MOST_WORDS = 600;

/** What an edit changed in a text, word by word; a text that is too long, or has nothing left of the old one, as a whole. */
export function piecesOf(before: string, after: string): readonly Piece[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length > MOST_WORDS || fresh.length > MOST_WORDS) return whole(before, after);
  const common = commonLengths(old, fresh);
  if ((common[0]?.[0] ?? 0) * 4 < Math.max(old.length, fresh.length)) return whole(before, after);

  const pieces: Piece[] = [];
  let [o, f] = [0, 0];
  while (o < old.length || f < fresh.length) {
    const [was, is] = [old[o], fresh[f]];
    if (was !== undefined && was === is) {
      append(pieces, 'same', was);
      [o, f] = [o + 1, f + 1];
    } else if (was !== undefined && (is === undefined || (common[o + 1]?.[f] ?? 0) >= (common[o]?.[f + 1] ?? 0))) {
      append(pieces, 'gone', was);
      o += 1;
    } else {
      append(pieces, 'new', is ?? '');
      f += 1;
    }
  }
  return pieces;
}

const whole = (before: string, after: string): readonly Piece[] =>
  [{ kind: 'gone', text: before } as const, { kind: 'new', text: after } as const].filter(({ text }) => text !== '');

/** Words with the space that follows them. */
const wordsOf = (text: string): readonly string[] => text.match(/\S+\s*|\s+/g) ?? [];

function append(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) pieces.splice(-1, 1, { kind, text: last.text + text });
  else pieces.push({ kind, text });
}

/** `lengths[o][f]`: how many words the rests from `o` and `f` have in common, in order. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let o = old.length - 1; o >= 0; o -= 1) {
    const [row, below] = [lengths[o] ?? [], lengths[o + 1] ?? []];
    for (let f = fresh.length - 1; f >= 0; f -= 1) {
      row[f] = old[o] === fresh[f] ? (below[f + 1] ?? 0) + 1 : Math.max(below[f] ?? 0, row[f + 1] ?? 0);
    }
  }
  return lengths;
}
