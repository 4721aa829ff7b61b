import type { RoleId } from '../../domain/ids.ts';
import { climb, escalationRoles, passedBefore, type Climbed } from '../../domain/levels.ts';
import type { Context } from '../context.ts';
import { roleTitle } from '../pieces.ts';

/** Says under an escalation of alerts which levels nobody was behind. */
export function passedLines(level: number, climbed: Climbed, context: Context): readonly string[] {
  const { join, owed } = context.words;
  const roles = escalationRoles(context.policy);
  const empty = passedBefore(level, climbed);
  if (empty.length === 0) return [];
  const titles = join.and(empty.flatMap((n) => roles[n - 1] ?? []).map((role) => roleTitle(role, context)));
  return [empty.includes(level) ? owed.pathEnds(titles) : owed.passedOver(titles)];
}

/** The role that is told next; undefined after the last level. */
export function nextTold(climbed: Climbed, { policy, holders }: Context): RoleId | undefined {
  const roles = escalationRoles(policy);
  return climbed.escalated < roles.length ? roles[climb(climbed, roles, holders).escalated - 1] : undefined;
}
