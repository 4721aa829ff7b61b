import type { Finding } from '../domain/finding.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { TargetRuns } from '../domain/target-runs.ts';
import { button } from './actions.ts';
import type { CardMessage, Context } from './context.ts';
import { message, noticeCard, showButton, stateSummary } from './message.ts';
import { namingFor } from './naming.ts';
import { nameOf, named, voterName } from './pieces.ts';
import { render } from './render.ts';
import { firstThatFits } from './size.ts';
import { detailsView, extentsOf } from './views/details.ts';
import { doctorSummary, doctorView } from './views/doctor.ts';
import { foundView } from './views/found.ts';
import { helpView, welcomeView } from './views/guide.ts';
import { digestView, listView } from './views/list.ts';
import { nextLine, requestView } from './views/request.ts';
import { rootView } from './views/root.ts';

/** Every card of the product. Each is made of domain values and for whom it is drawn, and of nothing else. */

export * from './alert-cards.ts';
export { withBanner } from './banner.ts';
export { dialogCard } from './dialog.ts';
export { simulationLines } from './views/simulate.ts';
export { LAST_PAGE } from './views/details.ts';
export { foundLines } from './views/found.ts';
export type { CheckInput } from './views/check.ts';
export type { DelegateInput } from './views/delegate.ts';
export type { EmergencyInput } from './views/emergency.ts';
export type { FormInput } from './views/form.ts';
export type { ChooseRoleInput } from './views/notice.ts';
export { NOTHING_FILLED, type Filled } from './views/review.ts';
export type { Asking } from './views/tally.ts';
export type { RolledOut } from './views/rollout.ts';
export { noticeCard } from './message.ts';
export * from './form-cards.ts';
export * from './approval-cards.ts';
export * from './rollout-cards.ts';
export * from './obligation-cards.ts';

/** The requester's own card. */
export const requestCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('request', requestView(request, context)), stateSummary(request, context));

/** Where a request stands, why, and what to do next, as a message that its requester is notified of. */
export function newsCard(request: DeployRequest, context: Context): CardMessage {
  const { buttons, summaries } = context.words;
  const because = 'vote' in request ? [summaries.said(voterName(request.vote, context), request.vote.comment)] : [];
  const text = [`${stateSummary(request, context)}.`, ...because, nextLine(request, context)].join(' ');
  return noticeCard(text, [button(buttons.show, 'request/show', { request: request.id })]);
}

/** The first message of a request's thread. */
export const rootCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('root', rootView(request, context)), stateSummary(request, context));

/** A request for a conversation that the bot may know nothing of: safe for everyone, and asked for anew by their clients. */
export const foundCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('found', foundView(request, context)), stateSummary(request, context));

/** Everything the request says; the page asked for where one card is too small for it. */
export const detailsCard = (request: DeployRequest, context: Context, page = 1): CardMessage =>
  message(
    firstThatFits(extentsOf(page).map((extent) => () => render('details', detailsView(request, extent, context)))),
    stateSummary(request, context),
  );

/** Requests for `/status` and `/pending`, in the order given. */
export const listCard = (
  kind: 'status' | 'pending',
  requests: readonly DeployRequest[],
  context: Context,
  recorded: readonly TargetRuns[] = [],
): CardMessage => message(render('list', listView(kind, requests, context, recorded)), context.words.list[kind]);

/** What waits for one person, as it was when the list was written, in their own chat. */
export const digestCard = (requests: readonly DeployRequest[], context: Context): CardMessage =>
  message(render('list', digestView(requests, context)), context.words.list.digest.summary(requests.length));

/** The `n`th comment, counting from 1, as a message of its own; undefined when there is none such. */
export function commentCard(request: DeployRequest, n: number, context: Context): CardMessage | undefined {
  const comment = request.comments[n - 1];
  if (comment === undefined) return undefined;
  const text = context.words.comments.said(nameOf(comment.by, context), named(request, context), comment.text);
  return noticeCard(text, showButton(request, context));
}

export const helpCard = (context: Context): CardMessage => message(render('help', helpView(context)), context.words.help.title);

/** What `/doctor` found, what has to be mended first. */
export const doctorCard = (findings: readonly Finding[], context: Context): CardMessage =>
  message(render('doctor', doctorView(findings, context)), doctorSummary(findings, context));

export const welcomeCard = (context: Context): CardMessage =>
  message(render('welcome', welcomeView(context)), context.words.welcome.summary);

/** The sentences for somebody whose tap or command was turned down, as text. */
export function refusalText(refusal: Refusal, context: Context): string {
  const { wrong, next } = context.words.refusal(refusal, namingFor(context));
  return `${wrong} ${next}`;
}
