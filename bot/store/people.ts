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
      const { text, values } = statement(`
        with met as (
          insert into person (id, name, zone)
          select distinct on (met.id) met.id, met.name, met.zone
            from json_to_recordset(${put(toJson(people.map(({ id, name, zone }) => ({ id, name, zone: zone ?? null }))))}::json)
                 as met (id text, name text, zone text)
              on conflict (id) do update set name = excluded.name, zone = coalesce(excluded.zone, person.zone)
           where person.name <> excluded.name or person.zone is distinct from coalesce(excluded.zone, person.zone)
        )
        select ${wakes.announce(['people'], put)}`);
      await query(text, values);
      await flush();
    },

    all: async () => {
      const rows = await query<{ id: PersonId; name: string; zone: string | null }>(
        'select id, name, zone from person order by name, id',
        [],
      );
      return rows.map(({ id, name, zone }) => (zone === null ? { id, name } : { id, name, zone }));
    },
  };
}
