import { freezesOn, inScope, type Freeze, type Target } from './freeze.ts';
import type { CheckpointId, EnvironmentId, FreezeId, PersonId, RequestId } from './ids.ts';
import type { Lock } from './lock.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { overlaps, plusMinutes, type Instant, type Span } from './time.ts';

/** What is in the way of a deployment at a time, with what whoever asks needs to know about it. */
export type Obstacle =
  /** The service or the environment is no longer in the policy. */
  | { readonly code: 'not-in-policy'; readonly service: string; readonly environment: string }
  | {
      readonly code: 'frozen';
      readonly freeze: FreezeId;
      readonly reason: string;
      readonly by: PersonId | undefined;
      readonly until: Instant;
    }
  | { readonly code: 'locked'; readonly lock: Lock }
  | { readonly code: 'window-taken'; readonly by: RequestId; readonly until: Instant }
  /** Nobody has told that this version ran well in the environment before, where policy wants it told. */
  | { readonly code: 'not-proven'; readonly version: string; readonly before: EnvironmentId }
  | { readonly code: 'checkpoints-closed'; readonly checkpoints: readonly CheckpointId[] };

/** What is known about a target: read fresh for every decision. */
export interface Holds {
  readonly freezes: readonly Freeze[];
  readonly locks: readonly Lock[];
  /** Live requests for the target. */
  readonly others: readonly { readonly id: RequestId; readonly window: Span }[];
  /** Checkpoints of the service that are closed, and that policy wants open before a start there. */
  readonly closed: readonly CheckpointId[];
  /** Where policy wants it reported: what ran well in the environment before. */
  readonly proven?: Proven;
}

/** Versions that ran well in an environment, as far as requests and pipelines have told. */
export interface Proven {
  readonly before: EnvironmentId;
  readonly versions: readonly string[];
}

/** Who asks, for where and when; `overridden` are freezes that somebody entitled has set aside for this request. */
export interface Asking extends Target {
  readonly id: RequestId | undefined;
  readonly span: Span;
  readonly overridden: readonly FreezeId[];
  /** Undefined for who only asks when. */
  readonly version?: string;
}

export const askingOf = ({ id, plan, freezes }: Pick<DeployRequest, 'id' | 'plan' | 'freezes'>, span: Span): Asking => ({
  id,
  service: plan.service,
  environment: plan.environment,
  version: plan.version,
  span,
  overridden: freezes.filter(({ override }) => override !== undefined).map(({ freeze }) => freeze.id),
});

/** The time that a deployment takes if it starts now. */
const spanFrom = (now: Instant, { plan }: Pick<DeployRequest, 'plan'>): Span => ({
  start: now,
  end: plusMinutes(now, plan.duration),
});

/** Nothing stands on the target: what those get who have not asked. */
export const NO_HOLDS = { freezes: [], locks: [], others: [], closed: [] } as const satisfies Holds;

/** What is in the way of starting now. Another request's window is not: it is the lock of a start that keeps others out. */
export const obstaclesToStart = (request: DeployRequest, holds: Holds, policy: Policy, now: Instant): readonly Obstacle[] =>
  obstaclesTo(askingOf(request, spanFrom(now, request)), { ...holds, others: [] }, policy, now);

/**
 * Everything in the way, most lasting first. A lock whose end is known is in the way of what begins before it; one whose
 * end is not known is in the way of what would begin now.
 */
export function obstaclesTo(asking: Asking, holds: Holds, policy: Policy, now: Instant): readonly Obstacle[] {
  const { service, environment, span, id, overridden, version } = asking;
  const known = policy.services.has(service) && policy.environments.has(environment);
  const frozen = freezesOn(holds.freezes, asking, span).filter((freeze) => !overridden.includes(freeze.id));
  const locked = holds.locks.filter((lock) => keepsOut(lock, asking, now));
  const taken = holds.others.filter((other) => other.id !== id && overlaps(other.window, span));
  return [
    ...(known ? [] : [{ code: 'not-in-policy', service, environment } as const]),
    ...frozen.map(({ id: freeze, reason, by, span: { end } }) => ({ code: 'frozen', freeze, reason, by, until: end }) as const),
    ...locked.map((lock) => ({ code: 'locked', lock }) as const),
    ...taken.map(({ id: by, window }) => ({ code: 'window-taken', by, until: window.end }) as const),
    ...unproven(version, holds),
    ...(holds.closed.length === 0 ? [] : [{ code: 'checkpoints-closed', checkpoints: holds.closed } as const]),
  ];
}

const unproven = (version: string | undefined, { proven }: Pick<Holds, 'proven'>): readonly Obstacle[] =>
  version === undefined || proven === undefined || proven.versions.includes(version)
    ? []
    : [{ code: 'not-proven', version, before: proven.before }];

/** Times in which nothing may start for whoever asks: freezes not set aside, and locks until they end. */
export function busySpans(
  asking: Omit<Asking, 'span'>,
  holds: Pick<Holds, 'freezes' | 'locks'>,
  now: Instant,
): readonly { readonly window: Span }[] {
  const frozen = holds.freezes.filter((freeze) => inScope(freeze, asking) && !asking.overridden.includes(freeze.id));
  const locked = holds.locks.flatMap((lock) =>
    lock.kind === 'taken' && (asking.id === undefined || lock.for !== asking.id) ? [{ start: now, end: lock.until }] : [],
  );
  return [...frozen.map(({ span }) => span), ...locked].map((window) => ({ window }));
}

function keepsOut(lock: Lock, { id, span }: Asking, now: Instant): boolean {
  switch (lock.kind) {
    case 'taken':
      return span.start < lock.until && (id === undefined || lock.for !== id);
    case 'running':
    case 'no-cause':
      return lock.request !== id && span.start <= now;
    case 'unreadable':
      return true;
  }
}
