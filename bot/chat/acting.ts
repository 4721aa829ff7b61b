import { parseRoleId, type PersonId, type RoleId } from '../domain/ids.ts';
import type { Directory, Person } from '../flows/ports.ts';
import type { Roster } from '../flows/roster.ts';

/** Demo only: lets the one person at the keyboard speak as another. The program leaves it out everywhere else. */
export interface Acting {
  /** Whom this person speaks as, and in which role; undefined when as themselves. */
  readonly of: (by: PersonId) => Actor | undefined;
  /** `me` ends it. Undefined when no such role exists or nobody holds it. */
  readonly become: (by: Person, role: string) => Promise<Actor | 'self' | undefined>;
}

export interface Actor {
  readonly person: Person;
  readonly role: RoleId;
}

export function createActing(directory: Pick<Directory, 'holders'>, roster: Pick<Roster, 'names'>): Acting {
  const actors = new Map<PersonId, Actor>();
  return {
    of: (by) => actors.get(by),
    become: async (by, word) => {
      if (word === 'me') {
        actors.delete(by.id);
        return 'self';
      }
      const role = parseRoleId(word);
      const member = role === undefined ? undefined : (await directory.holders()).get(role)?.[0];
      if (role === undefined || member === undefined) return undefined;
      const actor = { role, person: { id: member, name: (await roster.names()).get(member) ?? member } };
      actors.set(by.id, actor);
      return actor;
    },
  };
}
