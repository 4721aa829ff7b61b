import { holdersWithStandIns } from '../domain/asked.ts';
import { missingPeople } from '../domain/chasing.ts';
import type { Policy } from '../domain/policy.ts';
import { aloneWishes, type Wish } from '../domain/posts.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Clock, Directory } from './ports.ts';
import type { StandIns } from './stand-ins.ts';

/** The cards for those who are asked in their own chats, when it has become the turn of a phase. */
export type AskAlone = (before: DeployRequest | undefined, after: DeployRequest) => Promise<readonly Wish[]>;

export interface AskAlonePorts {
  readonly directory: Pick<Directory, 'holders'>;
  readonly standIns: Pick<StandIns, 'absence'>;
  readonly policy: Policy;
  readonly clock: Clock;
}

/** Asks whoever can answer at that moment: somebody who comes to hold the role later finds it in the channel. */
export function createAskAlone({ directory, standIns, policy, clock }: AskAlonePorts): AskAlone {
  return async (before, after) => {
    const isNews = after.opened.length > (before?.opened.length ?? 0);
    if (!policy.asking.alone || !isNews) return [];
    const [holders, absence] = await Promise.all([directory.holders(), standIns.absence()]);
    const facts = { policy, holders, absence };
    return aloneWishes(after, missingPeople(after, holdersWithStandIns(after, facts, clock.now())));
  };
}
