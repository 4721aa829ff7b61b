import type { CardButton } from './actions.ts';
import type { Mention } from './mentions.ts';
import type { Ask, Box, FactRow, Head, Link, List, Note, Paragraph } from './pieces.ts';

/** What cards are made of: each part is drawn by the file of its name in `cards/parts`, wherever a template puts it. */
interface Parts {
  /** What a client reads out, or shows where it cannot draw the card. */
  readonly fallback: string;
  readonly head: Head;
  readonly paragraphs: readonly Paragraph[];
  readonly facts: readonly FactRow[];
  /** None or one. */
  readonly box: readonly Box[];
  /** Lines with mentions, which only a TextBlock can show; everything in them is escaped. */
  readonly told: readonly { readonly text: string }[];
  readonly lists: readonly List[];
  readonly notes: readonly Note[];
  readonly first: readonly CardButton[];
  readonly asks: readonly Ask[];
  readonly links: readonly Link[];
  readonly more: readonly CardButton[];
  /** Whom Teams notifies: the people whom a line of the card mentions. */
  readonly entities: readonly Mention[];
}

/** A view with these parts, all of which its template shows. */
export type CardOf<Part extends keyof Parts> = Pick<Parts, 'fallback' | Part>;
