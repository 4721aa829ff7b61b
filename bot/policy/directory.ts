import type { PersonId, RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { accept } from '../domain/result.ts';

/** Who holds which role, as the policy lists its members; a role that is an Entra group only has nobody here. */
export function policyDirectory({ roles }: Policy) {
  const holders: ReadonlyMap<RoleId, readonly PersonId[]> = new Map([...roles].map(([id, { members }]) => [id, members]));
  const rolesOf = (person: PersonId, among: readonly RoleId[]): ReadonlySet<RoleId> =>
    new Set(among.filter((role) => holders.get(role)?.includes(person) === true));
  return {
    rolesOf: (person: PersonId, among: readonly RoleId[]) => Promise.resolve(accept(rolesOf(person, among))),
    holders: () => Promise.resolve(holders),
  };
}
