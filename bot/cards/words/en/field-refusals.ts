import type { FieldProblem, FieldRefusal } from '../../../domain/refusal.ts';
import { anyOf, explain, type Explained, type Naming } from './explained.ts';
import { heldField } from './hold-refusals.ts';
import { fields, whyAsked } from './fields.ts';

/** The sentence beside a field of the form. */
export function fieldRefusal({ field, refusal }: FieldProblem, naming: Naming): Explained {
  switch (refusal.code) {
    case 'missing':
      return explain(whyAsked[field] ?? 'This is still empty.', fields[field].ask);
    case 'too-long':
      return explain('This is longer than fits on a card.', `Keep it to ${refusal.most} characters.`);
    case 'not-an-option':
      return explain('This is not one of the choices.', 'Choose from the list.');
    case 'not-a-number':
      return explain('This is not a number that fits here.', 'Give a whole number, such as 30.');
    case 'not-a-percentage':
      return explain('This is not a percentage.', `Give a number from 0 to ${refusal.upTo}, such as 91 or 91.5.`);
    case 'not-minutes':
      return explain('This is not a time that fits here.', 'Give minutes or hours up to a day, such as 30 or 1 h 30.');
    case 'not-findings':
      return explain('This does not say how many, and how severe.', 'Write it as in 2 low, 1 high; or none.');
    case 'not-evidence':
      return explain(
        'A line here is no name with a web address.',
        `Give each its own line, as in Load test https://…; at most ${refusal.most}.`,
      );
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
  | 'not-minutes'
  | 'not-findings'
  | 'not-evidence'
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
    case 'reviewer-is-author':
      return explain('Somebody here wrote the code.', 'Choose only those who reviewed it and did not write it.');
    case 'staging-not-proven':
      return explain('Production needs a version that ran well before.', 'Run it there first, then come back to this request.');
    case 'not-proven':
      return explain(
        `Nobody has told that ${refusal.version} ran well in ${naming.environment(refusal.before)}.`,
        'Deploy it there first; when that has succeeded, this goes on.',
      );
    case 'staged-in-future':
      return explain('This day is still to come.', 'Give the day on which the version went to staging.');
    case 'tested-before-staged':
      return explain('This is before the version went to staging.', 'Give when the testing there was completed.');
    case 'not-a-commit':
      return explain('This is not a commit.', 'Give its id, 7 to 40 digits and letters from a to f.');
    case 'template-elsewhere':
      return explain(
        'This standard change is for other services.',
        `Choose one of ${refusal.services.join(', ')}, or leave it empty.`,
      );
    case 'backup-is-on-call':
      return explain('The backup is the on-call engineer too.', 'Choose somebody else as the backup.');
    case 'window-past':
      return explain('This time has passed.', 'Choose a later day or time.');
    case 'window-not-allowed':
      return explain(
        'Deployments are not allowed at this time.',
        refusal.next === undefined ? 'Choose another day.' : `The next start that fits is ${naming.moment(refusal.next)}.`,
      );
    case 'frozen':
    case 'locked':
      return heldField(refusal, naming);
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
