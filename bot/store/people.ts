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
          insert into person (id, name)
          select distinct on (met.id) met.id, met.name
            from json_to_recordset(${put(toJson(people.map(({ id, name }) => ({ id, name }))))}::json) as met (id text, name text)
              on conflict (id) do update set name = excluded.name
           where person.name <> excluded.name
        )
        select ${wakes.announce(['people'], put)}`);
      await query(text, values);
      await flush();
    },

    all: () => query<{ id: PersonId; name: string }>('select id, name from person order by name, id', []),
  };
}
