import type { RequestId } from '../domain/ids.ts';
import type { DueTimer, Timers } from '../flows/ports.ts';
import type { Engine } from './engine.ts';

const MOST = 50;

export function createTimers({ query, flush }: Pick<Engine, 'query' | 'flush'>): Timers {
  return {
    due: async (now) =>
      query<{ request: RequestId; kind: DueTimer['kind'] }>(
        `select request_id as request, kind
           from timer
          where due <= $1
          order by due, request_id, kind
          limit ${MOST}`,
        [now],
      ),

    drop: async ({ request, kind }) => {
      await query('delete from timer where request_id = $1 and kind = $2', [request, kind]);
      await flush();
    },
  };
}
