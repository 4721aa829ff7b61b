import type { PersonId } from '../domain/ids.ts';
import type { Bindings, Conversation, Person } from './ports.ts';
import type { Roster } from './roster.ts';

/** Where somebody can be written to alone. */
export type Reach =
  /** Their own chat with the bot: they spoke in it. */
  | { readonly kind: 'spoke-there'; readonly conversation: Conversation }
  /** A chat that would be opened for them; used only as long as they have no other. */
  | { readonly kind: 'could-open'; readonly conversation: Conversation };

/** Learns what somebody is called, and where they can be reached alone. */
export type KnowPerson = (person: Person, reach: Reach | undefined) => Promise<void>;

/** Writes only what is new: people speak often, and hardly ever move. */
export function createKnowPerson(roster: Pick<Roster, 'meet'>, bindings: Bindings): KnowPerson {
  const reachedAt = new Map<PersonId, string>();
  return async (person, reach) => {
    await roster.meet([person]);
    if (reach === undefined || reachedAt.get(person.id) === reach.conversation.address) return;
    const key = `person:${person.id}` as const;
    if (reach.kind === 'could-open' && (reachedAt.has(person.id) || (await bindings.find(key)) !== undefined)) return;
    await bindings.bind(key, reach.conversation);
    reachedAt.set(person.id, reach.conversation.address);
  };
}
