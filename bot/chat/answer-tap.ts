import {
  askedCard,
  askBackCard,
  detailsCard,
  LAST_PAGE,
  editCard,
  issueCard,
  foundCard,
  liveCard,
  confirmationCard,
  noGoCard,
  owedCard,
  readyCard,
  refusalText,
  requestCard,
  rolledBackCard,
  summaryCard,
  watchCard,
  type RolledOut,
} from '../cards/cards.ts';
import { parseTap, type CardTap, type Look, type RequestTap } from '../cards/actions.ts';
import { isAlertTap } from '../cards/alert-actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { RequestCommand } from '../domain/decide.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Person } from '../flows/ports.ts';
import { answerAlertTap } from './answer-alert.ts';
import { isHoldTap } from '../cards/hold-actions.ts';
import { answerHoldTap } from './hold-taps.ts';
import { turnedDown } from './moving.ts';
import { pendingList, statusList } from './lists.ts';
import { beginForm, beginFrom, inTheWayCard } from './beginning.ts';
import { contextOf } from './context.ts';
import { answerDeclaration } from './declaring.ts';
import { answerDelegationTap } from './delegating.ts';
import { answerDraftTap, answerOldButton } from './draft-tap.ts';
import { whyOf } from './explaining.ts';
import { createForesight } from './foresight.ts';
import { drawDraft } from './form.ts';
import { answerPostReview } from './post-reviewing.ts';
import { card, explained, notice, privately } from './replies.ts';
import { answerReview, answerVote, answerWithdrawal, ownCard, showing } from './reviewing.ts';
import type { TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';

export type AnswerTap = (by: Person, verb: unknown, data: unknown) => Promise<TapReply>;

/** What a button does, for the person who tapped it; the card they see afterwards is as things are then. */
export function createAnswerTap(ports: ChatPorts): AnswerTap {
  return async (by, verb, data) => {
    const tap = parseTap(verb, data);
    const context = await contextOf(ports, by);
    return tap === undefined ? answerOldButton(by, verb, context, ports) : answer(by, tap, context, ports);
  };
}

async function answer(by: Person, tap: CardTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  if (isAlertTap(tap)) return answerAlertTap(by, tap, context, ports);
  switch (tap.verb) {
    case 'draft/open':
      return card(drawDraft(await ports.fillDraft.open(by, {}), context));
    case 'draft/save':
      return answerDraftTap(by, tap, context, ports);
    case 'status/list':
      return card(await statusList([], by, context, ports));
    case 'pending/list':
      return answerPending(by, context, ports);
    case 'emergency/declare':
      return answerDeclaration(by, tap, context, ports);
    case 'delegation/make':
    case 'delegation/revoke':
      return answerDelegationTap(by, tap, context, ports);
    case 'post-review/open':
    case 'post-review/file':
      return answerPostReview(by, tap, context, ports);
    case 'request/vote':
      return answerVote(by, tap, context, ports);
    case 'request/review':
      return answerReview(by, tap, context, ports);
    case 'request/withdraw':
      return answerWithdrawal(by, tap, context, ports);
    case 'request/show':
      return showing(tap.request, (request) => detailsCard(request, context, tap.page), context, ports);
    case 'request/look':
      return showing(tap.request, (request) => foundCard(request, context), context, ports);
    case 'request/own':
      return showing(tap.request, (request) => askedCard(request, by.id, context), context, ports);
    case 'request/brief':
      return showing(tap.request, (request) => ownCard(request, by.id, context), context, ports);
    case 'request/why':
      return showing(tap.request, (request) => whyOf(request, context, ports), context, ports);
    case 'draft/words':
      return card(
        (
          await beginForm(
            tap.words.split(/\s+/).filter((word) => word !== ''),
            by,
            context,
            ports,
          )
        ).card,
      );
    case 'draft/from':
      return answerFrom(by, tap, context, ports);
    case 'request/changes':
      return showing(tap.request, (request) => editCard(request, request.revision, context), context, ports);
    case 'request/verify':
      return answerVerify(tap.request, context, ports);
    case 'request/edit':
      return answerEdit(by, tap.request, context, ports);
    default:
      return isHoldTap(tap) ? answerHoldTap(by, tap, context, ports) : answerCommand(by, tap, context, ports);
  }
}

/** Taps that ask for a change of a request, and for nothing else. */
type CommandTap = Exclude<RequestTap, { verb: Look | 'request/vote' | 'request/review' | 'request/withdraw' | 'request/show' }>;

async function answerPending(by: Person, context: Context, ports: ChatPorts): Promise<TapReply> {
  const list = await pendingList(by, context, ports);
  return list.ok ? card(list.value) : notice(refusalText(list.problem, context));
}

async function answerCommand(by: Person, tap: CommandTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  const answer = createForesight((request) => afterwards(tap, by, request, context));
  const done = await ports.changeRequest(tap.request, commandOf(by, tap), answer);
  if (done.ok) return card(answer.of(done.value));
  const starting = tap.verb === 'rollout/start';
  const offer = starting ? await turnedDown(by, tap.request, done.problem, context.now, context, ports) : undefined;
  if (offer !== undefined) return card(offer);
  return done.problem.code === 'not-ready'
    ? stillOpen(tap.request, done.problem, context, ports)
    : notice(refusalText(done.problem, context));
}

/** Start was refused: why, above the card on which it can be mended. */
const stillOpen = (id: RequestId, problem: Refusal, context: Context, ports: ChatPorts): Promise<TapReply> =>
  showing(id, (request) => explained(readyCard(request, context), refusalText(problem, context)), context, ports);

function commandOf({ id: by }: Person, tap: CommandTap): RequestCommand {
  switch (tap.verb) {
    case 'request/comment':
      return { kind: 'comment', by, text: tap.text };
    case 'request/cancel':
      return { kind: 'cancel', by, reason: tap.reason };
    case 'rollout/start':
      return { kind: 'start', by };
    case 'rollout/step':
      return { kind: 'finish-step', by, step: tap.step };
    case 'rollout/finish':
      return { kind: 'finish', by };
    case 'rollout/here':
      return { kind: 'attend', by };
    case 'watch/fine':
      return { kind: 'answer-check', by, saw: 'healthy', note: '' };
    case 'watch/wrong':
      return { kind: 'answer-check', by, saw: 'unhealthy', note: tap.reason };
    case 'watch/vouch':
      return { kind: 'vouch-success', by, lines: tap.lines };
    case 'rollout/tick':
      return { kind: 'tick', by, lines: tap.lines };
    case 'rollout/update-issue':
      return { kind: 'update-issue', by, issue: tap.issue, text: tap.text };
    case 'rollout/resolve-issue':
      return { kind: 'resolve-issue', by, issue: tap.issue, text: tap.text };
    case 'rollout/confirm-rollback':
      return { kind: 'confirm-rollback', by };
    case 'rollout/withdraw-rollback':
      return { kind: 'withdraw-rollback', by };
    case 'rollout/issue':
      return { kind: 'report-issue', by, issue: tap.issue };
    case 'rollout/roll-back':
      return { kind: 'roll-back', by, reason: tap.reason };
    case 'voice/answer':
      return { kind: 'answer-voice', by, said: tap.said };
    case 'obligation/meet':
      return { kind: 'meet-obligation', by, obligation: tap.obligation, note: tap.note };
  }
}

/** The card that was tapped, as it is now. */
function afterwards(tap: CommandTap, by: Person, request: DeployRequest, context: Context): CardMessage {
  if (tap.verb === 'voice/answer') return confirmationCard(request, by.id, context) ?? requestCard(request, context);
  if (tap.verb === 'request/comment') return detailsCard(request, context, LAST_PAGE);
  if (tap.verb === 'obligation/meet') return owedCard(request, tap.obligation, context) ?? requestCard(request, context);
  if (tap.verb === 'rollout/here' || tap.verb === 'rollout/tick') return readyCard(request, context);
  if (tap.verb === 'request/cancel' || tap.verb === 'rollout/start' || !('rollout' in request)) {
    return requestCard(request, context);
  }
  return ranAfter(tap, request, context) ?? liveCard(request, context);
}

function ranAfter(tap: CommandTap, request: RolledOut, context: Context): CardMessage | undefined {
  switch (tap.verb) {
    case 'rollout/update-issue':
    case 'rollout/resolve-issue':
      return issueCard(request, tap.issue, context);
    case 'watch/fine':
    case 'watch/wrong':
      return watchCard(request, context);
    case 'watch/vouch':
      return summaryCard(request, request.rollout.watch?.closed.length ?? 0, context);
    case 'rollout/confirm-rollback':
    case 'rollout/withdraw-rollback':
      return askBackCard(request, request.rollout.asks.length, context);
    default:
      return request.state === 'rolled-back' ? rolledBackCard(request, context) : undefined;
  }
}

/** What was in the way, as it is now; nothing is left of it once the deployment is announced. */
async function answerVerify(id: RequestId, context: Context, ports: ChatPorts): Promise<TapReply> {
  const done = await ports.verifyRequest(id);
  if (!done.ok && done.problem.code !== 'not-due') return notice(refusalText(done.problem, context));
  return showing(id, (request) => noGoCard(request, context) ?? requestCard(request, context), context, ports);
}

/** The form comes as a message of its own: the status card stays what it is. */
async function answerEdit(by: Person, id: RequestId, context: Context, ports: ChatPorts): Promise<TapReply> {
  const begun = await beginFrom('edit', id, undefined, { by, context, ports });
  const form = begun.ok ? begun.value : inTheWayCard(begun.problem, 'edit', id, context);
  const stored = form === undefined ? undefined : await ports.requests.find(id);
  if (form === undefined || stored === undefined) {
    return notice(refusalText(begun.ok ? { code: 'unknown-request' } : begun.problem, context));
  }
  return { kind: 'card', card: requestCard(stored.request, context).card, also: [privately(form)] };
}

async function answerFrom(
  by: Person,
  { request, from, draft }: Extract<CardTap, { verb: 'draft/from' }>,
  context: Context,
  ports: ChatPorts,
): Promise<TapReply> {
  const begun = await beginFrom(from, request, draft, { by, context, ports });
  if (begun.ok) return card(begun.value);
  const inTheWay = inTheWayCard(begun.problem, from, request, context);
  return inTheWay === undefined ? notice(refusalText(begun.problem, context)) : card(inTheWay);
}
