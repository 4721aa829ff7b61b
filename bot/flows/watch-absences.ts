import type { PersonId } from '../domain/ids.ts';
import type { AbsenceReader, Clock, Directory, Log } from './ports.ts';

export interface AbsencesPorts {
  readonly reader: AbsenceReader;
  readonly directory: Pick<Directory, 'holders'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** Who is out of office, kept at hand as long as somebody goes on refreshing it. */
export interface Absences {
  readonly away: () => ReadonlySet<PersonId>;
  /** Asks anew when the last answer is too old. Without an answer everybody is there. */
  readonly refresh: () => Promise<void>;
  /** Milliseconds until it is to be asked again. */
  readonly dueIn: () => number;
}

const FRESH_MS = 5 * 60_000;
const AFTER_FAILURE_MS = 60_000;
const NOBODY: ReadonlySet<PersonId> = new Set();

/** Asks about everybody who holds a role: those are asked for approvals, and deputies answer for them. */
export function createAbsences({ reader, directory, clock, log }: AbsencesPorts): Absences {
  const now = () => Date.parse(clock.now());
  let away = NOBODY;
  let due = 0;
  let unanswered = 0;
  return {
    // An answer that nobody has renewed says nothing any more.
    away: () => (now() < due + FRESH_MS ? away : NOBODY),
    dueIn: () => Math.max(0, due - now()),
    refresh: async () => {
      if (now() < due) return;
      const people = [...new Set([...(await directory.holders()).values()].flat())];
      try {
        away = people.length === 0 ? NOBODY : await reader.away(people);
        due = now() + FRESH_MS;
        unanswered = 0;
      } catch (error) {
        away = NOBODY;
        due = now() + AFTER_FAILURE_MS;
        unanswered += 1;
        log.warn({ people: people.length, unanswered, err: error }, 'who is out of office could not be read');
      }
    },
  };
}
