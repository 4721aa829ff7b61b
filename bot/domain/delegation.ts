import type { DelegationId, PersonId, RoleId, ServiceId } from './ids.ts';
import type { PeopleRefusal } from './refusal.ts';
import { accept, refuse, type Result } from './result.ts';
import { minutesBetween, overlaps, type Instant, type Span } from './time.ts';

/** Somebody answers for somebody else for a while. It passes on what the giver holds in person, never what they were given. */
export interface Delegation {
  readonly id: DelegationId;
  readonly giver: PersonId;
  readonly taker: PersonId;
  readonly span: Span;
  /** None: every role that the giver holds. */
  readonly roles: readonly RoleId[];
  /** None: every service. */
  readonly services: readonly ServiceId[];
  readonly madeAt: Instant;
  readonly revokedAt: Instant | undefined;
}

export interface DelegationFacts {
  /** Those that are not over and not revoked, of everybody. */
  readonly known: readonly Delegation[];
  /** Roles that the giver holds now, of those that are to be passed on. */
  readonly rolesHeld: ReadonlySet<RoleId>;
}

/** Longer than any leave: an approval that somebody else gives for a year is a change of policy. */
const MOST_DAYS = 92;

/**
 * Whether this may be delegated: to somebody else, for a time that is not over, of roles that the giver holds. Whoever
 * is away then cannot be the taker, so that nothing goes from hand to hand and never in a circle.
 */
export function checkDelegation(
  asked: Omit<Delegation, 'madeAt' | 'revokedAt'>,
  { known, rolesHeld }: DelegationFacts,
  now: Instant,
): Result<Delegation, PeopleRefusal> {
  const { giver, taker, span, roles } = asked;
  if (giver === taker) return refuse({ code: 'delegate-self' });
  if (span.end <= now || span.end <= span.start) return refuse({ code: 'delegation-over' });
  if (minutesBetween(span.start, span.end) > MOST_DAYS * 24 * 60)
    return refuse({ code: 'delegation-too-long', days: MOST_DAYS });
  const [missing] = roles.filter((role) => !rolesHeld.has(role));
  if (missing !== undefined) return refuse({ code: 'role-not-yours', role: missing });
  if (rolesHeld.size === 0) return refuse({ code: 'nothing-to-delegate' });

  const meanwhile = known.filter((one) => overlaps(one.span, span));
  const away = meanwhile.find((one) => one.giver === taker);
  if (away !== undefined) return refuse({ code: 'taker-away', until: away.span.end });
  const twice = meanwhile.find((one) => one.giver === giver && one.taker === taker && isSameScope(one, asked));
  if (twice !== undefined) return refuse({ code: 'already-delegated', until: twice.span.end });
  return accept({ ...asked, madeAt: now, revokedAt: undefined });
}

const isSameScope = (a: Pick<Delegation, 'roles' | 'services'>, b: Pick<Delegation, 'roles' | 'services'>): boolean =>
  a.roles.toSorted().join() === b.roles.toSorted().join() && a.services.toSorted().join() === b.services.toSorted().join();

/** Holds at this moment. */
export const isInForce = ({ span, revokedAt }: Delegation, now: Instant): boolean =>
  revokedAt === undefined && span.start <= now && now < span.end;

/** Whether it passes on this role for this service; what concerns all of them, undefined, only by who passes on all of them. */
export const covers = ({ roles, services }: Delegation, role: RoleId, service: ServiceId | undefined): boolean =>
  (roles.length === 0 || roles.includes(role)) &&
  (services.length === 0 || (service !== undefined && services.includes(service)));

/** Why somebody may answer for a role that they do not hold. */
export type StandIn =
  | { readonly kind: 'delegate'; readonly of: PersonId }
  /** Policy's deputy, who holds `through`, while everybody who holds the role is out of office. */
  | { readonly kind: 'deputy'; readonly through: RoleId };

/** A role that somebody may answer for now, besides those they hold. */
export interface StandsIn {
  readonly role: RoleId;
  readonly standIn: StandIn;
}

/** On whose behalf this person may answer for these roles by delegation, whether or not the givers hold them still. */
export const delegatedTo = (
  taker: PersonId,
  { roles, service }: { readonly roles: readonly RoleId[]; readonly service: ServiceId },
  known: readonly Delegation[],
  now: Instant,
): readonly (StandsIn & { readonly standIn: { readonly kind: 'delegate' } })[] =>
  known
    .filter((one) => one.taker === taker && isInForce(one, now))
    .flatMap((one) =>
      roles
        .filter((role) => covers(one, role, service))
        .map((role) => ({ role, standIn: { kind: 'delegate', of: one.giver } }) as const),
    );
