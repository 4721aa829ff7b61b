import type { PersonId } from '../domain/ids.ts';
import type { Bindings, Conversation, Person } from './ports.ts';
import type { Roster } from './roster.ts';

/** Learns what somebody is called, and where they can be reached alone. */
export type KnowPerson = (person: Person, personal: Conversation | undefined) => Promise<void>;

/** Writes only what is new: people speak often, and hardly ever move. */
export function createKnowPerson(roster: Pick<Roster, 'meet'>, bindings: Pick<Bindings, 'bind'>): KnowPerson {
  const reachedAt = new Map<PersonId, string>();
  return async (person, personal) => {
    await roster.meet([person]);
    if (personal === undefined || reachedAt.get(person.id) === personal.address) return;
    await bindings.bind(`person:${person.id}`, personal);
    reachedAt.set(person.id, personal.address);
  };
}
