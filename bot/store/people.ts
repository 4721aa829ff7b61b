import type { PersonId } from '../domain/ids.ts';
import type { People } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { toJson } from './json.ts';

export function createPeople({ query, flush }: Pick<Engine, 'query' | 'flush'>): People {
  return {
    meet: async (people) => {
      if (people.length === 0) return;
      await query(
        `insert into person (id, name)
         select distinct on (met.id) met.id, met.name
           from json_to_recordset($1::json) as met (id text, name text)
             on conflict (id) do update set name = excluded.name
          where person.name <> excluded.name`,
        [toJson(people.map(({ id, name }) => ({ id, name })))],
      );
      await flush();
    },

    all: () => query<{ id: PersonId; name: string }>('select id, name from person order by name, id', []),
  };
}
