import type { CardButton } from '../actions.ts';
import type { Ask, Box, Head, List, Note, Paragraph } from '../pieces.ts';

/** Lists under a heading, with buttons, and forms that open below: the calendar, freezes, locks and gates. */
export interface BoardView {
  readonly fallback: string;
  readonly head: Head;
  readonly paragraphs: readonly Paragraph[];
  readonly box: readonly Box[];
  readonly lists: readonly List[];
  readonly notes: readonly Note[];
  readonly first: readonly CardButton[];
  readonly forms: readonly BoardForm[];
  readonly asks: readonly Ask[];
}

export interface BoardForm {
  readonly title: string;
  readonly choices: readonly BoardChoice[];
  readonly moments: readonly { readonly date: readonly BoardInput[]; readonly time: readonly BoardInput[] }[];
  readonly texts: readonly { readonly id: string; readonly label: string; readonly hint: string; readonly most: number }[];
  readonly send: CardButton;
}

export interface BoardChoice extends BoardInput {
  readonly multi: boolean;
  readonly style: 'compact' | 'expanded';
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export interface BoardInput {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

/** What a board says; what it does not say is left out. */
export type BoardParts = Partial<BoardView> & Pick<BoardView, 'fallback' | 'head'>;

export const board = (parts: BoardParts): BoardView => ({
  paragraphs: [],
  box: [],
  lists: [],
  notes: [],
  first: [],
  forms: [],
  asks: [],
  ...parts,
});
