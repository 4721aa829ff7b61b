import type { PersonId } from '../domain/ids.ts';
import type { People, Person } from './ports.ts';

/** Whom the bot has met, and what they are called. */
export interface Roster {
  readonly names: () => Promise<ReadonlyMap<PersonId, string>>;
  readonly meet: (people: readonly Person[]) => Promise<void>;
  /** Reads the names anew when they are next asked for: another process has met somebody. */
  readonly forget: () => void;
}

/** Keeps the names at hand: every card shows some, and they hardly ever change. */
export function createRoster(people: People): Roster {
  let known: Promise<Map<PersonId, string>> | undefined;
  const load = () => (known ??= readAll(people));

  return {
    names: load,
    forget: () => {
      known = undefined;
    },
    meet: async (met) => {
      const names = await load();
      const news = met.filter(({ id, name }) => name !== '' && names.get(id) !== name);
      if (news.length === 0) return;
      await people.meet(news);
      for (const { id, name } of news) names.set(id, name);
    },
  };
}

async function readAll(people: People): Promise<Map<PersonId, string>> {
  return new Map((await people.all()).map(({ id, name }) => [id, name]));
}
