import type { Doer } from './ids.ts';
import type { DeployRequest } from './request.ts';
import type { Rollout } from './rollout.ts';
import type { Instant } from './time.ts';

/** Something that happened to a deployment, as its record has it. `step` and `issue` count from 1. */
export type TimelineEntry = { readonly at: Instant } & (
  | { readonly kind: 'started' | 'live' | 'back'; readonly by: Doer }
  | { readonly kind: 'step'; readonly step: number; readonly by: Doer }
  | { readonly kind: 'issue' | 'update' | 'resolved'; readonly issue: number; readonly text: string; readonly by: Doer }
  | { readonly kind: 'rollback'; readonly reason: string; readonly by: Doer }
  | { readonly kind: 'alert' }
  /** The watch began to look bad. */
  | { readonly kind: 'unhealthy' }
);

/** A deployment from its start on, earliest first; empty while it has not begun. */
export function timelineOf(request: DeployRequest): readonly TimelineEntry[] {
  if (!('rollout' in request)) return [];
  const { rollout } = request;
  const alerts = request.alerts.map(({ at }) => ({ kind: 'alert', at }) as const);
  return [...courseOf(rollout), ...issuesOf(rollout), ...troublesOf(rollout), ...alerts].toSorted((a, b) =>
    a.at.localeCompare(b.at),
  );
}

function courseOf({ startedAt, startedBy, finished, live, rollback, ended }: Rollout): readonly TimelineEntry[] {
  return [
    { kind: 'started', by: startedBy, at: startedAt },
    ...finished.map(({ by, at }, n) => ({ kind: 'step', step: n + 1, by, at }) as const),
    ...(live === undefined ? [] : [{ kind: 'live', ...live } as const]),
    ...(rollback === undefined
      ? []
      : [{ kind: 'rollback', by: rollback.by, reason: rollback.reason, at: rollback.at } as const]),
    ...(rollback === undefined || ended === undefined ? [] : [{ kind: 'back', ...ended } as const]),
  ];
}

const issuesOf = ({ issues }: Rollout): readonly TimelineEntry[] =>
  issues.flatMap(({ text, by, at, updates, resolved }, n): readonly TimelineEntry[] => {
    const issue = n + 1;
    return [
      { kind: 'issue', issue, text, by, at },
      ...updates.map((word) => ({ kind: 'update', issue, ...word }) as const),
      ...(resolved === undefined ? [] : [{ kind: 'resolved', issue, ...resolved } as const]),
    ];
  });

const troublesOf = ({ watch }: Rollout): readonly TimelineEntry[] =>
  (watch?.checks ?? []).flatMap(({ at, verdict }, n, checks): readonly TimelineEntry[] =>
    verdict === 'unhealthy' && checks[n - 1]?.verdict !== 'unhealthy' ? [{ kind: 'unhealthy', at }] : [],
  );
