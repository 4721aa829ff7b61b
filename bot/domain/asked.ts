import { covers, isInForce, type Delegation, type StandIn } from './delegation.ts';
import { barredFrom } from './duties.ts';
import type { Holders } from './explanation.ts';
import type { PersonId, RoleId, ServiceId } from './ids.ts';
import { wantedNow } from './phases.ts';
import type { Policy, RoleChoice } from './policy.ts';
import type { DeployRequest } from './request.ts';
import type { Instant } from './time.ts';

/** Who is not there, and who answers in their place. */
export interface Absence {
  /** Those that are not over and not revoked, of everybody. */
  readonly delegations: readonly Delegation[];
  /** Whom Entra says to be out of office. */
  readonly away: ReadonlySet<PersonId>;
}

/** What has to be known to say who is asked. */
export interface AskedFacts {
  readonly policy: Pick<Policy, 'roles'>;
  readonly holders: Holders;
  readonly absence: Absence;
}

/** Somebody who is asked for a role: as its holder, or in the place of one. */
export interface Asked {
  readonly person: PersonId;
  readonly standIn: StandIn | undefined;
  /** Out of office, or somebody answers in their place: they may answer still. */
  readonly isAbsent: boolean;
}

/** What somebody is asked about. */
type About = Pick<DeployRequest, 'requester'> & { readonly plan: Pick<DeployRequest['plan'], 'authors' | 'service'> };

/**
 * Whom a choice of roles is asked of, each once: holders who are there, then who stands in, then holders who are absent.
 * Nobody with a duty against it is asked, nor anybody in the place of such a person.
 */
export const askedFor = (anyOf: RoleChoice, about: About, facts: AskedFacts, now: Instant): readonly Asked[] =>
  askedOf(anyOf, { service: about.plan.service, barred: barredFrom(about) }, facts, now);

/** For what somebody is asked: a service, or what concerns all of them, with those who have a duty against it. */
interface Where {
  readonly service: ServiceId | undefined;
  readonly barred: ReadonlySet<PersonId>;
}

/** Whom a choice of roles is asked of, each once: holders who are there, who stands in, then holders who are absent. */
export function askedOf(anyOf: RoleChoice, where: Where, facts: AskedFacts, now: Instant): readonly Asked[] {
  const { barred } = where;
  const found = anyOf.flatMap((role) => askedForRole(role, where, facts, now));
  const inOrder = [
    ...found.filter(({ standIn, isAbsent }) => standIn === undefined && !isAbsent),
    ...found.filter(({ standIn }) => standIn !== undefined),
    ...found,
  ];
  return inOrder.filter(({ person }, n) => inOrder.findIndex((one) => one.person === person) === n && !barred.has(person));
}

function askedForRole(
  role: RoleId,
  { service, barred }: Where,
  { policy, holders, absence }: AskedFacts,
  now: Instant,
): readonly Asked[] {
  const own = (holders.get(role) ?? []).filter((person) => !barred.has(person));
  const passedOn = absence.delegations.filter(
    (one) => isInForce(one, now) && covers(one, role, service) && own.includes(one.giver),
  );
  const delegates = passedOn.map(({ giver, taker }): Asked => ({
    person: taker,
    standIn: { kind: 'delegate', of: giver },
    isAbsent: false,
  }));
  const givers = new Set(passedOn.map(({ giver }) => giver));
  const deputies = areAllAway(own, absence.away) ? deputiesOf(role, { policy, holders, absence }) : [];
  return [
    ...own.map((person) => ({ person, standIn: undefined, isAbsent: absence.away.has(person) || givers.has(person) })),
    ...[...delegates, ...deputies].filter(({ person }) => !own.includes(person)),
  ];
}

/** Whether a role has somebody, and nobody of them is there: then its deputies may answer. */
export const areAllAway = (holders: readonly PersonId[], away: ReadonlySet<PersonId>): boolean =>
  holders.length > 0 && holders.every((person) => away.has(person));

/** Holders of the deputies' roles who are there themselves; the deputies of deputies are asked nothing. */
const deputiesOf = (role: RoleId, { policy, holders, absence }: AskedFacts): readonly Asked[] =>
  (policy.roles.get(role)?.deputies ?? []).flatMap((through) =>
    (holders.get(through) ?? [])
      .filter((person) => !absence.away.has(person))
      .map((person): Asked => ({ person, standIn: { kind: 'deputy', through }, isAbsent: false })),
  );

/** The roles with whoever can answer for them now: stand-ins too, and holders who are absent where nobody else is left. */
export const holdersWithStandIns = (about: About, facts: AskedFacts, now: Instant): Holders =>
  new Map(
    [...facts.holders].map(([role, own]) => {
      const barred = barredFrom(about);
      const asked = askedFor([role], about, facts, now);
      const there = asked.filter(({ isAbsent }) => !isAbsent);
      const people = (there.length > 0 ? there : asked).map(({ person }) => person);
      return [role, [...own.filter((person) => barred.has(person)), ...people]];
    }),
  );

/** The roles that somebody is asked for in the place of others. */
export const standsInFor = (person: PersonId, roles: readonly RoleId[], about: About, facts: AskedFacts, now: Instant) =>
  roles.filter((role) => askedFor([role], about, facts, now).some((one) => one.person === person && one.standIn !== undefined));

/** The roles as which an answer of this person is wanted now, whatever they have said before. */
export const rolesAskedOf = (person: PersonId, request: DeployRequest, facts: AskedFacts, now: Instant): readonly RoleId[] =>
  [...new Set(wantedNow(request).flatMap(({ roles }) => [...roles]))].filter((role) =>
    askedFor([role], request, facts, now).some((one) => one.person === person),
  );
