import { doctorCard, helpCard, listCard, readyCard, refusalText, requestCard, welcomeCard } from '../cards/cards.ts';
import type { Context } from '../cards/context.ts';
import type { RequestCommand } from '../domain/decide.ts';
import type { RequestId } from '../domain/ids.ts';
import type { RequestState } from '../domain/request.ts';
import type { Person } from '../flows/ports.ts';
import { sayAlerts } from './answer-alert.ts';
import { execute } from './answer-execution.ts';
import { attachingOf, keepEvidence } from './attaching.ts';
import { channelName } from './channel-name.ts';
import { type Command, parseCommand } from './command.ts';
import { contextOf } from './context.ts';
import { sayEmergency } from './declaring.ts';
import { sayDelegate } from './delegating.ts';
import { sayWhy, simulateRequest, simulateWords } from './explaining.ts';
import { answerHold } from './holds.ts';
import type { Here, Reply, SentFile } from './inbound.ts';
import { pendingList, statusList } from './lists.ts';
import { sayMove, turnedDown } from './moving.ts';
import { sayOnCall } from './on-call.ts';
import type { ChatPorts } from './ports.ts';
import { sayPostReview } from './post-reviewing.ts';
import { privateText, privately, publicText } from './replies.ts';
import { comment, openForm, openFrom, showChanges, showRequest } from './say-request.ts';
import { endSilence, silenceWords } from './silencing.ts';
import { targetOf } from './target.ts';

export type AnswerSaid = (by: Person, here: Here, text: string, files: readonly SentFile[]) => Promise<readonly Reply[]>;

/** What a typed command does. Answers are for the person who typed; what everybody must know is posted elsewhere. */
export function createAnswerSaid(ports: ChatPorts): AnswerSaid {
  return async (by, here, text, files) => {
    const command = parseCommand(text);
    const context = await contextOf(ports, by);
    const attaching = files.length === 0 ? undefined : attachingOf(command, text);
    if (attaching !== undefined) return keepEvidence(attaching, files, by, context, ports);
    const replies = await answer(command, by, here, context, ports);
    return files.length === 0 ? replies : [...replies, privateText(context.words.said.filesLeft)];
  };
}

async function answer(command: Command, by: Person, here: Here, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const { said } = context.words;
  switch (command.kind) {
    case 'hello':
      return [privately(welcomeCard(context))];
    case 'help':
      return [privately(helpCard(context))];
    case 'unknown':
      return [privateText(said.unknown(command.word))];
    case 'unclear':
      return [privateText(said.unclear(command.command))];
    case 'deploy':
      return openForm(command.words, by, context, ports);
    case 'edit':
    case 'copy':
      return openFrom(command.kind, command.request, { by, context, ports });
    case 'attach':
      return keepEvidence(command, [], by, context, ports);
    case 'changes':
      return showChanges(command.request, context, ports);
    case 'comment':
      return comment(command.request, command.text, by, context, ports);
    case 'review':
      return sayPostReview(by, command.request, command.text, context, ports);
    case 'move':
      return [privately(await sayMove(by, command.request, command.words, context, ports))];
    case 'why':
      return sayWhy(command.request, context, ports);
    case 'simulate':
      return command.request === undefined
        ? simulateWords(command.words, by, context, ports)
        : simulateRequest(command.request, context, ports);
    case 'freeze':
    case 'lock':
    case 'unlock':
    case 'calendar':
    case 'gates':
      return answerHold(command.kind, command.words, by, context, ports);
    case 'show':
      return showRequest(command.request, by, context, ports);
    case 'status':
      return [privately(await statusList(command.words, by, context, ports))];
    case 'doctor':
      return [privately(doctorCard(await ports.examine(), context))];
    case 'emergency':
      return sayEmergency(command.words, by, context, ports);
    case 'delegate':
      return sayDelegate(command.words, by, context, ports);
    case 'pending':
      return pending(by, context, ports);
    case 'cancel':
      return ask(command.request, { kind: 'cancel', by: by.id, reason: command.reason }, context, ports);
    case 'start':
      return onTarget(by, command.request, ['approved'], (id) => start(id, by, context, ports), context, ports);
    case 'step':
    case 'done':
      return onTarget(by, command.request, RUNNING, (id) => execute(id, command, by, context, ports), context, ports);
    case 'issue':
    case 'rollback':
      return onTarget(
        by,
        command.request,
        [...RUNNING, ...WATCHED],
        (id) => execute(id, command, by, context, ports),
        context,
        ports,
      );
    case 'alerts':
      return sayAlerts(command.service, context, ports);
    case 'oncall':
      return sayOnCall(command.service, context, ports);
    case 'silence':
      return silenceWords(command.words, by, context, ports);
    case 'end-silence':
      return endSilence(command.silence, by, context, ports);
    case 'route':
      return route(command.channel, by, here, context, ports);
    case 'as':
      return [privateText(said.asOff)];
  }
}

const RUNNING: readonly RequestState[] = ['deploying', 'rolling-back'];

/** A deployment that is live is watched, and can still have issues or go back. */
const WATCHED: readonly RequestState[] = ['deployed'];

async function pending(by: Person, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const list = await pendingList(by, context, ports);
  return [list.ok ? privately(list.value) : privateText(refusalText(list.problem, context))];
}

/** Asks one thing of a request and shows where it stands then. */
async function ask(id: RequestId, command: RequestCommand, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const done = await ports.changeRequest(id, command);
  if (!done.ok) return [privateText(refusalText(done.problem, context))];
  return [privately(requestCard(done.value, context))];
}

/** The live card stands in the thread, so that all see the same one. */
async function start(id: RequestId, by: Person, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const done = await ports.changeRequest(id, { kind: 'start', by: by.id });
  if (!done.ok) {
    const offer = await turnedDown(by, id, done.problem, context.now, context, ports);
    if (offer !== undefined) return [privately(offer)];
    const why = privateText(refusalText(done.problem, context));
    return done.problem.code === 'not-ready' ? [why, ...(await showReady(id, context, ports))] : [why];
  }
  return [privateText(context.words.said.started(id, channelName('deployments', done.value.plan.service, context.policy)))];
}

async function showReady(id: RequestId, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const stored = await ports.requests.find(id);
  return stored === undefined ? [] : [privately(readyCard(stored.request, context))];
}

async function onTarget(
  by: Person,
  id: RequestId | undefined,
  states: readonly RequestState[],
  go: (id: RequestId) => Promise<readonly Reply[]>,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  const target = await targetOf(by, id, states, ports);
  switch (target.kind) {
    case 'one':
      return go(target.id);
    case 'refused':
      return [privateText(refusalText(target.problem, context))];
    case 'none':
      return [privateText(context.words.said.none)];
    case 'several':
      return [
        privateText(context.words.said.which(context.words.join.or(target.requests.map((request) => request.id)))),
        privately(listCard('status', target.requests, context)),
      ];
  }
}

async function route(
  channel: Extract<Command, { kind: 'route' }>['channel'],
  by: Person,
  { scope, conversation }: Here,
  context: Context,
  { bindChannels, policy }: ChatPorts,
): Promise<readonly Reply[]> {
  const { said, join } = context.words;
  if (channel === undefined) return [privateText(said.routeWhich(join.or([...policy.channels.keys()])))];
  if (scope === 'personal') return [privateText(said.routePersonal)];
  const bound = await bindChannels.here(by.id, channel, conversation);
  return [bound.ok ? publicText(said.routed(channel)) : privateText(refusalText(bound.problem, context))];
}
