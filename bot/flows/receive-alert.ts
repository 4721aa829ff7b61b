import type { Alerts, Clock } from './ports.ts';

/** Resolves once the body is safely stored; rejects when it is not, and then the sender must send it again. */
export type ReceiveAlert = (body: string) => Promise<void>;

/** One durable insert and nothing else: what the body means is found out later, by relay-alerts.ts. */
export const createReceiveAlert =
  (alerts: Pick<Alerts, 'receive'>, clock: Clock): ReceiveAlert =>
  (body) =>
    alerts.receive(body, clock.now());
