import type { Context } from '../cards/context.ts';
import type { ChatPorts } from './ports.ts';

/** What every card is drawn with, in the policy's zone and locale. */
export async function contextOf({
  roster,
  directory,
  policy,
  clock,
  words,
  acting,
}: Pick<ChatPorts, 'roster' | 'directory' | 'policy' | 'clock' | 'words' | 'acting'>): Promise<Context> {
  const { zone, locale } = policy.time;
  const [names, holders] = await Promise.all([roster.names(), directory.holders()]);
  const client = acting === undefined ? 'teams' : 'playground';
  return { words, zone, locale, policy, names, holders, now: clock.now(), client };
}
