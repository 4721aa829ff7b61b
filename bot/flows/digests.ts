import { digestReaders, waitingFor } from '../domain/digest.ts';
import { digestId, type PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { ClockIn, Instant } from '../domain/time.ts';
import { nextWork } from '../domain/work-hours.ts';
import type { Bindings, Clock, Directory, Posts, Requests, Undelivered } from './ports.ts';
import type { StandIns } from './stand-ins.ts';

export interface DigestsPorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly directory: Pick<Directory, 'holders'>;
  readonly standIns: Pick<StandIns, 'absence'>;
  readonly bindings: Pick<Bindings, 'find'>;
  readonly posts: Pick<Posts, 'wish'> & Pick<Undelivered, 'digestsRefused'>;
  readonly policy: Policy;
  readonly clockIn: ClockIn;
  readonly clock: Clock;
}

/** One list a business day for whoever very much waits for, in place of a reminder for each. */
export interface Digests {
  /** What waits for somebody, what is due first first. */
  readonly of: (person: PersonId) => Promise<readonly DeployRequest[]>;
  /** Who reads digests now: only people who were reached alone the last time, since nothing else reminds them. */
  readonly readers: () => Promise<ReadonlySet<PersonId>>;
  /** Sees to today's digests, from the opening of work hours on. Asked again, and on two instances, it is the same digest. */
  readonly send: () => Promise<void>;
}

/** More than an organisation has under way. */
const MOST = 500;

export function createDigests(ports: DigestsPorts): Digests {
  const { requests, directory, standIns, bindings, posts, policy, clockIn, clock } = ports;
  const waiting = async () => {
    const [pending, holders, absence] = await Promise.all([
      requests.list({ states: ['pending'], most: MOST }),
      directory.holders(),
      standIns.absence(),
    ]);
    return waitingFor(pending, { policy, holders, absence }, clock.now());
  };
  const known = async (): Promise<ReadonlySet<PersonId>> => {
    const found = new Set<PersonId>();
    for (const person of digestReaders(await waiting(), policy)) {
      if ((await bindings.find(`person:${person}`)) !== undefined) found.add(person);
    }
    return found;
  };
  const today = (now: Instant) => clockIn(undefined).localOf(now).date;

  return {
    readers: async () => {
      const those = await known();
      const refused = those.size === 0 ? those : await posts.digestsRefused();
      return new Set([...those].filter((person) => !refused.has(person)));
    },
    of: async (person) => (await waiting()).get(person) ?? [],
    send: async () => {
      const now = clock.now();
      if (nextWork(now, policy.work) !== now) return;
      // Whoever refused the last one is asked again with the next.
      for (const person of await known()) {
        const subject = { kind: 'digest', id: digestId(person, today(now)) } as const;
        await posts.wish(subject, [{ view: 'digest', place: { kind: 'person', id: person } }], now);
      }
    },
  };
}
