import type { Delegation } from '../domain/delegation.ts';
import type { Explanation } from '../domain/explanation.ts';
import type { Finding } from '../domain/finding.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import { overall } from '../domain/watch.ts';
import type { DeployRequest, Vote } from '../domain/request.ts';
import { button, type CardButton } from './actions.ts';
import type { AdaptiveCard, CardMessage, Context } from './context.ts';
import { namingFor } from './naming.ts';
import { environmentTitle, named, nameOf, voterName } from './pieces.ts';
import { render } from './render.ts';
import { firstThatFits } from './size.ts';
import { chaseView } from './views/chase.ts';
import { approvalView, askingNow } from './views/approval.ts';
import { checkView, type CheckInput } from './views/check.ts';
import { askBackView } from './views/ask-back.ts';
import { daysText, delegateView, scopeText, type DelegateInput } from './views/delegate.ts';
import { doctorSummary, doctorView } from './views/doctor.ts';
import { detailsView, extentsOf } from './views/details.ts';
import { denialView } from './views/denial.ts';
import { emergencyView, type EmergencyInput } from './views/emergency.ts';
import { EDIT_EXTENTS, editView } from './views/edit.ts';
import { formView, type FormInput } from './views/form.ts';
import { foundView } from './views/found.ts';
import { helpView, welcomeView } from './views/guide.ts';
import { issueView } from './views/issue.ts';
import { issueWordView } from './views/issue-word.ts';
import { listView } from './views/list.ts';
import { liveView } from './views/live.ts';
import { chooseRoleView, noticeView, type ChooseRoleInput } from './views/notice.ts';
import { noGoView } from './views/no-go.ts';
import { strayView } from './views/stray.ts';
import { readyView } from './views/ready.ts';
import { nextLine, requestView } from './views/request.ts';
import { boardView, owedView } from './views/owed.ts';
import { givenView, reviewView, type Reviewing } from './views/review.ts';
import { rolledBackView } from './views/rolled-back.ts';
import type { RolledOut } from './views/rollout.ts';
import { rootView } from './views/root.ts';
import { scheduledView } from './views/scheduled.ts';
import { simulateView, supposedEnvironment, type SimulateInput } from './views/simulate.ts';
import { successView } from './views/success.ts';
import { alarmView } from './views/breach.ts';
import { summaryView, watchView } from './views/watch.ts';
import { stateText, type Asking } from './views/tally.ts';
import { whyView } from './views/why.ts';

export * from './alert-cards.ts';
export { withBanner } from './banner.ts';
export { dialogCard } from './dialog.ts';
export { simulationLines } from './views/simulate.ts';
export { foundLines } from './views/found.ts';
export type { CheckInput } from './views/check.ts';
export type { DelegateInput } from './views/delegate.ts';
export type { EmergencyInput } from './views/emergency.ts';
export type { FormInput } from './views/form.ts';
export type { ChooseRoleInput } from './views/notice.ts';
export { NOTHING_FILLED, type Filled } from './views/review.ts';
export type { Asking } from './views/tally.ts';
export type { RolledOut } from './views/rollout.ts';

/** Every card of the product. Each is made of domain values and for whom it is drawn, and of nothing else. */

/** One section of the form, with what was typed and what is wrong with it. */
export const formCard = (input: FormInput, context: Context): CardMessage =>
  message(render('form', formView(input, context)), context.words.form.summary);

/** The last page of the form. */
export const checkCard = (input: CheckInput, context: Context): CardMessage =>
  message(render('check', checkView(input, context)), context.words.check.summary);

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

/** The approvers' card: safe for everyone in the channel. Unless told for which turn and where, for whoever is asked now. */
export function approvalCard(request: DeployRequest, context: Context, asking: Asking = askingNow(request)): CardMessage {
  const { approval } = context.words.summaries;
  const summary =
    request.state === 'pending'
      ? approval(named(request, context), environmentTitle(request, context))
      : stateSummary(request, context);
  return message(render('approval', approvalView(request, asking, context)), summary);
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
  message(render('why', whyView(request, explanation, context)), stateSummary(request, context));

/** Who would have to approve something that nobody has asked for yet. */
export const simulateCard = (input: SimulateInput, context: Context): CardMessage =>
  message(
    render('why', simulateView(input, context)),
    context.words.simulate.summary(supposedEnvironment(input.supposed, context)),
  );

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

export const scheduledCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('scheduled', scheduledView(request, context)), stateSummary(request, context));

