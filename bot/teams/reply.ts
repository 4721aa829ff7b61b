import type { Reply } from '../chat/inbound.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Log } from '../flows/ports.ts';
import { aloneOf, hereOf } from './address.ts';
import type { Called, Connector } from './connector.ts';
import { draftOf, type Draft } from './draft.ts';
import type { Send } from './messenger.ts';
import type { Visit } from './visit.ts';

/** Says a reply to those it is meant for. What cannot be said is logged; nobody else hears it instead. Never throws. */
export type Say = (visit: Visit, reply: Reply) => Promise<void>;

export interface SayPorts {
  readonly connector: Connector;
  readonly send: Send;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly log: Pick<Log, 'warn'>;
}

export function createSay(ports: SayPorts): Say {
  return async (visit, { to, say }) => {
    const said = await patiently(
      () => (isPrivate(visit, to) ? whisper(visit, draftOf(say), ports) : answer(visit, draftOf(say), ports)),
      ports,
    );
    if (said.kind === 'retry' || said.kind === 'dead') {
      ports.log.warn({ because: said.because, scope: visit.conversation.scope, to }, 'a reply did not arrive');
    }
  };
}

/** What was whispered to the bot is answered in a whisper. In their own chat nobody else listens anyway. */
const isPrivate = ({ audience, conversation }: Visit, to: Reply['to']): boolean =>
  conversation.scope !== 'personal' && (to === 'privately' || audience === 'sender-alone');

/** Below a message in its thread; to an arrival, as something new. */
function answer(visit: Visit, draft: Draft, { connector, send }: SayPorts): Promise<Called | Delivery> {
  if (visit.type !== 'message' || visit.id === undefined) return send(hereOf(visit).address, draft, undefined);
  const path = `${activities(visit)}/${encodeURIComponent(visit.id)}`;
  return connector({ ...place(visit), path, body: { ...addressed(visit, draft), replyToId: visit.id } });
}

/** A targeted message, which only the sender sees; where Teams will not have one, their own chat with the bot. */
async function whisper(visit: Visit, draft: Draft, { connector, send }: SayPorts): Promise<Called | Delivery> {
  const { id, name } = visit.from;
  const body = { ...addressed(visit, draft), recipient: { id, name } };
  const called = await connector({ ...place(visit), path: `${activities(visit)}?isTargetedActivity=true`, body });
  return called.kind === 'dead' ? send(aloneOf(visit).address, draft, undefined) : called;
}

const place = ({ serviceUrl }: Visit) => ({ method: 'POST', serviceUrl: serviceUrl.replace(/\/+$/, '') }) as const;
const activities = ({ conversation }: Visit) => `/v3/conversations/${encodeURIComponent(conversation.id)}/activities`;
const addressed = ({ bot, conversation }: Visit, draft: Draft) => ({
  ...draft,
  from: { id: bot },
  conversation: { id: conversation.id },
});

const TRIES = 3;
const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 3_000;

/** Teams waits about 15 s for a turn, so a reply is tried three times within 6 s of waiting. */
async function patiently(
  attempt: () => Promise<Called | Delivery>,
  { wait }: Pick<SayPorts, 'wait'>,
): Promise<Called | Delivery> {
  let outcome = await attempt();
  for (let tries = 1; outcome.kind === 'retry' && tries < TRIES; tries += 1) {
    await wait(Math.min(Math.max(outcome.afterMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS));
    outcome = await attempt();
  }
  return outcome;
}
