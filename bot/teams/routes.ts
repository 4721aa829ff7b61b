import type { Application } from '@microsoft/teams-ai';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { Chat, TapReply } from '../chat/inbound.ts';
import type { Log } from '../flows/ports.ts';
import { aloneOf, hereOf } from './address.ts';
import { causeOf, readArrival } from './arrival.ts';
import type { Connector } from './connector.ts';
import type { Say } from './reply.ts';
import { record } from './unknown.ts';
import type { Visit } from './visit.ts';

export interface RoutePorts {
  readonly chat: Chat;
  readonly say: Say;
  readonly connector: Connector;
  readonly log: Pick<Log, 'warn'>;
}

const VISIT = 'signoff.visit';

/** Leaves the checked reading of the activity for the routes, none of which looks at the activity itself. */
export const bring = ({ turnState }: TurnContext, visit: Visit): void => {
  turnState.set(VISIT, visit);
};

/** Raw routes only: teams-ai's own matchers take substrings, and its card helper shows one reader's card to all. */
export function addRoutes(app: Application, ports: RoutePorts): void {
  const on = (wanted: (visit: Visit) => boolean, handle: (visit: Visit, turn: TurnContext) => Promise<void>) => {
    const selector = (turn: TurnContext) => Promise.resolve(wanted(visitOf(turn)));
    app.addRoute(selector, (turn) => handle(visitOf(turn), turn));
  };
  const onInvoke = (wanted: (visit: Visit) => boolean, handle: (visit: Visit) => Promise<object>) => {
    const selector = (turn: TurnContext) => Promise.resolve(wanted(visitOf(turn)));
    app.addRoute(selector, async (turn) => respond(turn, await handle(visitOf(turn))), true);
  };

  onInvoke(
    ({ name }) => name === 'adaptiveCard/action',
    async (visit) => tapBody(await answerTap(visit, ports)),
  );
  onInvoke(
    () => true,
    ({ name }) => Promise.resolve(unknownInvokeBody(name)),
  );
  on(
    ({ type }) => type === 'message',
    (visit) => answerMessage(visit, ports),
  );
  on(
    (visit) => causeOf(visit) !== undefined,
    (visit) => answerArrival(visit, ports),
  );
}

/** Answers the invoke of this turn: always 200, since Teams shows its own error for anything else. */
export async function respond(turn: TurnContext, body: object): Promise<void> {
  await turn.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
}

export const tapBody = (reply: TapReply): object =>
  reply.kind === 'card'
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: reply.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.text };

const visitOf = ({ turnState }: TurnContext): Visit => turnState.get<Visit>(VISIT);

const NOBODY = 'Teams did not say who you are, so nothing was done.';
const NOT_OFFERED = 'That is not something Signoff can do. Write help to see what it can.';

async function answerTap(visit: Visit, { chat, say }: RoutePorts): Promise<TapReply> {
  const by = senderOf(visit);
  if (by === undefined) return { kind: 'notice', text: NOBODY };
  const { verb, data } = record(record(visit.value)['action']);
  const reply = await chat.tapped({ ...whereOf(visit), by, verb, data });
  for (const message of (reply.kind === 'card' && reply.also) || []) await say(visit, message);
  return reply;
}

async function answerMessage(visit: Visit, { chat, say }: RoutePorts): Promise<void> {
  const by = senderOf(visit);
  if (by === undefined) return say(visit, { to: 'privately', say: { kind: 'text', text: NOBODY } });
  for (const reply of await chat.said({ ...whereOf(visit), by, text: visit.text })) await say(visit, reply);
}

async function answerArrival(visit: Visit, { chat, say, connector, log }: RoutePorts): Promise<void> {
  const cause = causeOf(visit);
  if (cause === undefined) return;
  const arrived = await readArrival(visit, cause, { connector, log });
  for (const reply of await chat.arrived(arrived)) await say(visit, reply);
}

const senderOf = ({ from }: Visit) => (from.person === undefined ? undefined : { id: from.person, name: from.name });

const whereOf = (visit: Visit) => ({
  here: { conversation: hereOf(visit), scope: visit.conversation.scope },
  alone: aloneOf(visit),
});

/** Each family of invokes has its own way to show one line to the one who asked. */
function unknownInvokeBody(name: string): object {
  if (name.startsWith('task/')) return { task: { type: 'message', value: NOT_OFFERED } };
  if (name.startsWith('composeExtension/')) return { composeExtension: { type: 'message', text: NOT_OFFERED } };
  return tapBody({ kind: 'notice', text: NOT_OFFERED });
}
