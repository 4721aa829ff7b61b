import { askedOf, type Asked, type AskedFacts } from './asked.ts';
import type { RoleId, ServiceId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { Instant } from './time.ts';

/** A role that is on call, with whoever holds it now. */
export interface OnCallLine {
  readonly role: RoleId;
  readonly people: readonly Asked[];
}

/** Who is on call for a service, or for all of them: policy's roles, or those that the service has instead. */
export function onCallFor(
  service: ServiceId | undefined,
  facts: AskedFacts & { readonly policy: Pick<Policy, 'roles' | 'services' | 'onCall'> },
  now: Instant,
): readonly OnCallLine[] {
  const own = service === undefined ? undefined : facts.policy.services.get(service)?.onCall;
  return (own ?? facts.policy.onCall).map((role) => ({
    role,
    people: askedOf([role], { service, barred: new Set() }, facts, now),
  }));
}
