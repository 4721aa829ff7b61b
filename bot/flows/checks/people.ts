import type { Finding } from '../../domain/finding.ts';
import { asksManagers } from '../../domain/levels.ts';
import type { Policy, Role } from '../../domain/policy.ts';
import type { Check } from '../examine.ts';
import type { Directory, GroupReader, ManagerReader } from '../ports.ts';

/** Whether everyone whom policy may ask exists. Who fills a role through a group is the other check's business. */
export function checkRoles({ roles }: Pick<Policy, 'roles'>, directory: Pick<Directory, 'holders'>): Check {
  return async () => {
    const holders = await directory.holders();
    const listed = [...roles.values()].filter(({ group }) => group === undefined);
    const empty = listed.filter(({ id }) => (holders.get(id) ?? []).length === 0).map(({ id }) => id);
    const filled: Finding = { code: 'roles-filled', roles: listed.length - empty.length };
    return empty.length === 0 ? [filled] : [{ code: 'roles-empty', roles: empty }];
  };
}

/** Reads every Entra group that policy names, now. */
export function checkGroups({ roles }: Pick<Policy, 'roles'>, groups: GroupReader | undefined): Check {
  return async () => {
    const byGroup = [...roles.values()].filter(({ group }) => group !== undefined);
    if (byGroup.length === 0 || groups === undefined) return [{ code: 'groups-unused' }];
    const found = await Promise.all(byGroup.map((role) => readGroup(role, groups)));
    const wrong = found.flatMap((finding) => finding ?? []);
    return wrong.length === 0 ? [{ code: 'groups-read', groups: byGroup.length }] : wrong;
  };
}

/** Asks for the manager of one person who holds a role, where policy escalates to managers. */
export function checkManagers(
  policy: Pick<Policy, 'escalation'>,
  reader: ManagerReader | undefined,
  directory: Pick<Directory, 'holders'>,
): Check {
  return async () => {
    if (!asksManagers(policy)) return [{ code: 'managers-unused' }];
    if (reader === undefined) return [{ code: 'managers-unset' }];
    const [somebody] = [...(await directory.holders()).values()].flat();
    try {
      if (somebody !== undefined) await reader.managerOf(somebody);
      return [{ code: 'managers-read' }];
    } catch (error) {
      return [{ code: 'managers-unreadable', because: becauseOf(error) }];
    }
  };
}

const becauseOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 120) : 'no answer');

async function readGroup({ id, group, members }: Role, groups: GroupReader): Promise<Finding | undefined> {
  if (group === undefined) return undefined;
  try {
    const people = await groups.membersOf(group);
    return people.length + members.length === 0 ? { code: 'group-empty', role: id } : undefined;
  } catch (error) {
    return { code: 'group-unreadable', role: id, because: becauseOf(error) };
  }
}
