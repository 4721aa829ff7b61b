import type { PersonId } from '../../domain/ids.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { unmarked } from '../inert.ts';
import { mentionOf, type Mention } from '../mentions.ts';
import {
  environmentTitle,
  release,
  type Ask,
  type Badge,
  type Box,
  type Head,
  type List,
  type Note,
  type Paragraph,
} from '../pieces.ts';

/** A short message in a deployment's thread: what happened, whom it concerns, what they can do. */
export interface NoteView {
  readonly fallback: string;
  readonly head: Head;
  readonly box: readonly Box[];
  readonly paragraphs: readonly Paragraph[];
  /** None or one line with the people whom Teams notifies; everything in it is escaped. */
  readonly calls: readonly { readonly text: string }[];
  readonly lists: readonly List[];
  readonly notes: readonly Note[];
  readonly first: readonly CardButton[];
  readonly asks: readonly Ask[];
  readonly more: readonly CardButton[];
  readonly entities: readonly Mention[];
}

/** What a note says; what it does not say is left out. */
export type NoteParts = Partial<Omit<NoteView, 'calls' | 'entities' | 'head'>> & {
  readonly fallback: string;
  readonly over: string;
  readonly badge?: readonly Badge[];
  readonly people?: readonly PersonId[];
};

export function noteView(request: DeployRequest, parts: NoteParts, context: Context): NoteView {
  const { over, badge = [], people = [], ...said } = parts;
  const entities = people.map((person) => mentionOf(person, context));
  const text = unmarkedList(entities);
  return {
    box: [],
    paragraphs: [],
    lists: [],
    notes: [],
    first: [],
    asks: [],
    more: [],
    ...said,
    head: { over: `${request.id} · ${over}`, title: release(request, context), badge },
    calls: text === '' ? [] : [{ text }],
    entities,
  };
}

const unmarkedList = (entities: readonly Mention[]): string => entities.map(({ text }) => text).join(', ');

/** The environment's name without anything that could be taken for markup. */
export const plainEnvironment = (request: DeployRequest, context: Context): string =>
  unmarked(environmentTitle(request, context));
