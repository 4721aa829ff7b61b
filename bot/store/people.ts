import type { PersonId } from '../domain/ids.ts';
import type { People } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { toJson } from './json.ts';
import { createStatement } from './statement.ts';
import type { Wakes } from './wakes.ts';

/** Other processes are told, because everybody keeps the names at hand. */
export function createPeople({ query, flush }: Pick<Engine, 'query' | 'flush'>, wakes: Pick<Wakes, 'announce'>): People {
  return {
    meet: async (people) => {
      if (people.length === 0) return;
      const { put, statement } = createStatement();
      const rows = toJson(
        people.map(({ id, name, zone = null, locale = null, account = null }) => ({ id, name, zone, locale, account })),
      );
      const { text, values } = statement(`
        insert into person (id, name, zone, locale, account)
        select distinct on (met.id) met.id, met.name, met.zone, met.locale, met.account
          from json_to_recordset(${put(rows)}::json) as met (id text, name text, zone text, locale text, account text)
            on conflict (id) do update set name = excluded.name, zone = coalesce(excluded.zone, person.zone),
                                           locale = coalesce(excluded.locale, person.locale),
                                           account = coalesce(excluded.account, person.account)
         where person.name <> excluded.name or person.zone is distinct from coalesce(excluded.zone, person.zone)
            or person.locale is distinct from coalesce(excluded.locale, person.locale)
            or person.account is distinct from coalesce(excluded.account, person.account)`);
      await query(text, values);
      await flush();
      await wakes.announce(['people']);
    },

    all: async () => {
      const rows = await query<{
        id: PersonId;
        name: string;
        zone: string | null;
        locale: string | null;
        account: string | null;
      }>('select id, name, zone, locale, account from person order by name, id', []);
      return rows.map(({ id, name, zone, locale, account }) => ({
        id,
        name,
        zone: zone ?? undefined,
        locale: locale ?? undefined,
        account: account ?? undefined,
      }));
    },
  };
}
