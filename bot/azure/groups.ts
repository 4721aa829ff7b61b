import { parseEntraGroupId, parsePersonId, type EntraGroupId } from '../domain/ids.ts';
import { jsonOf, textAt } from '../domain/json.ts';
import type { GroupReader, Person } from '../flows/ports.ts';
import { createCredential, type AzureIdentity } from './credential.ts';
import { connectGraph, type AskGraph } from './graph.ts';

/** Graph gives at most 999 members a page, and answers for at most 20 groups at once. */
const PAGE = 999;
const MOST_GROUPS = 20;
/** A group of more people than this is no role; reading it is given up. */
const MOST_PAGES = 20;

/**
 * Entra groups as this identity may read them: it needs the application permissions GroupMember.Read.All and
 * User.ReadBasic.All.
 */
export const entraGroups = (identity: AzureIdentity): GroupReader =>
  createGroupReader(connectGraph({ credential: createCredential(identity), fetch }));

/** Entra groups over Microsoft Graph, groups within groups included. */
export function createGroupReader(askGraph: AskGraph): GroupReader {
  return {
    // The people only: Graph's own filter for them reads an index that may be behind.
    membersOf: async (group) => (await allMembers(group, askGraph)).flatMap(personIn),

    memberGroups: async (person, groups) => {
      const answers = await Promise.all(
        inLots(groups).map(async (groupIds) => {
          const path = `/users/${person}/checkMemberGroups`;
          return valueOf(await askGraph(path, (request) => request.post({ groupIds }) as Promise<unknown>));
        }),
      );
      return new Set(answers.flat().flatMap((id) => parseEntraGroupId(id) ?? []));
    },
  };
}

async function allMembers(group: EntraGroupId, askGraph: AskGraph): Promise<readonly unknown[]> {
  const members: unknown[] = [];
  let next: string | undefined =
    `/groups/${group}/transitiveMembers?$select=id,displayName,accountEnabled&$top=${String(PAGE)}`;
  for (let page = 0; next !== undefined; page += 1) {
    if (page === MOST_PAGES) throw new Error('the group has too many members for a role');
    const answer = await askGraph(next, (request) => request.get() as Promise<unknown>);
    members.push(...valueOf(answer));
    next = nextOf(answer);
  }
  return members;
}

/** Guests are people like others. Whether an account is blocked is told only to an identity that may read whole profiles. */
function personIn(member: unknown): readonly Person[] {
  const json = jsonOf(member);
  const id = parsePersonId(json.get('id'));
  const isPerson = json.get('@odata.type') === '#microsoft.graph.user' && json.get('accountenabled') !== false;
  return id === undefined || !isPerson ? [] : [{ id, name: textAt(json, 'displayName') }];
}

function valueOf(answer: unknown): readonly unknown[] {
  const value = jsonOf(answer).get('value');
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new Error('Graph answered with something that is not a list');
}

function nextOf(answer: unknown): string | undefined {
  const next = jsonOf(answer).get('@odata.nextlink');
  return typeof next === 'string' ? next : undefined;
}

const inLots = (groups: readonly EntraGroupId[]): readonly (readonly EntraGroupId[])[] =>
  Array.from({ length: Math.ceil(groups.length / MOST_GROUPS) }, (_, n) =>
    groups.slice(n * MOST_GROUPS, (n + 1) * MOST_GROUPS),
  );
