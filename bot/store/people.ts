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
      const rows = toJson(people.map(({ id, name, zone = null, locale = null }) => ({ id, name, zone, locale })));
      const { text, values } = statement(`
        with met as (
          insert into person (id, name, zone, locale)
          select distinct on (met.id) met.id, met.name, met.zone, met.locale
            from json_to_recordset(${put(rows)}::json) as met (id text, name text, zone text, locale text)
              on conflict (id) do update set name = excluded.name, zone = coalesce(excluded.zone, person.zone),
                                             locale = coalesce(excluded.locale, person.locale)
           where person.name <> excluded.name or person.zone is distinct from coalesce(excluded.zone, person.zone)
              or person.locale is distinct from coalesce(excluded.locale, person.locale)
        )
        select ${wakes.announce(['people'], put)}`);
      await query(text, values);
      await flush();
    },

    all: async () => {
      const rows = await query<{ id: PersonId; name: string; zone: string | null; locale: string | null }>(
        'select id, name, zone, locale from person order by name, id',
        [],
      );
      return rows.map(({ id, name, zone, locale }) => ({ id, name, zone: zone ?? undefined, locale: locale ?? undefined }));
    },
  };
}
