import type { PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Coder, PullReading } from '../domain/pull-request.ts';
import type { PullRequests, StrangeCoder } from './ports.ts';
import type { Roster } from './roster.ts';

/** Reads the pull request that a link leads to; undefined for a link of another kind. Never rejects. */
export type ReadPull = (url: string) => Promise<PullReading | undefined>;

export interface ReadPullPorts {
  /** Undefined where no code host is configured. */
  readonly pulls: PullRequests | undefined;
  readonly roster: Pick<Roster, 'names'>;
  readonly policy: Pick<Policy, 'logins'>;
}

export function createReadPull({ pulls, roster, policy }: ReadPullPorts): ReadPull {
  return async (url) => {
    const reading = await pulls?.read(url);
    if (reading?.kind !== 'read') return reading;
    const identify = identifierOf(policy.logins, await roster.names());
    const { authors, approvers, objectors, ...pull } = reading.pull;
    return {
      kind: 'read',
      pull: {
        ...pull,
        authors: authors.map(identify),
        approvers: approvers.map(identify),
        objectors: objectors.map(identify),
      },
    };
  };
}

/** By the login that policy names, or by a full name that only one person here has. */
function identifierOf(logins: Policy['logins'], names: ReadonlyMap<PersonId, string>): (coder: StrangeCoder) => Coder {
  const byName = new Map<string, PersonId | undefined>();
  for (const [id, name] of names) byName.set(folded(name), byName.has(folded(name)) ? undefined : id);
  return ({ login, name }) => ({
    login,
    name,
    person: logins.get(folded(login)) ?? (/\S\s+\S/.test(name) ? byName.get(folded(name)) : undefined),
  });
}

const folded = (text: string): string => text.trim().toLowerCase();
