import type { PersonId } from '../domain/ids.ts';
import type { ManagerFound, Managers } from '../domain/levels.ts';
import type { Clock, Log, ManagerReader } from './ports.ts';
import type { Roster } from './roster.ts';

/** The managers of these people, of the first twenty; whoever is left out was not asked about. Never rejects. */
export type FindManagers = (people: readonly PersonId[]) => Promise<Managers>;

export interface FindManagersPorts {
  /** Undefined where nobody can say: every manager is unknown then. */
  readonly reader: ManagerReader | undefined;
  readonly roster: Pick<Roster, 'meet'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** As many as Teams takes mentions in a message. */
const MOST_PEOPLE = 20;
const FRESH_MS = 60 * 60_000;
const AFTER_FAILURE_MS = 60_000;

/** Keeps each answer for an hour, and asks again a minute after a silence. */
export function createFindManagers({ reader, roster, clock, log }: FindManagersPorts): FindManagers {
  const kept = new Map<PersonId, { readonly found: ManagerFound; readonly until: number }>();
  const now = () => Date.parse(clock.now());

  const ask = async (person: PersonId): Promise<ManagerFound> => {
    const manager = await reader?.managerOf(person);
    if (manager === undefined) return { kind: reader === undefined ? 'unknown' : 'none' };
    await roster.meet([manager]);
    return { kind: 'found', person: manager.id };
  };
  const find = async (person: PersonId): Promise<ManagerFound> => {
    const last = kept.get(person);
    if (last !== undefined && now() < last.until) return last.found;
    try {
      const found = await ask(person);
      kept.set(person, { found, until: now() + FRESH_MS });
      return found;
    } catch (error) {
      log.warn({ err: error }, 'the manager of a person could not be read');
      const found = { kind: 'unknown' } as const;
      kept.set(person, { found, until: now() + AFTER_FAILURE_MS });
      return found;
    }
  };
  return async (people) =>
    new Map(await Promise.all(people.slice(0, MOST_PEOPLE).map(async (person) => [person, await find(person)] as const)));
}
