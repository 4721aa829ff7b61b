import type { RoleId } from '../../domain/ids.ts';
import type { Context } from '../context.ts';
import { unmarked } from '../inert.ts';
import { mentionOf, type Mention } from '../mentions.ts';
import { roleTitle } from '../pieces.ts';

/** More people than this are not told by name: Teams shows no more mentions than that in a message. */
const MOST_PEOPLE = 20;

/** A line for each role with its holders, whom Teams notifies. Everything in a line is escaped. */
export function summoned(
  roles: readonly RoleId[],
  context: Context,
): { readonly lines: readonly { readonly text: string }[]; readonly entities: readonly Mention[] } {
  const called = roles.map((role) => ({
    title: unmarked(roleTitle(role, context)),
    people: (context.holders.get(role) ?? []).slice(0, MOST_PEOPLE).map((person) => mentionOf(person, context)),
  }));
  const { alert } = context.words;
  return {
    lines: called.map(({ title, people }) => ({
      text: people.length === 0 ? alert.nobody(title) : alert.escalationTo(title, people.map(({ text }) => text).join(', ')),
    })),
    entities: [...new Map(called.flatMap(({ people }) => people).map((mention) => [mention.mentioned.id, mention])).values()],
  };
}
