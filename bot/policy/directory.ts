import type { PersonId, RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';

/** Who holds which role, as the policy lists its members. Each answer is the same until the policy is read again. */
export function policyDirectory({ roles }: Policy) {
  const holders: ReadonlyMap<RoleId, readonly PersonId[]> = new Map([...roles].map(([id, { members }]) => [id, members]));
  const rolesOf = (person: PersonId): ReadonlySet<RoleId> =>
    new Set([...roles.values()].filter(({ members }) => members.includes(person)).map(({ id }) => id));
  return {
    rolesOf: (person: PersonId) => Promise.resolve(rolesOf(person)),
    holders: () => Promise.resolve(holders),
  };
}
