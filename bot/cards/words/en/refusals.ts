import { isAlertRefusal, type AlertRefusal } from '../../../domain/alert-refusal.ts';
import type { PeopleRefusal, Refusal } from '../../../domain/refusal.ts';
import { alertRefusal } from './alert-refusals.ts';
import { deploymentRefusal, IS } from './deployment-refusals.ts';
import { isPeopleRefusal, peopleRefusal } from './people-refusals.ts';
import { fieldRefusal } from './field-refusals.ts';
import { heldRefusal, isHeldRefusal, type HeldRefusal } from './hold-refusals.ts';
import { anyOf, explain, type Explained, type Naming } from './explained.ts';

/** The sentence for somebody whose tap or command was turned down. */
export function refusal(refused: Refusal, naming: Naming): Explained {
  if (isPeopleRefusal(refused)) return peopleRefusal(refused, naming);
  if (isHeldRefusal(refused)) return heldRefusal(refused, naming);
  if (isAlertRefusal(refused)) return alertRefusal(refused, naming);
  switch (refused.code) {
    case 'unknown-request':
      return explain('There is no such request.', 'See what there is with /status.');
    case 'unreadable':
      return explain('This button is from a card that is no longer in use.', 'Get a current one with /status.');
    case 'busy':
      return explain('Others are changing this request right now.', 'Please try again in a moment.');
    case 'directory-unreachable':
      return explain(
        'The directory did not say which roles you hold, so nothing was recorded.',
        'Please try again in a few minutes.',
      );
    case 'unknown-draft':
      return explain(
        'This draft was submitted or discarded.',
        'Start a new one with /deploy, or see your requests with /status.',
      );
    case 'draft-open':
      return explain('You have another request that is not submitted yet.', 'Go on with it, or discard it first.');
    case 'stale-draft':
      return explain('This form was changed somewhere else since.', 'Here it is as it is now; please go on from here.');
    case 'incomplete':
      return explain('Some answers still need a change before this can be submitted.', 'They are marked on the form.');
    case 'cannot-move': {
      const { wrong, next } = fieldRefusal(refused.problem, naming);
      return explain(`It stays where it is: ${wrong}`, next);
    }
    case 'stale-revision':
      return explain(
        'The request was edited after this card was drawn, so nothing was recorded.',
        `Please look at revision ${refused.revision} and answer there.`,
      );
    case 'not-due':
      return explain('This is not due yet.', 'Signoff will do it when it is.');
    case 'choose-role':
      return explain(`You are asked as ${anyOf(refused.roles, naming)}.`, 'Choose the role you approve as.');
    case 'not-operator':
      return explain('Only people who hold a deployment role choose where posts go.', 'Ask one of them to type this here.');
    case 'comment-unreadable':
      return explain(`A comment has 1 to ${refused.most} characters.`, 'Please write it and send it again.');
    case 'comments-full':
      return explain(`This request has ${refused.most} comments already.`, 'Please go on in its thread.');
    case 'evidence-unreadable':
      return explain(
        'Only files with a plain name, and links that start with https://, can be kept.',
        'Upload it to where others can open it, or give it a plain name, then send it again; a pasted picture has no link.',
      );
    case 'evidence-full':
      return explain(
        `There is no room for more than ${refused.most} pieces of evidence.`,
        'Put them into one folder and send its link.',
      );
    case 'no-draft':
      return explain(
        'You have no request in the making.',
        'Start one with /deploy first, or send the file with the number of a request, such as DEP-42.',
      );
    case 'unknown-channel':
      return explain(
        'The policy names no such channel.',
        refused.known.length === 0 ? 'Ask whoever keeps the policy to add it.' : `It names ${refused.known.join(', ')}.`,
      );
    default:
      return voteRefusal(refused, naming);
  }
}

type General =
  | 'unknown-request'
  | 'unreadable'
  | 'busy'
  | 'directory-unreachable'
  | 'unknown-draft'
  | 'draft-open'
  | 'stale-draft'
  | 'incomplete'
  | 'cannot-move'
  | 'stale-revision'
  | 'not-due'
  | 'choose-role'
  | 'not-operator'
  | 'comment-unreadable'
  | 'comments-full'
  | 'evidence-unreadable'
  | 'evidence-full'
  | 'no-draft'
  | 'unknown-channel';

function voteRefusal(
  refused: Exclude<Refusal, AlertRefusal | PeopleRefusal | HeldRefusal | { code: General }>,
  naming: Naming,
): Explained {
  switch (refused.code) {
    case 'not-pending':
      return explain(`This request ${IS[refused.state]}, so no more votes are counted.`, 'The card shows how it ended.');
    case 'own-request':
      return explain('This is your own request.', 'Somebody else has to approve it; the card names who is missing.');
    case 'author':
      return explain('You wrote part of this change.', 'Somebody else of your role has to approve it.');
    case 'role-not-asked':
      return explain('This request does not ask for a role of yours.', '/pending shows what waits for you.');
    case 'role-not-held':
      return explain(
        `The directory does not list you as ${naming.role(refused.role)}.`,
        'Ask whoever keeps the policy, if it should.',
      );
    case 'already-voted':
      return explain(
        `You have already answered as ${naming.role(refused.as)}, and one person answers once.`,
        'Withdraw that answer first if you have changed your mind: Review on the card shows it.',
      );
    case 'needed-as':
      return explain(
        `You are needed as ${anyOf(refused.roles, naming)}: too few others could be, so nothing was recorded.`,
        'Answer as that role when it is asked; somebody else can give this one.',
      );
    case 'phase-later':
      return explain(
        `${refused.phase} comes after ${refused.now}, which is not complete, so nothing was recorded.`,
        'You will be asked when its turn comes; an objection is welcome now.',
      );
    case 'checklist-open':
      return explain(
        refused.open === 1
          ? `One line of the checklist for ${naming.role(refused.as)} is not ticked.`
          : `${refused.open} of ${refused.of} lines of the checklist for ${naming.role(refused.as)} are not ticked.`,
        'Tick what you have checked, and say why the rest does not apply.',
      );
    case 'no-vote':
      return explain('You have no answer on this request.', '/pending shows what waits for you.');
    case 'vote-final':
      return explain(
        `This request ${IS[refused.state]}, so answers stay as they are.`,
        'Talk to the requester, who can cancel it.',
      );
    case 'reason-needed':
      return explain('This needs a reason, so that everybody concerned understands it.', 'Please write one and send it again.');
    case 'not-requester':
      return explain(
        'Only the person who asked can change or cancel this.',
        'Ask them, or request changes on the approval card.',
      );
    case 'already-over':
      return explain(`This request ${IS[refused.state]}, so it stays as it is.`, 'Start a new one with /deploy.');
    default:
      return deploymentRefusal(refused, naming);
  }
}
