import { onCallCard } from '../cards/cards.ts';
import type { Context } from '../cards/context.ts';
import { parseServiceId } from '../domain/ids.ts';
import type { RequestState } from '../domain/request.ts';
import type { Reply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { privately, privateText } from './replies.ts';

/** A deployment with people who stand by for it. */
const STANDING_BY: readonly RequestState[] = ['deploying', 'rolling-back', 'deployed'];

/** `/oncall`, of all services or of one. */
export async function sayOnCall(
  word: string | undefined,
  context: Context,
  { requests }: Pick<ChatPorts, 'requests'>,
): Promise<readonly Reply[]> {
  const service = parseServiceId(word?.toLowerCase());
  const { services } = context.policy;
  if (word !== undefined && (service === undefined || !services.has(service))) {
    const { onCall, join } = context.words;
    return [privateText(services.size === 0 ? onCall.noServices : onCall.unknown(word, join.or([...services.keys()])))];
  }
  const running = await requests.list({ states: STANDING_BY, ...(service === undefined ? {} : { service }) });
  return [privately(onCallCard(service, running, context))];
}
