import type { Context } from '../cards/context.ts';
import { languageFor } from '../cards/words/language.ts';
import type { ChatPorts } from './ports.ts';

/** What a card is drawn with: in the language of its reader where `asked` names one that is known, else in the policy's. */
export async function contextOf(
  { roster, directory, policy, clock, acting }: Pick<ChatPorts, 'roster' | 'directory' | 'policy' | 'clock' | 'acting'>,
  asked?: string,
): Promise<Context> {
  const { zone } = policy.time;
  const [names, holders] = await Promise.all([roster.names(), directory.holders()]);
  const client = acting === undefined ? 'teams' : 'playground';
  return { ...languageFor(asked, policy.time.locale), zone, policy, names, holders, now: clock.now(), client };
}
