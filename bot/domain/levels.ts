import { levelOf, type Chase, type ChaseStep } from './chase.ts';
import type { Holders } from './explanation.ts';
import type { ChannelKey, PersonId, RoleId } from './ids.ts';
import type { Policy } from './policy.ts';

/** What Entra says of somebody's manager: `none` where nobody can be told, `unknown` where no answer came. */
export type ManagerFound =
  { readonly kind: 'found'; readonly person: PersonId } | { readonly kind: 'none' } | { readonly kind: 'unknown' };

export type Managers = ReadonlyMap<PersonId, ManagerFound>;

/** Who is behind a level of policy's escalation path at this moment: these people, or whoever manages those that are missing. */
export type LevelReached = { readonly channel: ChannelKey | undefined } & (
  { readonly people: readonly PersonId[] } | { readonly managers: Managers }
);

/** Somebody whose manager was not told, and why; `not-asked` where so many are missing that Entra was not asked of all. */
export interface Unmanaged {
  readonly of: PersonId;
  readonly because: 'none' | 'unknown' | 'not-asked';
}

type Told = Pick<Chase, 'people' | 'channel' | 'managersOf' | 'unmanaged'>;

/** The levels of policy that are roles: alerts climb these. */
export const escalationRoles = ({ escalation }: Pick<Policy, 'escalation'>): readonly RoleId[] =>
  escalation.flatMap((level) => ('role' in level ? [level.role] : []));

/** How far an escalation of alerts has come. */
export interface Climbed {
  /** The last level whose turn came; 0 before the first. */
  readonly escalated: number;
  /** Levels up to that one that nobody was behind; absent where there are none. Of these only policy's last is told. */
  readonly passed?: readonly number[];
}

/** One level further, and past every level that nobody holds, but for the last. A role that is not in `holders` may have some. */
export function climb({ escalated, passed = [] }: Climbed, roles: readonly RoleId[], holders: Holders): Climbed {
  const isHeld = (role: RoleId) => holders.get(role)?.length !== 0;
  const found = roles.findIndex((role, n) => n >= escalated && isHeld(role));
  const level = found < 0 ? roles.length : found + 1;
  const empty = roles.flatMap((role, n) => (n >= escalated && n < level && !isHeld(role) ? [n + 1] : []));
  return { escalated: level, ...(passed.length + empty.length === 0 ? {} : { passed: [...passed, ...empty] }) };
}

/** The levels that were told, from 1. */
export const toldLevels = ({ escalated, passed = [] }: Climbed): readonly number[] =>
  Array.from({ length: escalated }, (_, n) => n + 1).filter((level) => level === escalated || !passed.includes(level));

/** Levels that nobody was behind between a level that was told and the one told before, with itself where it reached nobody. */
export function passedBefore(level: number, climbed: Climbed): readonly number[] {
  const before = toldLevels(climbed).findLast((told) => told < level) ?? 0;
  return (climbed.passed ?? []).filter((empty) => empty > before && empty <= level);
}

/** Whether anybody's manager may have to be asked for. */
export const asksManagers = ({ escalation }: Pick<Policy, 'escalation'>): boolean =>
  escalation.some((level) => 'managerOf' in level);

/**
 * Whom a step tells: before the first level `reminded`, then whoever is behind the level, which may be the managers of
 * those `missing`. A level that reaches nobody gives its turn to the next one that does; the last one is told as it is.
 */
export function reached(
  step: ChaseStep,
  { reminded, missing }: { readonly reminded: readonly PersonId[]; readonly missing: readonly PersonId[] },
  levels: readonly LevelReached[],
): Pick<Chase, 'step'> & Told {
  const first = levelOf(step);
  if (first === 0) return { step, people: reminded, channel: undefined };
  const behind = levels.map((level) => toldAt(level, missing));
  const found = behind.findIndex((told, n) => n >= first - 1 && reachesSomebody(told));
  const level = found < 0 ? levels.length : found + 1;
  const unmanaged = behind.slice(first - 1, level).flatMap((told) => told.unmanaged ?? []);
  const { unmanaged: _own, ...told } = behind[level - 1] ?? { people: [], channel: undefined };
  return { step: `level-${level}`, ...told, ...(unmanaged.length === 0 ? {} : { unmanaged: eachOnce(unmanaged) }) };
}

/** Whether a step told anybody at all. */
export const reachesSomebody = ({ people, channel }: Pick<Chase, 'people' | 'channel'>): boolean =>
  people.length > 0 || channel !== undefined;

function toldAt(level: LevelReached, missing: readonly PersonId[]): Told {
  const { channel } = level;
  if ('people' in level) return { people: level.people, channel };
  const answers = missing.map((of) => ({ of, found: level.managers.get(of) }));
  const managed = answers.flatMap(({ of, found }) => (found?.kind === 'found' ? [{ of, manager: found.person }] : []));
  const unmanaged = answers.flatMap(({ of, found }) =>
    found?.kind === 'found' ? [] : [{ of, because: found?.kind ?? ('not-asked' as const) }],
  );
  return {
    people: [...new Set(managed.map(({ manager }) => manager))],
    channel,
    managersOf: managed.map(({ of }) => of),
    unmanaged,
  };
}

const eachOnce = (unmanaged: readonly Unmanaged[]): readonly Unmanaged[] => [
  ...new Map(unmanaged.map((one) => [one.of, one])).values(),
];
