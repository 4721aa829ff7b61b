import type { PersonId } from '../../domain/ids.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import { unmarked } from '../inert.ts';
import { mentionOf, type Mention } from '../mentions.ts';
import type { CardOf } from '../parts.ts';
import { environmentTitle, release, type Badge } from '../pieces.ts';

/** A short message in a deployment's thread: what happened, whom it concerns, what they can do. */
export type NoteView = CardOf<
  'head' | 'paragraphs' | 'box' | 'told' | 'lists' | 'notes' | 'first' | 'asks' | 'more' | 'entities'
>;

/** What a note says; what it does not say is left out. */
export type NoteParts = Partial<Omit<NoteView, 'told' | 'entities' | 'head'>> & {
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
    told: text === '' ? [] : [{ text }],
    entities,
  };
}

const unmarkedList = (entities: readonly Mention[]): string => entities.map(({ text }) => text).join(', ');

/** The environment's name without anything that could be taken for markup. */
export const plainEnvironment = (request: DeployRequest, context: Context): string =>
  unmarked(environmentTitle(request, context));