export const liveCard = (request: RolledOut, context: Context): CardMessage =>
  message(render('live', liveView(request, context)), stateSummary(request, context));

export const successCard = (request: RolledOut, context: Context): CardMessage =>
  message(render('success', successView(request, context)), stateSummary(request, context));

/** The `n`th issue of a rollout, counting from 1; undefined when it has no such issue. */
export function issueCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const issue = request.rollout.issues[n - 1];
  if (issue === undefined) return undefined;
  return message(
    render('issue', issueView(request, { issue, n }, context)),
    context.words.summaries.issue(named(request, context)),
  );
}

/** Roll call and checklist, for everyone who can read the thread. */
export const readyCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('ready', readyView(request, context)), `${named(request, context)}: ${context.words.ready.title}`);

/** Why a deployment that was approved cannot go ahead; undefined when nothing was found in its way. */
export function noGoCard(request: DeployRequest, context: Context): CardMessage | undefined {
  const { noGo } = request.readiness;
  if (noGo === undefined) return undefined;
  return message(render('note', noGoView(request, noGo, context)), `${named(request, context)}: ${context.words.noGo.title}`);
}

/** The `n`th run that began without being allowed to, counting from 1. */
export function strayCard(request: DeployRequest, n: number, context: Context): CardMessage | undefined {
  const stray = request.strays[n - 1];
  if (stray === undefined) return undefined;
  return message(
    render('note', strayView(request, stray, context)),
    `${named(request, context)}: ${context.words.stray.title}`,
  );
}

/** The `n`th time that somebody asks to roll back, counting from 1. */
export function askBackCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const ask = request.rollout.asks[n - 1];
  if (ask === undefined) return undefined;
  return message(
    render('note', askBackView(request, ask, context)),
    `${named(request, context)}: ${context.words.askBack.waits}`,
  );
}

/** What was said about an issue, or how it ended; both count from 1. */
export function issueWordCard(
  request: RolledOut,
  at: { readonly issue: number; readonly word: number },
  context: Context,
): CardMessage | undefined {
  const view = issueWordView(request, at, context);
  const summary = `${named(request, context)}: ${context.words.issueWord.update(at.issue)}`;
  return view && message(render('note', view), summary);
}

/** How a deployment that is live is doing; undefined before its watch is open. */
export function watchCard(request: RolledOut, context: Context): CardMessage | undefined {
  const { watch } = request.rollout;
  if (watch === undefined) return undefined;
  const said = watch.checks.length === 0 ? context.words.watch.opening : context.words.watch.verdicts[overall(watch)];
  return message(render('watch', watchView(request, watch, context)), `${named(request, context)}: ${said}`);
}

/** The `n`th part of the watch that is over, counting from 1. */
export function summaryCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const { watch } = request.rollout;
  const view = watch && summaryView(request, watch, n, context);
  const verdict = watch?.closed[n - 1]?.verdict;
  return (
    view &&
    message(render('watch', view), `${named(request, context)}: ${verdict ? context.words.watch.verdicts[verdict] : ''}`)
  );
}

/** The `n`th check of the watch, counting from 1, where it begins to look bad. */
export function alarmCard(request: RolledOut, n: number, context: Context): CardMessage | undefined {
  const check = request.rollout.watch?.checks[n - 1];
  return (
    check &&
    message(render('note', alarmView(request, check, context)), `${named(request, context)}: ${context.words.watch.alarm}`)
  );
}

/** While a request goes back, and after. */
export const rolledBackCard = (request: RolledOut, context: Context): CardMessage =>
  message(render('rolled-back', rolledBackView(request, context)), stateSummary(request, context));

/** All that a request owes to anybody. */
export const obligationsCard = (request: DeployRequest, context: Context): CardMessage =>
  message(render('owed', boardView(request, context)), `${named(request, context)}: ${context.words.owed.board}`);

/** One obligation, for its owner; undefined when the request owes no such thing. */
export function owedCard(request: DeployRequest, id: string, context: Context): CardMessage | undefined {
  const obligation = request.obligations.find((one) => one.id === id);
  if (obligation === undefined) return undefined;
  const summary = `${named(request, context)}: ${context.words.owed.titles[obligation.kind]}`;
  return message(render('owed', owedView(request, obligation, context)), summary);
}

/** What somebody said of the approval by voice that they are named for; undefined when they are not. */
export function confirmationCard(request: DeployRequest, person: PersonId, context: Context): CardMessage | undefined {
  const owed = request.obligations.find(({ kind, owner }) => kind === 'confirm-approval' && owner === person);
  return owed && owedCard(request, owed.id, context);
}

