import { FIELDS, listOf, type Answers } from '../domain/fields.ts';
import { parsePersonId, type PersonId } from '../domain/ids.ts';
import type { PeopleReader, Person } from './ports.ts';
import type { Roster } from './roster.ts';

/** Learns who the people are that answers name and nobody has met yet. Never rejects; who is not found stays unknown. */
export type MeetChosen = (answers: Answers) => Promise<void>;

export interface MeetChosenPorts {
  readonly roster: Pick<Roster, 'names' | 'meet'>;
  /** Undefined where the organisation cannot be asked: then only those whom the bot has met can be chosen. */
  readonly people: PeopleReader | undefined;
}

/** More strangers than a form has pickers for are not looked up. */
const MOST_STRANGERS = 20;

export function createMeetChosen({ roster, people }: MeetChosenPorts): MeetChosen {
  return async (answers) => {
    if (people === undefined) return;
    const strangers = await strangersIn(answers, roster);
    const found = await Promise.all(strangers.slice(0, MOST_STRANGERS).map((id) => people.find(id)));
    await roster.meet(found.filter((person): person is Person => person !== undefined));
  };
}

async function strangersIn(answers: Answers, roster: Pick<Roster, 'names'>): Promise<readonly PersonId[]> {
  const chosen = FIELDS.filter(({ kind }) => kind === 'person' || kind === 'people').flatMap(({ id }) => listOf(answers[id]));
  const ids = [...new Set(chosen.flatMap((typed) => parsePersonId(typed) ?? []))];
  if (ids.length === 0) return [];
  const names = await roster.names();
  return ids.filter((id) => !names.has(id));
}
