import type { Context } from '../cards/context.ts';
import type { ChatPorts } from './ports.ts';

/** What every card is drawn with, in the policy's zone and locale. */
export async function contextOf({
  roster,
  directory,
  policy,
  clock,
  words,
}: Pick<ChatPorts, 'roster' | 'directory' | 'policy' | 'clock' | 'words'>): Promise<Context> {
  const { zone, locale } = policy.time;
  return { words, zone, locale, policy, names: await roster.names(), holders: await directory.holders(), now: clock.now() };
}
