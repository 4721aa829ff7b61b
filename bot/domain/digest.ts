import { holdersWithStandIns, type AskedFacts } from './asked.ts';
import { missingPeople, promisedNow } from './chasing.ts';
import type { PersonId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import type { Instant } from './time.ts';

/** What a digest needs to know about the world. */
export interface DigestFacts extends Pick<AskedFacts, 'holders' | 'absence'> {
  readonly policy: Policy;
}

/** The requests that wait for each person's answer at this moment, what is due first first. An emergency waits for no list. */
export function waitingFor(
  requests: readonly DeployRequest[],
  facts: DigestFacts,
  now: Instant,
): ReadonlyMap<PersonId, readonly DeployRequest[]> {
  const dueOf = (request: DeployRequest) => promisedNow(request, facts.policy)?.due ?? request.plan.window.start;
  const asked = requests
    .filter(({ state, emergency }) => state === 'pending' && emergency === undefined)
    .toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)))
    .flatMap((request) =>
      missingPeople(request, holdersWithStandIns(request, facts, now)).map((person) => ({ person, request })),
    );
  return new Map(
    [...Map.groupBy(asked, ({ person }) => person)].map(([person, those]) => [person, those.map(({ request }) => request)]),
  );
}

/** Whom more waits for than policy lets reminders be about: they get one list a business day instead. */
export const digestReaders = (
  waiting: ReadonlyMap<PersonId, readonly DeployRequest[]>,
  { asking }: Pick<Policy, 'asking'>,
): readonly PersonId[] => [...waiting].filter(([, requests]) => requests.length > asking.digestAbove).map(([person]) => person);
