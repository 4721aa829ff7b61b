import { isUrgent } from '../domain/alert-look.ts';
import { secondsBetween, type Instant } from '../domain/time.ts';
import type { AlertGroups, Storms } from './alert-ports.ts';
import type { PostOutcome, Shown, StalePost } from './ports.ts';

export interface MeasureLagPorts {
  readonly alertGroups: Pick<AlertGroups, 'find'>;
  readonly storms: Pick<Storms, 'find'>;
  readonly shown: Shown;
}

type Sent = Pick<StalePost, 'subject' | 'view' | 'messageId'>;

/** Measures from the first body of an alert to its first card in Teams; nothing else that was sent. Never rejects. */
export const createMeasureLag =
  (ports: MeasureLagPorts): ((post: Sent, outcome: PostOutcome['kind'], now: Instant) => Promise<void>) =>
  async (post, outcome, now) => {
    if (outcome !== 'drawn' || post.messageId !== undefined) return;
    try {
      await measure(post, now, ports);
    } catch {
      // A measurement is missing then; the card is there all the same.
    }
  };

async function measure({ subject, view }: Sent, now: Instant, { alertGroups, storms, shown }: MeasureLagPorts): Promise<void> {
  if (subject.kind === 'alert-group' && view === 'alert') {
    const group = await alertGroups.find(subject.id);
    if (group?.owedSince !== undefined) shown(isUrgent(group) ? 'urgent' : 'calm', secondsBetween(group.owedSince, now));
  } else if (subject.kind === 'storm' && view === 'storm') {
    const storm = await storms.find(subject.id);
    if (storm !== undefined) shown('calm', secondsBetween(storm.openedAt, now));
  }
}
