import type { Chat, DialogReply, Found, TapReply } from '../chat/inbound.ts';
import type { Say } from './reply.ts';
import { senderOf, whereOf } from './sender.ts';
import { record, text } from './unknown.ts';
import type { Visit } from './visit.ts';

/** The id that the manifest gives the command which opens the form. */
export const DEPLOY_COMMAND = 'deploy';

export interface InvokePorts {
  readonly chat: Chat;
  readonly say: Say;
}

type By = NonNullable<ReturnType<typeof senderOf>>;
type Answer = (visit: Visit, by: By, ports: InvokePorts) => Promise<object>;

/** What Teams asks and waits for, by its name: taps, dialogs, and the compose box's search, command and links. */
const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ['adaptiveCard/action', answerTap],
  ['task/fetch', answerDialog],
  ['task/submit', answerDialog],
  ['composeExtension/fetchTask', answerCommand],
  ['composeExtension/submitAction', answerCommand],
  ['composeExtension/query', answerSearch],
  ['composeExtension/queryLink', answerLink],
]);

/** The body with which an invoke is answered; one that nobody knows gets a sentence. */
export async function answerInvoke(visit: Visit, ports: InvokePorts): Promise<object> {
  const answer = ANSWERS.get(visit.name);
  if (answer === undefined) return noticeBody(visit.name, ports.chat.line('notOffered', visit.locale));
  const by = senderOf(visit);
  return by === undefined ? noticeBody(visit.name, ports.chat.line('nameless', visit.locale)) : await answer(visit, by, ports);
}

/** Each family of invokes has its own way to show one line to the one who asked. */
export function noticeBody(name: string, line: string): object {
  if (name.startsWith('task/') || DIALOGS.includes(name)) return dialogBody({ kind: 'closing', text: line });
  if (name.startsWith('composeExtension/')) return { composeExtension: { type: 'message', text: line } };
  return tapBody({ kind: 'notice', text: line });
}

const DIALOGS: readonly string[] = ['composeExtension/fetchTask', 'composeExtension/submitAction'];

async function answerTap(visit: Visit, by: By, { chat, say }: InvokePorts): Promise<object> {
  const { verb, data } = record(record(visit.value)['action']);
  const reply = await chat.tapped({ ...whereOf(visit), by, verb, data });
  for (const message of (reply.kind === 'card' && reply.also) || []) await say(visit, message);
  return tapBody(reply);
}

async function answerDialog(visit: Visit, by: By, { chat }: InvokePorts): Promise<object> {
  const data = record(record(visit.value)['data']);
  return dialogBody(await chat.opened({ ...whereOf(visit), by, verb: data['verb'], data }));
}

/** The command of the compose box opens a dialog; the pages after the first come with what was typed. */
async function answerCommand(visit: Visit, by: By, { chat }: InvokePorts): Promise<object> {
  const { commandId, data } = record(visit.value);
  const sent = record(data);
  const isOpening = visit.name === 'composeExtension/fetchTask' && commandId === DEPLOY_COMMAND;
  const verb = isOpening ? 'draft/open' : sent['verb'];
  return dialogBody(await chat.opened({ ...whereOf(visit), by, verb, data: sent }));
}

/** Teams asks for 25 at a time; nobody scrolls past a few pages of them. */
const MOST_FOUND = 25;
const MOST_SKIPPED = 100;

async function answerSearch(visit: Visit, by: By, { chat }: InvokePorts): Promise<object> {
  const { parameters, queryOptions } = record(visit.value);
  const { skip, count } = record(queryOptions);
  const found = await chat.searched({
    by,
    text: searchedText(parameters),
    skip: within(skip, 0, MOST_SKIPPED),
    most: within(count, MOST_FOUND, MOST_FOUND),
  });
  return typeof found === 'string' ? noticeBody(visit.name, found) : foundBody(found);
}

async function answerLink(visit: Visit, by: By, { chat }: InvokePorts): Promise<object> {
  const found = await chat.pasted({ by, url: text(record(visit.value)['url']) });
  return foundBody(found === undefined ? [] : [found]);
}

const CARD = 'application/vnd.microsoft.card.adaptive';

const tapBody = (reply: TapReply): object =>
  reply.kind === 'card'
    ? { statusCode: 200, type: CARD, value: reply.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.text };

function dialogBody(reply: DialogReply): object {
  if (reply.kind === 'closing') return { task: { type: 'message', value: reply.text } };
  const card = { contentType: CARD, content: reply.card };
  return { task: { type: 'continue', value: { title: reply.title, width: 'medium', height: 'large', card } } };
}

const foundBody = (found: readonly Found[]): object => ({
  composeExtension: { type: 'result', attachmentLayout: 'list', attachments: found.map(attachmentOf) },
});

const attachmentOf = ({ card, title, text: line }: Found): object => ({
  contentType: CARD,
  content: card,
  preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text: line } },
});

/** The first run of a search names no words: it has the parameter `initialRun`. */
function searchedText(parameters: unknown): string {
  const given = (Array.isArray(parameters) ? parameters : []).map(record);
  return text(given.find(({ name }) => name === 'query')?.['value']).slice(0, 200);
}

const within = (raw: unknown, usual: number, most: number): number =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 ? Math.min(raw, most) : usual;
