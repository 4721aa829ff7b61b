import { sql } from 'kysely';
import type { Bindings } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import type { Wakes } from './wakes.ts';

/**
 * Binding a place anew gives the cards that belong there another chance: those that were given up, and those in the
 * threads of requests whose first card belongs there.
 */
export function createBindings({ db, flush }: Pick<Engine, 'db' | 'flush'>, wakes: Wakes): Bindings {
  return {
    bind: async (key, { lane, address }) => {
      await db()
        .transaction()
        .execute(async (tx) => {
          await sql`insert into lane (name) values (${lane}) on conflict (name) do nothing`.execute(tx);
          await sql`
            insert into binding (key, lane, address) values (${key}, ${lane}, ${address})
                on conflict (key) do update set lane = excluded.lane, address = excluded.address`.execute(tx);
          await sql`
            update post
               set tries = 0,
                   try_after = null,
                   failure = null,
                   wanted = case when failure is null or drawn < wanted then wanted else wanted + 1 end
             where (try_after is not null or failure is not null)
               and (place = ${key}
                    or place in (select 'thread:' || root.subject_id
                                   from post root
                                  where root.subject_kind = 'request' and root.view = 'root' and root.place = ${key}))`.execute(
            tx,
          );
          await sql`select pg_notify('signoff', ${wakes.payload(['posts'])})`.execute(tx);
        });
      await flush();
      wakes.wake(['posts']);
    },

    find: async (key) => db().selectFrom('binding').select(['lane', 'address']).where('key', '=', key).executeTakeFirst(),
  };
}
