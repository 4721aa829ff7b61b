import type { PersonId } from '../domain/ids.ts';
import type { People, Person } from './ports.ts';

/** Whom the bot has met, what they are called, and what Teams has said of their client. */
export interface Roster {
  readonly names: () => Promise<ReadonlyMap<PersonId, string>>;
  /** IANA name of the zone that somebody was last in; undefined while Teams has not said. */
  readonly zoneOf: (person: PersonId) => Promise<string | undefined>;
  /** The language (BCP 47) that their client was last set to; undefined while Teams has not said. */
  readonly localeOf: (person: PersonId) => Promise<string | undefined>;
  readonly meet: (people: readonly Person[]) => Promise<void>;
  /** Reads the names anew when they are next asked for: another process has met somebody. */
  readonly forget: () => void;
}

type Client = Pick<Person, 'zone' | 'locale'>;

interface Known {
  readonly names: Map<PersonId, string>;
  readonly clients: Map<PersonId, Client>;
}

/** Keeps the names at hand: every card shows some, and they hardly ever change. */
export function createRoster(people: People): Roster {
  let known: Promise<Known> | undefined;
  const load = () => (known ??= readAll(people));

  return {
    names: async () => (await load()).names,
    zoneOf: async (person) => (await load()).clients.get(person)?.zone,
    localeOf: async (person) => (await load()).clients.get(person)?.locale,
    forget: () => {
      known = undefined;
    },
    meet: async (met) => {
      const { names, clients } = await load();
      const news = met.filter(
        (person) => person.name !== '' && (names.get(person.id) !== person.name || isNews(person, clients.get(person.id))),
      );
      if (news.length === 0) return;
      await people.meet(news);
      for (const { id, name, zone, locale } of news) {
        const before = clients.get(id);
        names.set(id, name);
        clients.set(id, { zone: zone ?? before?.zone, locale: locale ?? before?.locale });
      }
    },
  };
}

const isNews = ({ zone, locale }: Client, before: Client | undefined): boolean =>
  (zone !== undefined && zone !== before?.zone) || (locale !== undefined && locale !== before?.locale);

async function readAll(people: People): Promise<Known> {
  const all = await people.all();
  return {
    names: new Map(all.map(({ id, name }) => [id, name])),
    clients: new Map(all.map(({ id, zone, locale }) => [id, { zone, locale }])),
  };
}
