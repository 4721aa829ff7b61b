import { personOf, type PlaceKey } from '../domain/posts.ts';
import { instant } from '../domain/time.ts';
import type { Undelivered } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { staleRows } from './posts.ts';

const MOST_DEAD = 100;

/** What is still to be shown somewhere, and what was given up: for whoever looks after the bot. */
export const createUndelivered = ({ query }: Pick<Engine, 'query'>): Undelivered => ({
  undelivered: async () => {
    const [waiting] = await query<{ posts: number; since: Date | null }>(
      `select count(*)::integer as posts, min(post.stale_since) as since ${staleRows('post')}`,
      [],
    );
    const dead = await query<{ place: string; because: string }>(
      `select place, failure as because
         from post
        where failure is not null and drawn >= wanted
        order by stale_since desc, id
        limit ${MOST_DEAD}`,
      [],
    );
    const since = waiting?.since ?? undefined;
    return { waiting: { posts: waiting?.posts ?? 0, since: since && instant(since.getTime()) }, dead };
  },

  digestsRefused: async () => {
    const rows = await query<{ place: PlaceKey }>(
      `select place
         from (select distinct on (place) place, failure
                 from post
                where subject_kind = 'digest' and drawn >= wanted
                order by place, id desc) last
        where failure is not null`,
      [],
    );
    return new Set(rows.flatMap(({ place }) => personOf(place) ?? []));
  },
});
