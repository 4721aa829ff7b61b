import type { EntraGroupId, PersonId, RoleId } from '../domain/ids.ts';
import type { Policy, Role } from '../domain/policy.ts';
import { accept, refuse } from '../domain/result.ts';
import type { Clock, Directory, GroupReader, Holders, Log, Person } from './ports.ts';
import type { Roster } from './roster.ts';

export interface GroupDirectoryPorts {
  readonly policy: Policy;
  readonly groups: GroupReader;
  readonly roster: Pick<Roster, 'meet'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** A directory that keeps at hand who is in which group, as long as somebody goes on refreshing it. */
export interface GroupDirectory extends Directory {
  /** Reads the groups whose last reading is too old. A group that gives no answer keeps the members it had. */
  readonly refresh: () => Promise<void>;
  /** Milliseconds until the next group is due. */
  readonly dueIn: () => number;
}

const FRESH_MS = 5 * 60_000;
const AFTER_FAILURE_MS = 60_000;

/**
 * Roles filled by the people that policy lists and by Entra groups. Who a card asks comes from the last reading: a
 * group that was never read has nobody. What a person may do is asked of the groups each time, and no answer is no.
 */
export function createGroupDirectory({ policy, groups, roster, clock, log }: GroupDirectoryPorts): GroupDirectory {
  const roles = [...policy.roles.values()];
  const members = new Map<EntraGroupId, readonly PersonId[]>();
  const due = new Map(groupsOf(roles).map((group) => [group, 0]));
  let holders = holdersOf(roles, members);
  const now = () => Date.parse(clock.now());

  const read = async (group: EntraGroupId): Promise<readonly Person[]> => {
    const people = await groups.membersOf(group);
    members.set(
      group,
      people.map(({ id }) => id),
    );
    return people;
  };

  return {
    rolesOf: async (person, among) => {
      const asked = among.flatMap((role) => policy.roles.get(role) ?? []);
      const listed = asked.filter((role) => role.members.includes(person));
      const open = groupsOf(asked.filter((role) => !listed.includes(role)));
      if (open.length === 0) return accept(idsOf(listed));
      try {
        const inside = await groups.memberGroups(person, open);
        return accept(idsOf(asked.filter((role) => listed.includes(role) || isFilledBy(role, inside))));
      } catch (error) {
        log.warn({ err: error }, 'the groups of a person could not be read');
        return refuse({ code: 'directory-unreachable' });
      }
    },

    holders: () => Promise.resolve(holders),

    refresh: async () => {
      for (const [group, at] of due) {
        if (at > now()) continue;
        try {
          const people = await read(group);
          holders = holdersOf(roles, members);
          due.set(group, now() + FRESH_MS);
          await roster.meet(people);
        } catch (error) {
          log.warn({ group, err: error }, 'a group could not be read');
          due.set(group, now() + AFTER_FAILURE_MS);
        }
      }
    },

    dueIn: () => Math.max(0, Math.min(...due.values()) - now()),
  };
}

const groupsOf = (roles: readonly Role[]): readonly EntraGroupId[] => [...new Set(roles.flatMap(({ group }) => group ?? []))];

const idsOf = (roles: readonly Role[]): ReadonlySet<RoleId> => new Set(roles.map(({ id }) => id));

const isFilledBy = ({ group }: Role, inside: ReadonlySet<EntraGroupId>): boolean => group !== undefined && inside.has(group);

/** A role of which nobody is known is left out as long as its group has not been read: it may have somebody. */
const holdersOf = (roles: readonly Role[], read: ReadonlyMap<EntraGroupId, readonly PersonId[]>): Holders =>
  new Map(
    roles.flatMap(({ id, members, group }) => {
      const inGroup = group === undefined ? [] : read.get(group);
      if (inGroup === undefined && members.length === 0) return [];
      return [[id, [...new Set([...members, ...(inGroup ?? [])])]] as const];
    }),
  );
