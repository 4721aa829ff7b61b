import type { FieldProblem, FieldRefusal, PeopleRefusal, Refusal } from '../../../domain/refusal.ts';
import type { PersonId, RoleId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/time.ts';
import { deploymentRefusal, IS } from './deployment-refusals.ts';
import { fields } from './form.ts';
import { isPeopleRefusal, peopleRefusal } from './people-refusals.ts';

/** How the sentences name what is not a word: roles by their titles, people by their names, moments in the reader's zone. */
export interface Naming {
  readonly role: (id: RoleId) => string;
  readonly person: (id: PersonId) => string;
  readonly moment: (at: Instant) => string;
}

/** What is wrong, and what to do about it. */
export interface Explained {
  readonly wrong: string;
  readonly next: string;
}

export const explain = (wrong: string, next: string): Explained => ({ wrong, next });

const anyOf = (roles: readonly RoleId[], { role }: Naming): string => roles.map(role).join(' or ');

/** The sentence beside a field of the form. */
export function fieldRefusal({ field, refusal }: FieldProblem, naming: Naming): Explained {
  switch (refusal.code) {
    case 'missing':
      return explain(field === 'migration' ? 'Database is ticked above.' : 'This is still empty.', fields[field].ask);
    case 'too-long':
      return explain('This is longer than fits on a card.', `Keep it to ${refusal.most} characters.`);
    case 'not-an-option':
      return explain('This is not one of the choices.', 'Choose from the list.');
    case 'not-a-number':
      return explain('This is not a number that fits here.', 'Give a whole number, such as 30.');
    case 'not-a-percentage':
      return explain('This is not a percentage.', 'Give a number from 0 to 100, such as 91 or 91.5.');
    case 'not-a-date':
      return explain('This is not a day in the calendar.', 'Choose a day.');
    case 'not-a-time':
      return explain('This time is not on the clock that day.', 'Choose a time, such as 09:00.');
    case 'not-a-link':
      return explain('This is not a web address.', 'Paste one that starts with https://.');
    case 'unknown-person':
      return explain('Somebody here is not known to Signoff.', 'Choose from the list, or add them to the team first.');
    default:
      return ruleRefusal(refusal, naming);
  }
}

type Shape =
  | 'missing'
  | 'too-long'
  | 'not-an-option'
  | 'not-a-number'
  | 'not-a-percentage'
  | 'not-a-date'
  | 'not-a-time'
  | 'not-a-link'
  | 'unknown-person';

function ruleRefusal(refusal: Exclude<FieldRefusal, { code: Shape }>, naming: Naming): Explained {
  switch (refusal.code) {
    case 'not-a-version':
      return explain('This is not a semantic version.', 'Give three numbers, as in 2.4.1.');
    case 'version-not-newer':
      return explain(`Version ${refusal.running} is already running there.`, 'Give a newer version.');
    case 'already-requested':
      return explain(`${refusal.by} already asks for this version.`, 'Go on with that request, or give another version.');
    case 'coverage-too-low':
      return explain(`Policy asks for at least ${refusal.minimum} % coverage.`, 'Add tests, then give the new figure.');
    case 'too-few-reviewers':
      return explain(`Policy asks for at least ${refusal.minimum} code reviewers.`, 'Choose everyone who reviewed the code.');
    case 'reviewer-is-requester':
      return explain('Your own review does not count.', 'Choose only the others who reviewed the code.');
    case 'staging-not-proven':
      return explain('Production needs a version that ran well before.', 'Run it there first, then come back to this request.');
    case 'staged-in-future':
      return explain('This day is still to come.', 'Give the day on which the version went to staging.');
    case 'backup-is-on-call':
      return explain('The backup is the on-call engineer too.', 'Choose somebody else as the backup.');
    case 'window-past':
      return explain('This time has passed.', 'Choose a later day or time.');
    case 'window-not-allowed':
      return explain(
        'Deployments are not allowed at this time.',
        refusal.next === undefined ? 'Choose another day.' : `The next start that fits is ${naming.moment(refusal.next)}.`,
      );
    case 'window-taken':
      return explain(
        `${refusal.by} deploys this service until ${naming.moment(refusal.until)}.`,
        'Choose a window that starts after it.',
      );
    case 'nobody-holds':
      return explain(
        `This needs ${anyOf(refusal.roles, naming)}, and nobody who may approve is known to hold it.`,
        'Ask whoever keeps the policy, or the group behind the role, to name somebody.',
      );
    case 'too-few-people':
      return explain(
        `This needs ${anyOf(refusal.roles, naming)} as well, and everyone who could approve is already asked for another role.`,
        'Ask whoever keeps the policy to name one more person.',
      );
  }
}

/** The sentence for somebody whose tap or command was turned down. */
export function refusal(refused: Refusal, naming: Naming): Explained {
  if (isPeopleRefusal(refused)) return peopleRefusal(refused, naming);
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
    case 'stale-draft':
      return explain('This form was changed somewhere else since.', 'Here it is as it is now; please go on from here.');
    case 'incomplete':
      return explain('Some answers still need a change before this can be submitted.', 'They are marked on the form.');
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
  | 'stale-draft'
  | 'incomplete'
  | 'stale-revision'
  | 'not-due'
  | 'choose-role'
  | 'not-operator'
  | 'unknown-channel';

function voteRefusal(refused: Exclude<Refusal, PeopleRefusal | { code: General }>, naming: Naming): Explained {
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
      return explain(`You have already answered as ${naming.role(refused.as)}.`, 'To change your mind, talk to the requester.');
    case 'reason-needed':
      return explain('This needs a reason, so that the requester knows what to do.', 'Please write one and send it again.');
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
