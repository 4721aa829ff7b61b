import { holdersWithStandIns } from '../domain/asked.ts';
import { missingPeople } from '../domain/chasing.ts';
import type { Policy } from '../domain/policy.ts';
import { aloneWishes, type Wish } from '../domain/posts.ts';
import type { DeployRequest } from '../domain/request.ts';
import { nextWork } from '../domain/work-hours.ts';
import type { Clock, Directory, Posts, Requests } from './ports.ts';
import type { StandIns } from './stand-ins.ts';

/** The cards for those who are asked in their own chats, when it has become the turn of a phase. */
export type AskAlone = (before: DeployRequest | undefined, after: DeployRequest) => Promise<readonly Wish[]>;

export interface AskAlonePorts {
  readonly directory: Pick<Directory, 'holders'>;
  readonly standIns: Pick<StandIns, 'absence'>;
  readonly policy: Policy;
  readonly clock: Clock;
}

export function createAskAlone(ports: AskAlonePorts): AskAlone {
  return async (before, after) => {
    const isNews = after.opened.length > (before?.opened.length ?? 0);
    return ports.policy.asking.alone && isNews ? (await whoCanAnswer(ports))(after) : [];
  };
}

export interface AskNewcomersPorts extends AskAlonePorts {
  readonly requests: Pick<Requests, 'list'>;
  readonly posts: Pick<Posts, 'wish'>;
}

/** More than an organisation has under way. */
const MOST = 500;

/**
 * Asks those who have come to be able to answer since the turn of their phase began, in working hours: deputies of
 * somebody who is away by now, those to whom an approval was delegated, new holders of a role. Whoever was asked is not
 * asked again.
 */
export function createAskNewcomers(ports: AskNewcomersPorts): () => Promise<void> {
  const { requests, posts, policy, clock } = ports;
  return async () => {
    const now = clock.now();
    if (!policy.asking.alone || nextWork(now, policy.work) !== now) return;
    const pending = await requests.list({ states: ['pending'], most: MOST });
    if (pending.length === 0) return;
    const cardsFor = await whoCanAnswer(ports);
    for (const request of pending) {
      const wishes = cardsFor(request);
      if (wishes.length > 0) await posts.wish({ kind: 'request', id: request.id }, wishes, now);
    }
  };
}

async function whoCanAnswer({ directory, standIns, policy, clock }: AskAlonePorts) {
  const [holders, absence] = await Promise.all([directory.holders(), standIns.absence()]);
  const facts = { policy, holders, absence };
  return (request: DeployRequest): readonly Wish[] =>
    aloneWishes(request, missingPeople(request, holdersWithStandIns(request, facts, clock.now())));
}
