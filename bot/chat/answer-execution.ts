import { askBackCard, liveCard, refusalText, requestCard } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { RequestCommand } from '../domain/decide.ts';
import type { RequestId } from '../domain/ids.ts';
import type { DeployRequest } from '../domain/request.ts';
import { openAsk } from '../domain/rollout.ts';
import type { Person } from '../flows/ports.ts';
import type { Command } from './command.ts';
import type { Reply } from './inbound.ts';
import { parseIssueWords } from './issue-words.ts';
import type { ChatPorts } from './ports.ts';
import { privateText, privately } from './replies.ts';

type ExecutionWords = Extract<Command, { kind: 'step' | 'done' | 'issue' | 'rollback' }>;

export async function execute(
  id: RequestId,
  command: ExecutionWords | Extract<Command, { kind: 'start' | 'step' | 'done' }>,
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  const asked = executionOf(command, by);
  if (asked === undefined) return showLive(id, context, ports);
  const done = await ports.changeRequest(id, asked);
  if (!done.ok) return [privateText(refusalText(done.problem, context))];
  return [privately(ranCard(done.value, context))];
}

/** Undefined when the words are not all there: then the card asks for them. */
function executionOf(
  command: { readonly kind: string; readonly rest?: string },
  { id: by }: Person,
): RequestCommand | undefined {
  switch (command.kind) {
    case 'step':
      return { kind: 'finish-step', by, step: undefined };
    case 'done':
      return { kind: 'finish', by };
    case 'rollback':
      return command.rest === '' ? undefined : { kind: 'roll-back', by, reason: command.rest ?? '' };
    default:
      return issueOf(command.rest ?? '', by);
  }
}

/** `update …` and `resolved …` speak of the newest open issue; anything else reports one. */
function issueOf(rest: string, by: Person['id']): RequestCommand | undefined {
  const [, verb, text = ''] = /^(update|resolved?)\b\s*([^]*)$/i.exec(rest) ?? [];
  if (verb !== undefined) {
    return { kind: verb.toLowerCase() === 'update' ? 'update-issue' : 'resolve-issue', by, issue: undefined, text };
  }
  const issue = parseIssueWords(rest);
  return issue === undefined ? undefined : { kind: 'report-issue', by, issue };
}

function ranCard(request: DeployRequest, context: Context): CardMessage {
  if (!('rollout' in request)) return requestCard(request, context);
  const asks = openAsk(request.rollout) === undefined ? 0 : request.rollout.asks.length;
  return askBackCard(request, asks, context) ?? liveCard(request, context);
}

async function showLive(id: RequestId, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return [privateText(refusalText({ code: 'unknown-request' }, context))];
  const { request } = stored;
  return 'rollout' in request
    ? [privately(liveCard(request, context))]
    : [privateText(refusalText({ code: 'not-deploying', state: request.state }, context))];
}
