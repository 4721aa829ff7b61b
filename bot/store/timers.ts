import type { RequestId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import type { DueTimer, Timers } from '../flows/ports.ts';
import type { Engine } from './engine.ts';

const MOST = 50;

interface TimerRow {
  readonly request: RequestId;
  readonly kind: DueTimer['kind'];
  readonly due: Date;
}

export function createTimers({ query, flush }: Pick<Engine, 'query' | 'flush'>): Timers {
  return {
    due: async (now, of = 'others') => {
      const rows = await query<TimerRow>(
        `select request_id as request, kind, due
           from timer
          where due <= $1 and (kind in ('watch', 'hook')) = ($2 = 'watch')
          order by due, request_id, kind
          limit ${MOST}`,
        [now, of],
      );
      return rows.map((row) => ({ ...row, due: instant(row.due.getTime()) }));
    },

    nextDue: async (of = 'others') => {
      const [row] = await query<Pick<TimerRow, 'due'>>(
        `select due from timer where (kind in ('watch', 'hook')) = ($1 = 'watch') order by due limit 1`,
        [of],
      );
      return row && instant(row.due.getTime());
    },

    drop: async ({ request, kind, due }) => {
      await query('delete from timer where request_id = $1 and kind = $2 and due <= $3', [request, kind, due]);
      await flush();
    },

    postpone: async ({ request, kind, due }, until) => {
      await query('update timer set due = $4 where request_id = $1 and kind = $2 and due <= $3', [request, kind, due, until]);
      await flush();
    },
  };
}
