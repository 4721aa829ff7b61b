import { delegateCard, refusalText } from '../cards/cards.ts';
import type { DelegationTap } from '../cards/actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { Delegation } from '../domain/delegation.ts';
import type { Person } from '../flows/ports.ts';
import { readDelegateWords } from './delegate-words.ts';
import type { Reply, TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { card, notice, privately, privateText } from './replies.ts';

/** `/delegate` alone shows who stands in and asks for more; with words it is done, `revoke` takes all of one's own back. */
export async function sayDelegate(
  words: readonly string[],
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  const [first] = words;
  if (first === undefined) return [privately(await delegations(by, context, ports))];
  if (first.toLowerCase() === 'revoke' && words.length === 1) return revokeAll(by, context, ports);

  const { delegate } = context.words;
  const { unread, taker, ...wish } = readDelegateWords(words, { ...context, today: todayOf(by, context, ports) });
  if (unread.length > 0) return [privateText(delegate.unread(unread.join(' ')))];
  if (taker === undefined) return [privateText(refusalText({ code: 'delegation-unreadable' }, context))];
  const made = await ports.delegate.make(by, { ...wish, taker });
  if (!made.ok) return [privateText(refusalText(made.problem, context))];
  return [privately(await delegations(by, context, ports))];
}

/** What was chosen on the card, which comes back as things are then. */
export async function answerDelegationTap(
  by: Person,
  tap: DelegationTap,
  context: Context,
  ports: ChatPorts,
): Promise<TapReply> {
  const done = await ask(by, tap, ports);
  if (!done.ok) return notice(refusalText(done.problem, context));
  return card(await delegations(by, context, ports));
}

async function ask(by: Person, tap: DelegationTap, { delegate, meetChosen }: ChatPorts) {
  if (tap.verb === 'delegation/revoke') return delegate.revoke(by.id, tap.delegation);
  const { taker } = tap;
  if (taker === undefined) return { ok: false, problem: { code: 'delegation-unreadable' } } as const;
  await meetChosen([taker]);
  return delegate.make(by, { ...tap, taker });
}

async function revokeAll(by: Person, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const own = (await ports.delegate.list(by.id)).filter(({ giver }) => giver === by.id);
  for (const { id } of own) await ports.delegate.revoke(by.id, id);
  const { delegate } = context.words;
  return [privateText(own.length === 0 ? delegate.none : delegate.revoked)];
}

async function delegations(by: Person, context: Context, ports: ChatPorts): Promise<CardMessage> {
  const known: readonly Delegation[] = await ports.delegate.list(by.id);
  const people = [...context.names].toSorted(([, a], [, b]) => a.localeCompare(b)).map(([id]) => id);
  return delegateCard({ person: by.id, known, people, today: todayOf(by, context, ports) }, context);
}

const todayOf = ({ zone }: Person, { now }: Context, { clockIn }: Pick<ChatPorts, 'clockIn'>): string =>
  clockIn(zone).localOf(now).date;
