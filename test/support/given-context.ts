import type { CardMessage, Context } from '../../bot/cards/context.ts';
import { en } from '../../bot/cards/words/en.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { later, NAMES, NOBODY_ABSENT, policyLike, WINDOW_START } from './given.ts';

/** For whom the sample cards are drawn: Madrid, in English, twelve minutes into the sample rollout. */
export function contextLike(changes: Partial<Context> = {}): Context {
  const policy = policyLike();
  return {
    words: en,
    zone: 'Europe/Madrid',
    locale: 'en-GB',
    policy,
    names: NAMES,
    holders: new Map([...policy.roles].map(([id, { members }]) => [id, members])),
    absence: NOBODY_ABSENT,
    accounts: new Map(),
    now: later(12, WINDOW_START),
    clockIn: (zone) => createCalendar({ zone: zone ?? policy.time.zone }),
    client: 'teams',
    linkTo: (id) => `https://signoff.contoso.example/requests/${id}`,
    ...changes,
  };
}

/** Cards by name; what is not drawn is left out. */
export type Samples = Generator<readonly [name: string, card: CardMessage | undefined], void, void>;
