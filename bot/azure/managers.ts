import { parsePersonId } from '../domain/ids.ts';
import { jsonOf, textAt } from '../domain/json.ts';
import type { ManagerReader, Person } from '../flows/ports.ts';
import { createCredential, type AzureIdentity } from './credential.ts';
import { connectGraph, isNotFound, type AskGraph } from './graph.ts';

/** Managers as this identity may read them: it needs the application permission User.Read.All. */
export const entraManagers = (identity: AzureIdentity): ManagerReader =>
  createManagerReader(connectGraph({ credential: createCredential(identity), fetch }));

/** Asks for one person at a time ("List manager"): 404 says that there is none, or no such person. */
export function createManagerReader(askGraph: AskGraph): ManagerReader {
  return {
    managerOf: async (person) => {
      try {
        const path = `/users/${person}/manager?$select=id,displayName,accountEnabled,userType`;
        return managerIn(await askGraph(path, (request) => request.get() as Promise<unknown>));
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
  };
}

/** A contact outside, a guest and a blocked account are nobody who could be told. */
function managerIn(answer: unknown): Person | undefined {
  const json = jsonOf(answer);
  const id = parsePersonId(json.get('id'));
  if (id === undefined) throw new Error('Graph answered with something that is not a person');
  const isPerson = json.get('@odata.type') === '#microsoft.graph.user';
  const isOfUs = json.get('accountenabled') !== false && json.get('usertype') !== 'Guest';
  return isPerson && isOfUs ? { id, name: textAt(json, 'displayName', 120) } : undefined;
}
