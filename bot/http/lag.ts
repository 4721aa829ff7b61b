import type { AlertLag, Clock } from '../flows/ports.ts';
import type { Instant } from '../domain/time.ts';

export interface LagPorts {
  readonly lag: () => Promise<AlertLag>;
  readonly clock: Clock;
}

/** How far behind alerts the bot is, in Prometheus' text format; nothing while the store cannot say. Never rejects. */
export const readLag =
  ({ lag, clock }: LagPorts): (() => Promise<string>) =>
  async () => {
    try {
      const { unreadSince, unshownSince } = await lag();
      const now = clock.now();
      return [
        gauge('signoff_alerts_unread_seconds', 'Age of the oldest alert body that is not in a group yet.', unreadSince, now),
        gauge(
          'signoff_alerts_unshown_seconds',
          'How long the oldest card of alerts has been waiting for Teams.',
          unshownSince,
          now,
        ),
      ].join('');
    } catch {
      return '';
    }
  };

function gauge(name: string, meaning: string, since: Instant | undefined, now: Instant): string {
  const seconds = since === undefined ? 0 : Math.max(0, (Date.parse(now) - Date.parse(since)) / 1_000);
  return `# HELP ${name} ${meaning}\n# TYPE ${name} gauge\n${name} ${seconds}\n`;
}
