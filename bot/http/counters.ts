import { HAPPENINGS, type Count, type Happening, type Shown } from '../flows/ports.ts';
import { createHistogram } from './histogram.ts';

export interface Counters {
  readonly count: Count;
  readonly shown: Shown;
  /** Prometheus' text format. */
  readonly read: () => string;
}

const MEANINGS: Readonly<Record<Happening, string>> = {
  messages: 'Messages from people that were answered.',
  taps: 'Card buttons that were answered.',
  alerts_received: 'Alert bodies stored.',
  alerts_failed: 'Alert bodies that could not be stored and were left to be sent again.',
  alerts_caught_up: 'Alerts that Azure listed and no webhook had brought.',
  alerts_grouped: 'Alert bodies put into a group.',
  alerts_posted: 'Cards of alert groups posted: first ones, and those that say it again.',
  alerts_edited: 'Changes of alert groups that their cards show.',
  alerts_suppressed_resolved: 'Groups that were over before their first card.',
  alerts_suppressed_silenced: 'Looks at groups that a silence kept quiet.',
  alerts_suppressed_inhibited: 'Looks at groups that a rollback or a health alert explained.',
  alerts_suppressed_flapping: 'Changes that waited because the group flaps.',
  alerts_suppressed_storm: "Groups counted on a storm's card instead of having one of their own.",
  alerts_suppressed_foreign: 'Alerts of subscriptions that policy does not list.',
  posts_sent: 'Cards posted or redrawn.',
  posts_retried: 'Cards that Teams did not take yet.',
  posts_dead: 'Cards that can no longer be delivered.',
};

/** Counts since the start of this process. */
export function createCounters(): Counters {
  const counts = new Map<Happening, number>();
  const lag = createHistogram();
  return {
    count: (happening) => {
      counts.set(happening, (counts.get(happening) ?? 0) + 1);
    },
    shown: lag.shown,
    read: () => HAPPENINGS.map((happening) => metric(happening, counts.get(happening) ?? 0)).join('') + lag.read(),
  };
}

function metric(happening: Happening, value: number): string {
  const name = `signoff_${happening}_total`;
  return `# HELP ${name} ${MEANINGS[happening]}\n# TYPE ${name} counter\n${name} ${value}\n`;
}
