import type { Bindings, Conversation } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { createStatement } from './statement.ts';
import type { Wakes } from './wakes.ts';

/**
 * Binding a place anew gives the cards that belong there another chance: those that were given up, and those in the
 * threads of requests and alerts whose first card belongs there.
 */
export function createBindings({ query, flush }: Pick<Engine, 'query' | 'flush'>, wakes: Wakes): Bindings {
  return {
    bind: async (key, { lane, address }) => {
      const { put, statement } = createStatement();
      const [at, to] = [put(key), put(lane)];
      const { text, values } = statement(`
        with bound as (
          insert into binding (key, lane, address) values (${at}, ${to}, ${put(address)})
              on conflict (key) do update set lane = excluded.lane, address = excluded.address
        ), writable as (
          insert into lane (name) values (${to})
              on conflict (name) do nothing
        ), revived as (
          update post
             set tries = 0,
                 try_after = null,
                 failure = null,
                 wanted = case when drawn < wanted then wanted else wanted + 1 end
           where failure is not null
             and (place = ${at} or place in (
                   select 'thread:' || root.subject_id
                     from post root
                    where root.view in ('root', 'alert') and root.place = ${at}))
        )
        select`);
      await query(text, values);
      await flush();
      wakes.wake(['posts']);
    },

    find: async (key) => {
      const [row] = await query<Conversation>('select lane, address from binding where key = $1', [key]);
      return row;
    },
  };
}
