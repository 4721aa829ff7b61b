import type { Context } from '../cards/context.ts';
import { languageFor } from '../cards/words/language.ts';
import type { ChatPorts } from './ports.ts';

export type ContextPorts = Pick<
  ChatPorts,
  'roster' | 'directory' | 'standIns' | 'policy' | 'clock' | 'acting' | 'requestLinks'
>;

/** What a card is drawn with: in the language of its reader where `asked` names one that is known, else in the policy's. */
export async function contextOf(
  { roster, directory, standIns, policy, clock, acting, requestLinks }: ContextPorts,
  asked?: string,
): Promise<Context> {
  const { zone } = policy.time;
  const [names, accounts, holders, absence] = await Promise.all([
    roster.names(),
    roster.accounts(),
    directory.holders(),
    standIns.absence(),
  ]);
  const client = acting === undefined ? 'teams' : 'playground';
  return {
    ...languageFor(asked, policy.time.locale),
    zone,
    policy,
    names,
    accounts,
    holders,
    absence,
    now: clock.now(),
    client,
    linkTo: requestLinks.to,
  };
}
