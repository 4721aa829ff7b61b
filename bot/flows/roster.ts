import type { PersonId } from '../domain/ids.ts';
import type { People, Person } from './ports.ts';

/** Whom the bot has met, what they are called, and what Teams has said of their client. */
export interface Roster {
  readonly names: () => Promise<ReadonlyMap<PersonId, string>>;
  /** The zone that somebody was last in and the language that their client was last set to, as far as Teams has said. */
  readonly readerOf: (person: PersonId) => Promise<Pick<Person, 'zone' | 'locale'>>;
  /** What Teams calls people towards this bot, of whom it has said so. */
  readonly accounts: () => Promise<ReadonlyMap<PersonId, string>>;
  readonly meet: (people: readonly Person[]) => Promise<void>;
  /** Reads the names anew when they are next asked for: another process has met somebody. */
  readonly forget: () => void;
}

type Client = Pick<Person, 'zone' | 'locale' | 'account'>;

interface Known {
  readonly names: Map<PersonId, string>;
  readonly clients: Map<PersonId, Client>;
  readonly accounts: Map<PersonId, string>;
}

/** Keeps the names at hand: every card shows some, and they hardly ever change. */
export function createRoster(people: People): Roster {
  let known: Promise<Known> | undefined;
  const load = () => (known ??= readAll(people));

  return {
    names: async () => (await load()).names,
    readerOf: async (person) => (await load()).clients.get(person) ?? {},
    accounts: async () => (await load()).accounts,
    forget: () => {
      known = undefined;
    },
    meet: async (met) => {
      const { names, clients, accounts } = await load();
      const news = met.filter(
        (person) => person.name !== '' && (names.get(person.id) !== person.name || isNews(person, clients.get(person.id))),
      );
      if (news.length === 0) return;
      await people.meet(news);
      for (const { id, name, zone, locale, account } of news) {
        const before = clients.get(id);
        names.set(id, name);
        if (account !== undefined) accounts.set(id, account);
        clients.set(id, {
          zone: zone ?? before?.zone,
          locale: locale ?? before?.locale,
          account: account ?? before?.account,
        });
      }
    },
  };
}

const isNews = ({ zone, locale, account }: Client, before: Client | undefined): boolean =>
  (account !== undefined && account !== before?.account) ||
  (zone !== undefined && zone !== before?.zone) ||
  (locale !== undefined && locale !== before?.locale);

async function readAll(people: People): Promise<Known> {
  const all = await people.all();
  return {
    names: new Map(all.map(({ id, name }) => [id, name])),
    accounts: new Map(all.flatMap(({ id, account }) => (account === undefined ? [] : [[id, account]]))),
    clients: new Map(all.map(({ id, zone, locale, account }) => [id, { zone, locale, account }])),
  };
}
