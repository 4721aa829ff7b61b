import type { Application } from '@microsoft/teams-ai';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { Chat } from '../chat/inbound.ts';
import type { Log } from '../flows/ports.ts';
import { causeOf, readArrival } from './arrival.ts';
import type { Connector } from './connector.ts';
import { answerInvoke } from './invokes.ts';
import type { Say } from './reply.ts';
import { senderOf, whereOf } from './sender.ts';
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
  const everyInvoke = () => Promise.resolve(true);

  app.addRoute(everyInvoke, async (turn) => respond(turn, await answerInvoke(visitOf(turn), ports)), true);
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

const visitOf = ({ turnState }: TurnContext): Visit => turnState.get<Visit>(VISIT);

async function answerMessage(visit: Visit, { chat, say }: RoutePorts): Promise<void> {
  const by = senderOf(visit);
  if (by === undefined) {
    return say(visit, { to: 'privately', say: { kind: 'text', text: chat.line('nameless', visit.locale) } });
  }
  for (const reply of await chat.said({ ...whereOf(visit), by, text: visit.text, files: visit.files })) await say(visit, reply);
}

async function answerArrival(visit: Visit, { chat, say, connector, log }: RoutePorts): Promise<void> {
  const cause = causeOf(visit);
  if (cause === undefined) return;
  const arrived = await readArrival(visit, cause, { connector, log });
  for (const reply of await chat.arrived(arrived)) await say(visit, reply);
}
