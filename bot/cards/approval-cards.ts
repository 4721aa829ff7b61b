import type { Explanation } from '../domain/explanation.ts';
import type { PersonId, ServiceId } from '../domain/ids.ts';
import { phaseNow } from '../domain/phases.ts';
import { votesOf } from '../domain/vote.ts';
import type { DeployRequest, Vote } from '../domain/request.ts';
import type { AdaptiveCard, CardMessage, Context } from './context.ts';
import { message, stateSummary } from './message.ts';
import { environmentTitle, named } from './pieces.ts';
import { render } from './render.ts';
import { firstThatFits } from './size.ts';
import { approvalView, askingNow } from './views/approval.ts';
import { chaseView } from './views/chase.ts';
import { type ChooseRoleInput, chooseRoleView } from './views/notice.ts';
import { type Reviewing, givenView, reviewView } from './views/review.ts';
import { onCallView } from './views/on-call.ts';
import { type SimulateInput, simulateView, supposedEnvironment } from './views/simulate.ts';
import { askedAccounts, type Asking } from './views/tally.ts';
import { WHY_EXTENTS, whyView } from './views/why.ts';

/** Cards of an approval: who is asked, what they say, and why it is them. */

/** The approvers' card: safe for everyone in the channel. Unless told for which turn and where, for whoever is asked now. */
export function approvalCard(request: DeployRequest, context: Context, asking: Asking = askingNow(request)): CardMessage {
  const { approval } = context.words.summaries;
  const summary =
    request.state === 'pending'
      ? approval(named(request, context), environmentTitle(request, context))
      : stateSummary(request, context);
  return message(refreshed(render('approval', approvalView(request, asking, context)), request, asking, context), summary);
}

/** The same for one person alone: what is asked of them, or what they have said. */
export function askedCard(request: DeployRequest, person: PersonId, context: Context, phase = phaseNow(request)): CardMessage {
  const given = votesOf(request, person);
  const isOpen = request.state === 'pending' || request.state === 'paused';
  if (isOpen && given.length > 0) return givenCard(request, given, context);
  return approvalCard(request, context, { phase, place: `person:${person}` });
}

/** For people who are asked by this card, their clients ask for a view of their own; everybody else sees the card as it is. */
function refreshed(card: AdaptiveCard, request: DeployRequest, asking: Asking, context: Context): AdaptiveCard {
  const userIds = context.client === 'teams' ? askedAccounts(request, asking, context) : [];
  if (userIds.length === 0) return card;
  const { again } = context.words.search;
  const action = { type: 'Action.Execute', title: again, verb: 'request/own', data: { request: request.id } };
  return { ...card, refresh: { action, userIds } };
}

/** For the one person who can approve as this role: checklist, comment, and what to say instead. */
export const reviewCard = (request: DeployRequest, reviewing: Reviewing, context: Context): CardMessage =>
  message(render('review', reviewView(request, reviewing, context)), stateSummary(request, context));

/** For the one person who has answered: what they said, and the way to take it back. */
export const givenCard = (request: DeployRequest, given: readonly Vote[], context: Context): CardMessage =>
  message(render('review', givenView(request, given, context)), stateSummary(request, context));

/** For the one person who tapped and holds several of the roles asked. */
export const chooseRoleCard = (request: DeployRequest, input: ChooseRoleInput, context: Context): CardMessage =>
  message(render('choose-role', chooseRoleView(request, input, context)), context.words.vote.chooseRole);

/** What is in the way of a request, who can take it away, and when it could start. */
export const whyCard = (request: DeployRequest, explanation: Explanation, context: Context): CardMessage =>
  message(
    firstThatFits(WHY_EXTENTS.map((most) => () => render('why', whyView(request, explanation, most, context)))),
    stateSummary(request, context),
  );

/** Who would have to approve something that nobody has asked for yet. */
export const simulateCard = (input: SimulateInput, context: Context): CardMessage =>
  message(
    render('why', simulateView(input, context)),
    context.words.simulate.summary(supposedEnvironment(input.supposed, context)),
  );

/** Who is on call for a service, or for all of them, and for what is being deployed or watched. */
export const onCallCard = (service: ServiceId | undefined, running: readonly DeployRequest[], context: Context): CardMessage =>
  message(render('note', onCallView(service, running, context)), context.words.onCall.title);

/** The `n`th time that somebody was told, counting from 1; undefined when there was no such time. */
export function chaseCard(request: DeployRequest, n: number, context: Context): CardMessage | undefined {
  const chase = request.chases[n - 1];
  const view = chase && chaseView(request, chase, context);
  return view && message(render('owed', view), `${named(request, context)}: ${view.head.title}`);
}
