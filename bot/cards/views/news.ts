import type { CardButton } from '../actions.ts';
import type { Mention } from '../mentions.ts';
import type { Ask, FactRow, Head, List, Note, Paragraph } from '../pieces.ts';

/** Something that is told of alerts besides their card: an escalation, an update, the end of a silence. */
export interface NewsView {
  readonly fallback: string;
  readonly head: Head;
  /** Lines with mentions; everything in them is escaped. */
  readonly told: readonly { readonly text: string }[];
  readonly paragraphs: readonly Paragraph[];
  readonly facts: readonly FactRow[];
  readonly lists: readonly List[];
  readonly notes: readonly Note[];
  readonly first: readonly CardButton[];
  readonly asks: readonly Ask[];
  readonly entities: readonly Mention[];
}
