import { detailsCard, editCard, LAST_PAGE, refusalText, requestCard } from '../cards/cards.ts';
import type { Context } from '../cards/context.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Person } from '../flows/ports.ts';
import { beginForm, beginFrom, inTheWayCard, type From } from './beginning.ts';
import type { Reply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { privately, privateText } from './replies.ts';

/** What `/deploy` and `/status DEP-n` answer: a form, or a request. */

export async function openForm(
  words: readonly string[],
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  const { card, said } = await beginForm(words, by, context, ports);
  return said === '' ? [privately(card)] : [privateText(said), privately(card)];
}

export async function openFrom(
  from: From,
  id: RequestId,
  { by, context, ports }: { readonly by: Person; readonly context: Context; readonly ports: ChatPorts },
): Promise<readonly Reply[]> {
  const begun = await beginFrom(from, id, undefined, { by, context, ports });
  if (begun.ok) return [privately(begun.value)];
  const inTheWay = inTheWayCard(begun.problem, from, id, context);
  return [inTheWay === undefined ? privateText(refusalText(begun.problem, context)) : privately(inTheWay)];
}

/** The comment goes where it must; the one who wrote it sees it among the others. */
export async function comment(
  id: RequestId,
  text: string,
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  const done = await ports.changeRequest(id, { kind: 'comment', by: by.id, text });
  return [done.ok ? privately(detailsCard(done.value, context, LAST_PAGE)) : privateText(refusalText(done.problem, context))];
}

export async function showChanges(id: RequestId, context: Context, { requests }: ChatPorts): Promise<readonly Reply[]> {
  const stored = await requests.find(id);
  if (stored === undefined) return [privateText(refusalText({ code: 'unknown-request' }, context))];
  return [privately(editCard(stored.request, stored.request.revision, context))];
}

export async function showRequest(id: RequestId, by: Person, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return [privateText(refusalText({ code: 'unknown-request' }, context))];
  const { request } = stored;
  return [privately(request.requester === by.id ? requestCard(request, context) : detailsCard(request, context))];
}
