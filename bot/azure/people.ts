import { parsePersonId } from '../domain/ids.ts';
import { jsonOf, textAt } from '../domain/json.ts';
import type { PeopleReader } from '../flows/ports.ts';
import { createCredential, type AzureIdentity } from './credential.ts';
import { connectGraph, type AskGraph } from './graph.ts';

/** People of the organisation as this identity may read them: it needs the application permission User.ReadBasic.All. */
export const entraPeople = (identity: AzureIdentity): PeopleReader =>
  createPeopleReader(connectGraph({ credential: createCredential(identity), fetch }));

/** Asks for one person at a time; nobody is found while Graph does not answer. */
export function createPeopleReader(askGraph: AskGraph): PeopleReader {
  return {
    find: async (person) => {
      try {
        const answer = jsonOf(
          await askGraph(`/users/${person}?$select=id,displayName`, (request) => request.get() as Promise<unknown>),
        );
        const id = parsePersonId(answer.get('id'));
        const name = textAt(answer, 'displayName', 120);
        return id === person && name !== '' ? { id, name } : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
