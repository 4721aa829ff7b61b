import {
  approvalCard,
  chooseRoleCard,
  givenCard,
  NOTHING_FILLED,
  refusalText,
  requestCard,
  reviewCard,
  type Filled,
} from '../cards/cards.ts';
import type { CardTap } from '../cards/actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { briefOf, OVER } from '../domain/brief.ts';
import { barredFrom } from '../domain/duties.ts';
import { reviewOf } from '../domain/review.ts';
import { rolesAsked, votesOf } from '../domain/vote.ts';
import type { PersonId, RequestId, RoleId } from '../domain/ids.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Person } from '../flows/ports.ts';
import { createForesight } from './foresight.ts';
import type { TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { card, explained, notice } from './replies.ts';

type Tap<Verb extends CardTap['verb']> = Extract<CardTap, { verb: Verb }>;

/** The reviewer's own view: their checklist, or what they have answered; a sentence for who has nothing to review. */
export async function answerReview(
  by: Person,
  { request: id, as }: Tap<'request/review' | 'request/withdraw'>,
  context: Context,
  ports: ChatPorts,
): Promise<TapReply> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return unknownRequest(context);
  const { request } = stored;
  const roles = as === undefined ? rolesAsked(request) : [as];
  const held = await ports.directory.rolesOf(by.id, roles);
  if (!held.ok) return notice(refusalText(held.problem, context));
  const about = { roles, service: request.plan.service, held: held.value, barred: barredFrom(request) };
  const standIns = await ports.standIns.of(by.id, about);
  if (!standIns.ok) return notice(refusalText(standIns.problem, context));

  const review = reviewOf(request, {
    by: by.id,
    held: new Set([...held.value, ...standIns.value.map(({ role }) => role)]),
    as,
    holders: await ports.directory.holders(),
  });
  switch (review.kind) {
    case 'give':
      return card(await reviewing(request, review.as, NOTHING_FILLED, context, ports));
    case 'choose':
      return card(chooseRoleCard(request, { roles: review.roles, choice: 'approve', comment: '' }, context));
    case 'given':
      return card(givenCard(request, review.votes, context));
    case 'refused':
      return notice(refusalText(review.problem, context));
  }
}

/** A vote, and for whoever cast it what they have said; one that was turned down keeps what was filled in. */
export async function answerVote(by: Person, tap: Tap<'request/vote'>, context: Context, ports: ChatPorts): Promise<TapReply> {
  const { verb: _verb, request: id, ...vote } = tap;
  const answer = createForesight((request) => ownCard(request, by.id, context));
  const voted = await ports.changeRequest(id, { kind: 'vote', by: by.id, ...vote }, answer);
  if (voted.ok) return card(answer.of(voted.value));

  const { problem } = voted;
  const sentence = refusalText(problem, context);
  const filled: Filled = { ...tap.answered, comment: tap.comment };
  switch (problem.code) {
    case 'choose-role': {
      const { roles } = problem;
      const { choice, comment } = tap;
      return showing(id, (request) => chooseRoleCard(request, { roles, choice, comment }, context), context, ports);
    }
    case 'checklist-open':
      return showing(
        id,
        async (request) => explained(await reviewing(request, problem.as, filled, context, ports), sentence),
        context,
        ports,
      );
    case 'stale-revision':
      return showing(id, (request) => explained(approvalCard(request, context), sentence), context, ports);
    default:
      return notice(sentence);
  }
}

/** Enough to find what is similar among them. */
const MOST_OTHERS = 30;
const MOST_GROUPS = 50;

/** The own view of a reviewer, with what they should know at this moment. */
async function reviewing(
  request: DeployRequest,
  as: RoleId,
  filled: Filled,
  context: Context,
  { requests, alertGroups }: ChatPorts,
): Promise<CardMessage> {
  const { service, environment } = request.plan;
  const [others, groups] = await Promise.all([
    requests.list({ service, environment, states: OVER, most: MOST_OTHERS }),
    alertGroups.list({ open: true, most: MOST_GROUPS }),
  ]);
  return reviewCard(request, { as, brief: briefOf(request, { others, groups }), filled }, context);
}

/** Takes back what the person said, and shows them what waits for them now. */
export async function answerWithdrawal(
  by: Person,
  tap: Tap<'request/review' | 'request/withdraw'>,
  context: Context,
  ports: ChatPorts,
): Promise<TapReply> {
  const done = await ports.changeRequest(tap.request, { kind: 'withdraw', by: by.id, as: tap.as });
  if (!done.ok) return notice(refusalText(done.problem, context));
  return card(explained(approvalCard(done.value, context), context.words.vote.withdrawn));
}

/** What somebody sees of a request who comes to it by a button: their own answer, their own request, or the card for all. */
export function ownCard(request: DeployRequest, person: PersonId, context: Context): CardMessage {
  if (request.requester === person) return requestCard(request, context);
  const given = votesOf(request, person);
  const isOpen = request.state === 'pending' || request.state === 'paused';
  return isOpen && given.length > 0 ? givenCard(request, given, context) : approvalCard(request, context);
}

/** A request as it is now, drawn as told; a sentence when there is none. */
export async function showing(
  id: RequestId,
  draw: (request: DeployRequest) => CardMessage | Promise<CardMessage>,
  context: Context,
  { requests }: Pick<ChatPorts, 'requests'>,
): Promise<TapReply> {
  const stored = await requests.find(id);
  return stored === undefined ? unknownRequest(context) : card(await draw(stored.request));
}

const unknownRequest = (context: Context): TapReply => notice(refusalText({ code: 'unknown-request' }, context));
