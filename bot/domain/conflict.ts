import type { EnvironmentId, PersonId, RequestId, ServiceId } from './ids.ts';
import type { Plan } from './plan.ts';
import { ON_CALL } from './policy.ts';
import { overlaps, type Span } from './time.ts';

/** Another deployment in the same window, and what both of them want. Its own target is no conflict but an obstacle. */
export interface Conflict {
  readonly with: RequestId;
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  readonly version: string;
  readonly window: Span;
  /** On call for both. */
  readonly people: readonly PersonId[];
}

/** A deployment, as far as it may get into another one's way. */
export interface Planned {
  readonly id: RequestId | undefined;
  readonly plan: Pick<Plan, 'service' | 'environment' | 'version' | 'window' | (typeof ON_CALL)[number]>;
}

/** Whatever else is planned for the same window, what shares people first, then what shares the service. */
export function conflictsOf({ id, plan }: Planned, others: readonly Planned[]): readonly Conflict[] {
  const found = others.flatMap((other): readonly Conflict[] => {
    const { service, environment, version, window } = other.plan;
    if (other.id === undefined || other.id === id || !overlaps(window, plan.window)) return [];
    return [{ with: other.id, service, environment, version, window, people: shared(plan, other.plan) }];
  });
  const weight = (one: Conflict) => (one.people.length > 0 ? 2 : 0) + (one.service === plan.service ? 1 : 0);
  return found.toSorted((a, b) => weight(b) - weight(a) || a.window.start.localeCompare(b.window.start));
}

function shared(a: Planned['plan'], b: Planned['plan']): readonly PersonId[] {
  const theirs = new Set(ON_CALL.map((duty) => b[duty]));
  return [...new Set(ON_CALL.map((duty) => a[duty]))].filter((person) => theirs.has(person));
}
