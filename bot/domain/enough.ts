import { barredFrom } from './duties.ts';
import type { PersonId, RoleId } from './ids.ts';
import { match } from './matching.ts';
import type { DeployRequest } from './request.ts';
import type { Requirement } from './requirements.ts';

/** People who could still approve, each with the asked roles as which they could. */
export type Left = ReadonlyMap<PersonId, ReadonlySet<RoleId>>;

/** Everybody who holds an asked role, may answer and has not; where one person fills several roles, those not yet given. */
export function leftFor(request: DeployRequest, holders: ReadonlyMap<RoleId, readonly PersonId[]>): Left {
  const barred = barredFrom(request);
  const left = new Map<PersonId, Set<RoleId>>();
  for (const role of askedIn(request)) {
    for (const person of holders.get(role) ?? []) {
      if (!barred.has(person) && !isSpent(request, person, role)) left.set(person, (left.get(person) ?? new Set()).add(role));
    }
  }
  return left;
}

/** The requirements that stay open even if everybody who is left approves, as whatever brings the request furthest. */
export function openAtBest(
  { requirements, votes, personFills }: Pick<DeployRequest, 'requirements' | 'votes' | 'personFills'>,
  left: Left,
): readonly Requirement[] {
  const given = votes.filter(({ choice }) => choice === 'approve').map(({ as }) => [as]);
  const could = [...left.values()].flatMap((roles) => (personFills === 'one-role' ? [[...roles]] : [...roles].map(one)));
  const seats = match(
    requirements.length,
    [...given, ...could].map((roles) =>
      requirements.flatMap(({ anyOf }, seat) => (roles.some((role) => anyOf.includes(role)) ? [seat] : [])),
    ),
  );
  return requirements.filter((_, seat) => seats[seat] === undefined);
}

/** Somebody who could answer as several roles. */
export interface Choosing {
  readonly by: PersonId;
  /** Confirmed for this answer; those of `holders` count besides. */
  readonly held: ReadonlySet<RoleId>;
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
  /** Who could not answer any more, for the roles that they would answer for somebody else. */
  readonly instead?: ReadonlyMap<RoleId, PersonId>;
}

/**
 * The asked roles, now and later, as which this person can answer so that those who are left can fill the rest as well
 * as it can be filled: whoever alone is Tech Lead is not used up as one of two CTOs. All, where it makes no difference, or
 * where each would use somebody up.
 */
export function rolesThatLeaveEnough(request: DeployRequest, { by, held, holders, instead }: Choosing): readonly RoleId[] {
  const options = askedIn(request).filter((role) => held.has(role) || (holders.get(role)?.includes(by) ?? false));
  if (request.personFills !== 'one-role' || options.some((role) => isSpent(request, by, role))) return options;

  const left = leftFor(request, holders);
  const openAfter = (as: RoleId): number => {
    const others = [...left].filter(([person]) => person !== instead?.get(as));
    return openAtBest(request, new Map([...others, [by, new Set([as])]])).length;
  };
  const open = new Map(options.map((as) => [as, openAfter(as)]));
  const best = Math.min(openAtBest(request, left).length, ...open.values());
  const enough = options.filter((as) => open.get(as) === best);
  return enough.length === 0 ? options : enough;
}

const one = (role: RoleId): readonly RoleId[] => [role];

const askedIn = ({ requirements }: Pick<DeployRequest, 'requirements'>): readonly RoleId[] => [
  ...new Set(requirements.flatMap(({ anyOf }) => anyOf)),
];

/** Whether they have answered, or somebody has on their behalf, so that they cannot answer as this role. */
const isSpent = ({ votes, personFills }: DeployRequest, person: PersonId, role: RoleId): boolean =>
  votes.some(
    ({ by, as, standIn }) =>
      (by === person || (standIn?.kind === 'delegate' && standIn.of === person)) && (personFills === 'one-role' || as === role),
  );
