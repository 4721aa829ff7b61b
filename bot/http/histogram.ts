import type { Shown } from '../flows/ports.ts';

export interface Histogram {
  readonly shown: Shown;
  /** Prometheus' text format. */
  readonly read: () => string;
}

/** Seconds. What is urgent shall be there within five; what can wait is waited with for half a minute. */
const BOUNDS = [1, 2.5, 5, 10, 30, 60, 120, 300, 900] as const;
const NAME = 'signoff_alerts_lag_seconds';
const MEANING = 'From the first body of an alert to its first card in Teams, without the time that it was held back.';
const LABELS = { urgent: 'urgent="yes"', calm: 'urgent="no"' } as const;

interface Seen {
  count: number;
  sum: number;
  readonly within: number[];
}

/** What was measured since the start of this process. */
export function createHistogram(): Histogram {
  const empty = (): Seen => ({ count: 0, sum: 0, within: BOUNDS.map(() => 0) });
  const seen = { urgent: empty(), calm: empty() };
  return {
    shown: (what, seconds) => {
      const one = seen[what];
      one.count += 1;
      one.sum += seconds;
      for (const [n, bound] of BOUNDS.entries()) if (seconds <= bound) one.within[n] = (one.within[n] ?? 0) + 1;
    },
    read: () =>
      `# HELP ${NAME} ${MEANING}\n# TYPE ${NAME} histogram\n${lines(LABELS.urgent, seen.urgent)}${lines(LABELS.calm, seen.calm)}`,
  };
}

function lines(label: string, { count, sum, within }: Seen): string {
  const buckets = BOUNDS.map((bound, n) => `${NAME}_bucket{${label},le="${bound}"} ${within[n] ?? 0}\n`);
  return `${buckets.join('')}${NAME}_bucket{${label},le="+Inf"} ${count}\n${NAME}_sum{${label}} ${sum}\n${NAME}_count{${label}} ${count}\n`;
}
