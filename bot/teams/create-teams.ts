import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Application } from '@microsoft/teams-ai';
import { INVOKE_RESPONSE_KEY, MemoryStorage, TurnContext } from 'botbuilder';
import type { Chat } from '../chat/inbound.ts';
import type { Log, Messenger, Reach } from '../flows/ports.ts';
import type { TurnedAway } from '../flows/turned-away.ts';
import { createConnector } from './connector.ts';
import { createDoor, type Admitted } from './door.ts';
import { LOOPBACK_HOSTS, TEAMS_HOSTS } from './hosts.ts';
import { createMessenger } from './messenger.ts';
import { createReach } from './reach.ts';
import { createSay } from './reply.ts';
import { noticeBody } from './invokes.ts';
import { addRoutes, bring, respond } from './routes.ts';
import { createSdk, type TeamsAuth } from './sdk.ts';
import { record } from './unknown.ts';
import type { Visit } from './visit.ts';

export interface TeamsOptions {
  readonly auth: TeamsAuth;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly turnedAway: Pick<TurnedAway, 'note'>;
  /** Hosts to which the bot may write, each with everything under it: left out, those of Teams, or loopback with auth off. */
  readonly allowedServiceHosts?: readonly string[];
  /** Between two tries of a reply: left out, real time. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export interface Teams {
  /** Answers POST /api/messages, whose body has been parsed as JSON. Never rejects and never tells why it refuses. */
  readonly handle: (req: Posted, res: ServerResponse) => Promise<void>;
  readonly messenger: Messenger;
  readonly reach: Reach;
  /** Turns new activities away with 503, and resolves when the turns that had begun are answered. */
  readonly stop: () => Promise<void>;
}

/** The bot as Teams sees it: what comes in is checked and told to `chat`, what `chat` says goes out. */
export function createTeams(options: TeamsOptions, chat: Chat): Teams {
  const { auth, log } = options;
  const hosts = options.allowedServiceHosts ?? (auth.kind === 'off' ? LOOPBACK_HOSTS : TEAMS_HOSTS);
  const sdk = createSdk(auth);
  const token = () =>
    sdk.outgoingToken().catch((error: unknown) => {
      log.error({ err: error }, 'no token for Teams could be had');
      throw error;
    });
  const connector = createConnector({ token, hosts });
  const { send, messenger } = createMessenger(connector);
  const say = createSay({ connector, send, log, wait: options.wait ?? ((milliseconds) => setTimeout(milliseconds)) });
  // teams-ai loads state before every turn and saves it after. Nothing is ever put in it: what the bot knows is in its store.
  const app = new Application({
    storage: new MemoryStorage(),
    startTypingTimer: false,
    removeRecipientMention: false,
  });
  addRoutes(app, { chat, say, connector, log });

  const apologise = async (turn: TurnContext, visit: Visit, text: string) => {
    if (visit.type === 'invoke') await respond(turn, noticeBody(visit.name, text));
    if (visit.type === 'message') await say(visit, { to: 'here', say: { kind: 'text', text } });
  };

  // Not the adapter's own processing: it makes two clients of Teams a turn, and nothing here speaks through them.
  const run = async ({ activity, visit }: Admitted): Promise<Answer> => {
    const turn = new TurnContext(sdk.adapter, activity);
    bring(turn, visit);
    try {
      await app.run(turn);
    } catch (error) {
      await apologise(turn, visit, chat.fault(error, visit.locale));
    }
    return { status: 200, body: invokeBody(turn) };
  };

  const tenant = auth.kind === 'on' ? auth.tenantId : undefined;
  const open = createDoor({ authenticate: sdk.authenticate, hosts, tenant, turnedAway: options.turnedAway });
  const receive = async ({ body, headers }: Posted): Promise<Answer> => {
    const opened = await open(body, headers.authorization ?? '');
    return opened.kind === 'admitted' ? run(opened) : { status: opened.status };
  };

  const turns = new Set<Promise<void>>();
  let stopped = false;

  const handle: Teams['handle'] = async (req, res) => {
    if (stopped) {
      write(res, { status: 503 });
      return;
    }
    const turn = receive(req)
      .catch((error: unknown): Answer => {
        log.error({ err: error }, 'a turn could not be run');
        return { status: 500 };
      })
      .then((answer) => {
        write(res, answer);
      });
    turns.add(turn);
    await turn;
    turns.delete(turn);
  };

  return {
    handle,
    messenger,
    reach: createReach(connector),
    stop: async () => {
      stopped = true;
      await Promise.all(turns);
    },
  };
}

type Posted = IncomingMessage & { readonly body?: unknown };

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const invokeBody = ({ turnState }: TurnContext): unknown => record(record(turnState.get(INVOKE_RESPONSE_KEY))['value'])['body'];

function write(res: ServerResponse, { status, body }: Answer): void {
  if (body === undefined) {
    res.writeHead(status, { 'content-length': 0 });
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}
