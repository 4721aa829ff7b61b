import type { Context } from '../cards/context.ts';
import { languageFor } from '../cards/words/language.ts';
import type { Person } from '../flows/ports.ts';
import type { ChatPorts } from './ports.ts';

/** By whose clock and in whose language a card is drawn; what is not known of them is the policy's. */
export type Reader = Pick<Person, 'locale' | 'zone'>;

export type ContextPorts = Pick<
  ChatPorts,
  'roster' | 'directory' | 'standIns' | 'policy' | 'clock' | 'clockIn' | 'acting' | 'requestLinks'
>;

/** What a card is drawn with; one that many read has no `reader`, and is in the policy's language and zone. */
export async function contextOf(
  { roster, directory, standIns, policy, clock, clockIn, acting, requestLinks }: ContextPorts,
  reader: Reader = {},
): Promise<Context> {
  const [names, accounts, holders, absence] = await Promise.all([
    roster.names(),
    roster.accounts(),
    directory.holders(),
    standIns.absence(),
  ]);
  const client = acting === undefined ? 'teams' : 'playground';
  return {
    ...languageFor(reader.locale, policy.time.locale),
    zone: reader.zone ?? policy.time.zone,
    policy,
    names,
    accounts,
    holders,
    absence,
    now: clock.now(),
    clockIn,
    client,
    linkTo: requestLinks.to,
  };
}
