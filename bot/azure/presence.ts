import { parsePersonId, type PersonId } from '../domain/ids.ts';
import { jsonOf } from '../domain/json.ts';
import type { AbsenceReader } from '../flows/ports.ts';
import { createCredential, type AzureIdentity } from './credential.ts';
import { connectGraph, type AskGraph } from './graph.ts';

/** Graph tells the presence of at most 650 people at once ("cloudCommunications: getPresencesByUserId"). */
const MOST_PEOPLE = 650;

/** Who is out of office, as this identity may read it: it needs the application permission Presence.Read.All. */
export const entraAbsence = (identity: AzureIdentity): AbsenceReader =>
  createAbsenceReader(connectGraph({ credential: createCredential(identity), fetch }));

/** Asks Teams' presence; a person of whom nothing is said is there. */
export function createAbsenceReader(askGraph: AskGraph): AbsenceReader {
  return {
    away: async (people) => {
      const lots = Array.from({ length: Math.ceil(people.length / MOST_PEOPLE) }, (_, n) =>
        people.slice(n * MOST_PEOPLE, (n + 1) * MOST_PEOPLE),
      );
      const answers = await Promise.all(lots.map((ids) => ask(ids, askGraph)));
      return new Set(answers.flat());
    },
  };
}

async function ask(ids: readonly PersonId[], askGraph: AskGraph): Promise<readonly PersonId[]> {
  const path = '/communications/getPresencesByUserId';
  const value = jsonOf(await askGraph(path, (request) => request.post({ ids }) as Promise<unknown>)).get('value');
  if (!Array.isArray(value)) throw new Error('Graph answered with something that is not a list');
  return value.flatMap((presence: unknown) => {
    const json = jsonOf(presence);
    const isAway = jsonOf(json.get('outofofficesettings')).get('isoutofoffice') === true;
    const id = parsePersonId(json.get('id'));
    return isAway && id !== undefined && ids.includes(id) ? [id] : [];
  });
}