/** What is asked of whoever declares an emergency. */
export const emergencyCard = (input: EmergencyInput, context: Context): CardMessage =>
  message(render('emergency', emergencyView(input, context)), context.words.emergency.title);

/** The `n`th person, from 1, of those who are said to have approved by voice, denies it; undefined unless they do. */
export function denialCard(request: DeployRequest, n: number, context: Context): CardMessage | undefined {
  const voice = request.emergency?.voices[n - 1];
  if (voice?.answer?.said !== 'denied') return undefined;
  const summary = `${named(request, context)}: ${context.words.emergency.denial}`;
  return message(render('owed', denialView(request, voice.by, context)), summary);
}

/** The `n`th time that somebody was told, counting from 1; undefined when there was no such time. */
export function chaseCard(request: DeployRequest, n: number, context: Context): CardMessage | undefined {
  const chase = request.chases[n - 1];
  const view = chase && chaseView(request, chase, context);
  return view && message(render('owed', view), `${named(request, context)}: ${view.head.title}`);
}

/** Requests for `/status` and `/pending`, in the order given. */
export const listCard = (kind: 'status' | 'pending', requests: readonly DeployRequest[], context: Context): CardMessage =>
  message(render('list', listView(kind, requests, context)), context.words.list[kind]);

/** What the last edit changed; a sentence once the request was edited again, or when it never was. */
export function editCard(request: DeployRequest, revision: number, context: Context): CardMessage {
  const { edit } = request;
  const { words } = context;
  if (edit === undefined) return noticeCard(words.edit.none(request.id), showButton(request, context));
  if (edit.revision !== revision) {
    return noticeCard(words.edit.overtaken(request.id, edit.revision), showButton(request, context));
  }
  const draws = EDIT_EXTENTS.map((extent) => () => render('edit', editView(request, edit, extent, context)));
  return message(firstThatFits(draws), words.edit.summary(request.id, edit.revision));
}

/** The `n`th comment, counting from 1, as a message of its own; undefined when there is none such. */
export function commentCard(request: DeployRequest, n: number, context: Context): CardMessage | undefined {
  const comment = request.comments[n - 1];
  if (comment === undefined) return undefined;
  const text = context.words.comments.said(nameOf(comment.by, context), named(request, context), comment.text);
  return noticeCard(text, showButton(request, context));
}

const showButton = ({ id }: DeployRequest, { words }: Context): readonly CardButton[] => [
  button(words.buttons.show, 'request/show', { request: id }),
];

export const helpCard = (context: Context): CardMessage => message(render('help', helpView(context)), context.words.help.title);

/** What `/doctor` found, what has to be mended first. */
export const doctorCard = (findings: readonly Finding[], context: Context): CardMessage =>
  message(render('doctor', doctorView(findings, context)), doctorSummary(findings, context));

export const welcomeCard = (context: Context): CardMessage =>
  message(render('welcome', welcomeView(context)), context.words.welcome.summary);

/** Who stands in for a person and for whom they do, with the questions of another delegation. */
export const delegateCard = (input: DelegateInput, context: Context): CardMessage =>
  message(render('delegate', delegateView(input, context)), context.words.delegate.title);

/** Tells whoever is to stand in for somebody; `delegation` is undefined once it is over or was revoked. */
export function standInCard(delegation: Delegation | undefined, context: Context): CardMessage {
  const { delegate, buttons } = context.words;
  if (delegation === undefined) return noticeCard(delegate.toldOver);
  const text = delegate.toldText(scopeText(delegation, context), daysText(delegation, context));
  return noticeCard(`${delegate.told(nameOf(delegation.giver, context))}. ${text}`, [button(buttons.pending, 'pending/list')]);
}

/** A sentence in place of a card, with buttons that lead on. */
export const noticeCard = (text: string, buttons: readonly CardButton[] = []): CardMessage =>
  message(render('notice', noticeView(text, buttons)), text);

/** The sentences for somebody whose tap or command was turned down, as text. */
export function refusalText(refusal: Refusal, context: Context): string {
  const { wrong, next } = context.words.refusal(refusal, namingFor(context));
  return `${wrong} ${next}`;
}

const message = (card: AdaptiveCard, summary: string): CardMessage => ({ card, summary });

const stateSummary = (request: DeployRequest, context: Context): string =>
  `${named(request, context)}: ${stateText(request, context.words)}`;
