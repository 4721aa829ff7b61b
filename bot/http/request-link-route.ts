import { parseRequestId, type RequestId } from '../domain/ids.ts';
import { everybody, refusal, type HttpReply, type ValueRoute } from './route.ts';

/**
 * GET /requests/:id: leads to the chat with the bot in Teams, where the number is ready to be sent. Says nothing about
 * the request, not even that it exists: whoever follows a link is a stranger until Teams has named them.
 */
export const requestLinkRoute = (appId: string | undefined): ValueRoute => ({
  kind: 'value',
  method: 'GET',
  path: '/requests/:id',
  mostBytes: 0,
  admit: everybody,
  answer: ({ path }) => Promise.resolve(replyTo(parseRequestId(path.split('/')[2]), appId)),
  onFault: refusal(503, 'unknown'),
});

function replyTo(id: RequestId | undefined, appId: string | undefined): HttpReply {
  if (id === undefined || appId === undefined) return refusal(404, 'unknown-path');
  const location = `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}&message=${encodeURIComponent(`/status ${id}`)}`;
  return { status: 302, headers: { location }, body: { location } };
}
