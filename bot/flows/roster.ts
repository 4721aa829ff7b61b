import type { PersonId } from '../domain/ids.ts';
import type { People, Person } from './ports.ts';

/** Whom the bot has met, what they are called, and where they were last. */
export interface Roster {
  readonly names: () => Promise<ReadonlyMap<PersonId, string>>;
  /** IANA name of the zone that somebody was last in; undefined while Teams has not said. */
  readonly zoneOf: (person: PersonId) => Promise<string | undefined>;
  readonly meet: (people: readonly Person[]) => Promise<void>;
  /** Reads the names anew when they are next asked for: another process has met somebody. */
  readonly forget: () => void;
}

interface Known {
  readonly names: Map<PersonId, string>;
  readonly zones: Map<PersonId, string>;
}

/** Keeps the names at hand: every card shows some, and they hardly ever change. */
export function createRoster(people: People): Roster {
  let known: Promise<Known> | undefined;
  const load = () => (known ??= readAll(people));

  return {
    names: async () => (await load()).names,
    zoneOf: async (person) => (await load()).zones.get(person),
    forget: () => {
      known = undefined;
    },
    meet: async (met) => {
      const { names, zones } = await load();
      const isNews = ({ id, name, zone = zones.get(id) }: Person) => names.get(id) !== name || zones.get(id) !== zone;
      const news = met.filter((person) => person.name !== '' && isNews(person));
      if (news.length === 0) return;
      await people.meet(news);
      for (const { id, name, zone } of news) {
        names.set(id, name);
        if (zone !== undefined) zones.set(id, zone);
      }
    },
  };
}

async function readAll(people: People): Promise<Known> {
  const all = await people.all();
  return {
    names: new Map(all.map(({ id, name }) => [id, name])),
    zones: new Map(all.flatMap(({ id, zone }) => (zone === undefined ? [] : [[id, zone] as const]))),
  };
}
