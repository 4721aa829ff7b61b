import { en } from '../../bot/cards/words/en.ts';
import { once } from 'node:events';
import restify, { type Request, type Response } from 'restify';
import type {
  Arrived,
  Chat,
  DialogReply,
  Found,
  Pasted,
  Reply,
  Said,
  Searched,
  Tapped,
  TapReply,
} from '../../bot/chat/inbound.ts';
import { createTeams, type Teams, type TeamsOptions } from '../../bot/teams/create-teams.ts';
import { FakeTeams, type FakePerson } from '../support/fake-teams.ts';

export const alex: FakePerson = { aadObjectId: '00000000-0000-4000-8000-000000000001', id: '29:alex', name: 'Alex Wilber' };
export const megan: FakePerson = { aadObjectId: '00000000-0000-4000-8000-000000000002', id: '29:megan', name: 'Megan Bowen' };
export const adele: FakePerson = { aadObjectId: '00000000-0000-4000-8000-000000000003', id: '29:adele', name: 'Adele Vance' };

/** A chat that answers what the test tells it, and what it was told, as the room told it. */
export interface ScratchChat extends Chat {
  answer: {
    said: (said: Said) => readonly Reply[] | Promise<readonly Reply[]>;
    tapped: (tapped: Tapped) => TapReply;
    opened: (tapped: Tapped) => DialogReply;
    searched: (searched: Searched) => readonly Found[] | string;
    pasted: (pasted: Pasted) => Found | undefined;
    arrived: (arrived: Arrived) => readonly Reply[];
  };
  readonly heard: {
    readonly said: Said[];
    readonly tapped: Tapped[];
    readonly opened: Tapped[];
    readonly searched: Searched[];
    readonly pasted: Pasted[];
    readonly arrived: Arrived[];
    readonly faults: unknown[];
  };
}

export interface Bot {
  readonly url: string;
  readonly teams: Teams;
  readonly chat: ScratchChat;
  /** What was logged, as one text. */
  readonly logged: () => string;
  /** How long it waited between tries, in milliseconds. */
  readonly waits: readonly number[];
  readonly stop: () => Promise<void>;
}

export const FAULT = 'That did not work (fault 1234abcd). Nothing was changed.';

export const sayText = (text: string, to: Reply['to'] = 'here'): Reply => ({ to, say: { kind: 'text', text } });
export const cardSaying = (text: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
  actions: [{ type: 'Action.Execute', title: 'Approve', verb: 'vote', data: { request: 'DEP-1', choice: 'approve' } }],
});
export const messageSaying = (text: string) => ({ card: cardSaying(text), summary: text });

/** Three people, a group chat and a team with two channels besides General. */
export const startFakeTeams = (pageSize = 100): Promise<FakeTeams> =>
  FakeTeams.start({ people: [alex, megan, adele], channels: ['approvals', 'incidents'], groupChats: ['Approvals'], pageSize });

/** The room behind restify on a free port, with authentication on unless the options say otherwise. */
export async function startBot(fake: FakeTeams, options: Partial<TeamsOptions> = {}): Promise<Bot> {
  const lines: string[] = [];
  const waits: number[] = [];
  const note = (fields: object, message: string) => void lines.push(message, JSON.stringify(fields));
  const chat = createScratchChat();
  const teams = createTeams(
    {
      auth: fake.auth,
      ...(options.auth?.kind === 'off' ? {} : { allowedServiceHosts: ['127.0.0.1'] }),
      log: { warn: note, error: note },
      turnedAway: { note: () => undefined },
      wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
      ...options,
    },
    chat,
  );
  const server = restify.createServer({ name: '' });
  server.use(restify.plugins.bodyParser({ mapParams: false }));
  server.post('/api/messages', async (req: Request, res: Response) => {
    await teams.handle(req, res);
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');

  return {
    url: `http://127.0.0.1:${server.address().port}/api/messages`,
    teams,
    chat,
    logged: () => lines.join('\n'),
    waits,
    stop: async () => {
      await teams.stop();
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function createScratchChat(): ScratchChat {
  const heard: ScratchChat['heard'] = { said: [], tapped: [], opened: [], searched: [], pasted: [], arrived: [], faults: [] };
  const chat: ScratchChat = {
    heard,
    answer: {
      said: () => [],
      tapped: () => ({ kind: 'notice', text: 'noted' }),
      opened: () => ({ kind: 'closing', text: 'closed' }),
      searched: () => 'nothing',
      pasted: () => undefined,
      arrived: () => [],
    },
    said: (said) => {
      heard.said.push(said);
      return soon(() => chat.answer.said(said));
    },
    tapped: (tapped) => {
      heard.tapped.push(tapped);
      return soon(() => chat.answer.tapped(tapped));
    },
    opened: (tapped) => {
      heard.opened.push(tapped);
      return soon(() => chat.answer.opened(tapped));
    },
    searched: (searched) => {
      heard.searched.push(searched);
      return soon(() => chat.answer.searched(searched));
    },
    pasted: (pasted) => {
      heard.pasted.push(pasted);
      return soon(() => chat.answer.pasted(pasted));
    },
    arrived: (arrived) => {
      heard.arrived.push(arrived);
      return soon(() => chat.answer.arrived(arrived));
    },
    line: (line) => en.said[line],
    fault: (error) => {
      heard.faults.push(error);
      return FAULT;
    },
  };
  return chat;
}

/** A promise of it, also of what it throws. */
const soon = <T>(give: () => T | Promise<T>): Promise<T> => Promise.resolve().then(give);
