import type { Alert } from '../domain/alert.ts';
import type { AlertId } from '../domain/ids.ts';
import type { Alerts } from '../flows/ports.ts';
import { foldNext, type AlertsPorts } from './fold-alert.ts';
import { toText } from './json.ts';
import { createStatement } from './statement.ts';

export function createAlerts(ports: AlertsPorts): Alerts {
  const { engine, wakes } = ports;
  return {
    receive: async (body, at) => {
      const { put, statement } = createStatement();
      const { text, values } = statement(`
        with received as (insert into alert_body (received_at, body) values (${put(at)}, ${put(toText(body))}))
        select ${wakes.announce(['alerts'], put)}`);
      await engine.query(text, values);
      await engine.flush();
      wakes.wake(['alerts']);
    },

    fold: async (read) => {
      const changed = new Map<AlertId, Alert>();
      for (;;) {
        const folded = await foldNext(read, ports);
        if (folded.kind === 'nothing-left') break;
        if (folded.kind === 'changed') {
          changed.set(folded.alert.id, folded.alert);
          wakes.wake(['posts']);
        }
      }
      await engine.flush();
      return [...changed.values()];
    },

    find: async (id) => {
      const [row] = await engine.query<{ body: Alert }>('select body from alert where id = $1', [toText(id)]);
      return row?.body;
    },

    list: async (most) => {
      const rows = await engine.query<{ body: Alert }>('select body from alert order by fired_at desc, id limit $1', [most]);
      return rows.map(({ body }) => body);
    },
  };
}
