import type { Delegation } from '../domain/delegation.ts';
import type { PersonId } from '../domain/ids.ts';
import type { DeployRequest } from '../domain/request.ts';
import { button } from './actions.ts';
import type { CardMessage, Context } from './context.ts';
import { message, noticeCard } from './message.ts';
import { nameOf, named } from './pieces.ts';
import { render } from './render.ts';
import { type DelegateInput, daysText, delegateView, scopeText } from './views/delegate.ts';
import { denialView } from './views/denial.ts';
import { type EmergencyInput, emergencyView } from './views/emergency.ts';
import { filedReviewView, postReviewView, type PostReviewInput } from './views/post-review.ts';
import { boardView, owedView } from './views/owed.ts';

/** Cards of what people owe, and of who stands in for whom. */

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

/** What is asked of whoever writes a post-incident review. */
export const postReviewCard = (request: DeployRequest, input: PostReviewInput, context: Context): CardMessage =>
  message(render('post-review', postReviewView(request, input, context)), postReviewSummary(request, context));

/** The review as it was filed; undefined until then. */
export function filedReviewCard(request: DeployRequest, context: Context): CardMessage | undefined {
  const { postReview } = request;
  if (postReview === undefined) return undefined;
  return message(render('note', filedReviewView(request, postReview, context)), postReviewSummary(request, context));
}

const postReviewSummary = (request: DeployRequest, context: Context): string =>
  `${named(request, context)}: ${context.words.postReview.title}`;

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
