import type { PersonId } from '../domain/ids.ts';
import type { Context } from './context.ts';
import { unmarked } from './inert.ts';
import { nameOf } from './pieces.ts';

/** What Teams reads to notify somebody whose `<at>` stands in a TextBlock. */
export interface Mention {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: PersonId; readonly name: string };
}

export function mentionOf(person: PersonId, context: Context): Mention {
  const name = unmarked(nameOf(person, context));
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id: person, name } };
}
