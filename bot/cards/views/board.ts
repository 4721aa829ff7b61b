import type { CardButton } from '../actions.ts';
import type { CardOf } from '../parts.ts';

/** Lists under a heading, with buttons, and forms that open below: the calendar, freezes, locks and gates. */
export interface BoardView extends CardOf<'head' | 'paragraphs' | 'box' | 'lists' | 'notes' | 'first' | 'asks'> {
  readonly forms: readonly BoardForm[];
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
