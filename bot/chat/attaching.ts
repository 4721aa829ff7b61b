import { refusalText } from '../cards/cards.ts';
import type { Context } from '../cards/context.ts';
import { parseEvidence, readEvidence, type Evidence } from '../domain/evidence.ts';
import { parseRequestId, type RequestId } from '../domain/ids.ts';
import type { Person } from '../flows/ports.ts';
import type { Command } from './command.ts';
import type { Reply, SentFile } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { privateText } from './replies.ts';

type Attaching = Extract<Command, { kind: 'attach' }>;

/**
 * What a message with files asks to do with them: words that are no command go with the files, and may name a request.
 * Undefined when it asks for something else.
 */
export function attachingOf(command: Command, text: string): Attaching | undefined {
  if (command.kind === 'attach') return command;
  if (command.kind !== 'unknown' && command.kind !== 'hello') return undefined;
  return { kind: 'attach', request: parseRequestId(/\bDEP-\d{1,9}\b/i.exec(text)?.[0]), text: '' };
}

/** Keeps evidence with a request, or with the draft of whoever sends it: all of it, or nothing with a sentence that says why. */
export async function keepEvidence(
  { request, text }: Attaching,
  files: readonly SentFile[],
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  const sent = files.map(parseEvidence);
  const typed = readEvidence(text);
  const evidence = [...sent, ...(typed ?? [undefined])].filter((one) => one !== undefined);
  const isWhole = typed !== undefined && evidence.length === sent.length + typed.length;
  if (!isWhole || evidence.length === 0) return [privateText(refusalText({ code: 'evidence-unreadable' }, context))];

  const kept = await keep(request, evidence, by, ports);
  const names = context.words.join.and(evidence.map(({ name }) => name));
  return [privateText(kept.ok ? context.words.said.kept(names, request ?? '') : refusalText(kept.problem, context))];
}

const keep = (request: RequestId | undefined, evidence: readonly Evidence[], by: Person, ports: ChatPorts) =>
  request === undefined
    ? ports.attachToDraft(by.id, evidence)
    : ports.changeRequest(request, { kind: 'attach', by: by.id, evidence });
