import { FIELDS, listOf, type Answers } from '../domain/fields.ts';
import { parsePersonId, type PersonId } from '../domain/ids.ts';
import type { PeopleReader, Person } from './ports.ts';
import type { Roster } from './roster.ts';

/** Learns who of these people are that nobody has met yet. Never rejects; who is not found stays unknown. */
export type MeetChosen = (chosen: readonly PersonId[]) => Promise<void>;

export interface MeetChosenPorts {
  readonly roster: Pick<Roster, 'names' | 'meet'>;
  /** Undefined where the organisation cannot be asked: then only those whom the bot has met can be chosen. */
  readonly people: PeopleReader | undefined;
}

/** More strangers than a form has pickers for are not looked up. */
const MOST_STRANGERS = 20;

export function createMeetChosen({ roster, people }: MeetChosenPorts): MeetChosen {
  return async (chosen) => {
    if (people === undefined || chosen.length === 0) return;
    const names = await roster.names();
    const strangers = [...new Set(chosen)].filter((id) => !names.has(id));
    const found = await Promise.all(strangers.slice(0, MOST_STRANGERS).map((id) => people.find(id)));
    await roster.meet(found.filter((person): person is Person => person !== undefined));
  };
}

/** Whom the answers of a form name. */
export const peopleIn = (answers: Answers): readonly PersonId[] =>
  FIELDS.filter(({ kind }) => kind === 'person' || kind === 'people')
    .flatMap(({ id }) => listOf(answers[id]))
    .flatMap((typed) => parsePersonId(typed) ?? []);
