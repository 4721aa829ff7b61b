import type { ReceiveAlert } from '../flows/receive-alert.ts';
import type { Count, Log } from '../flows/ports.ts';
import type { AlertDoor } from './alert-door.ts';
import { parseJson } from './body.ts';
import { refusal, type HttpReply, type ValueRoute } from './route.ts';

export interface AlertsRoutePorts {
  readonly door: AlertDoor;
  readonly receiveAlert: ReceiveAlert;
  readonly count: Count;
  readonly log: Log;
}

/** Azure sends up to 256 KB an alert; legacy bodies with query results have been larger. */
const MOST_BYTES = 1024 * 1024;

/**
 * POST /api/alerts: 200 once the body is safely stored. Azure Monitor calls again after a 503, but never after a
 * 500, 401 or 400: so whatever goes wrong on this side is a 503, and no JSON is turned away.
 */
export function alertsRoute({ door, receiveAlert, count, log }: AlertsRoutePorts): ValueRoute {
  const tryAgain = refusal(503, 'not-stored');
  return {
    kind: 'value',
    method: 'POST',
    path: '/api/alerts',
    mostBytes: MOST_BYTES,
    admit: async (knock) => ANSWERS[await door(knock)],
    answer: async ({ body }) => {
      if (parseJson(body) === undefined) return refusal(400, 'body-not-json');
      try {
        await receiveAlert(body);
      } catch (error) {
        count('alerts_failed');
        log.error({ err: error }, 'an alert was not stored; Azure Monitor was asked to send it again');
        return tryAgain;
      }
      count('alerts_received');
      return { status: 200, body: {} };
    },
    onFault: tryAgain,
    logged: 'refusals',
  };
}

const ANSWERS: Readonly<Record<Awaited<ReturnType<AlertDoor>>, HttpReply | undefined>> = {
  open: undefined,
  shut: refusal(401, 'unauthorised'),
  unsure: refusal(503, 'not-stored'),
};
