import type { PeopleRefusal, Refusal } from '../../../domain/refusal.ts';
import { postReview } from './day.ts';
import { EMERGENCY_SAYINGS } from './emergency-refusals.ts';
import type { Explained, Naming } from './explained.ts';

type Sayings = {
  readonly [Code in PeopleRefusal['code']]: (refused: Extract<PeopleRefusal, { code: Code }>, naming: Naming) => Explained;
};

const SAYINGS: Sayings = {
  ...EMERGENCY_SAYINGS,
  'not-owed-by-you': () => ({
    wrong: 'Somebody else owes this.',
    next: 'They, or whoever runs the deployment, can say that it is done.',
  }),
  'nothing-to-review': () => ({
    wrong: 'There is nothing to review here.',
    next: 'A review follows an issue, a rollback or an emergency; see where it stands with /status.',
  }),
  'review-on-record': () => ({
    wrong: 'The review is on record already.',
    next: 'Read it in the thread, and add a comment with /deploy comment.',
  }),
  'review-open': ({ missing }) => ({
    wrong: `Still empty: ${missing.map((part) => postReview.parts[part].label.toLowerCase()).join(', ')}.`,
    next: 'Please write it and send the review again.',
  }),
  'action-unreadable': () => ({
    wrong: 'A corrective action lacks an owner, or a day that lies ahead.',
    next: 'Choose both, or leave the action empty.',
  }),
  'delegate-self': () => ({ wrong: 'You cannot stand in for yourself.', next: 'Choose somebody else.' }),
  'delegation-over': () => ({
    wrong: 'These days have passed, or end before they begin.',
    next: 'Choose a last day that is today or later, and not before the first.',
  }),
  'delegation-too-long': ({ days }) => ({
    wrong: `This is longer than ${days} days.`,
    next: 'Delegate for a shorter time, or have the policy name somebody.',
  }),
  'delegation-unreadable': () => ({
    wrong: 'This does not say who stands in for you, and until when.',
    next: 'Type /delegate for the card, or write it like /delegate Patti Fernandez 2026-12-01 2026-12-05.',
  }),
  'role-not-yours': ({ role }, naming) => ({
    wrong: `You do not hold ${naming.role(role)} yourself.`,
    next: 'Delegate only roles that you hold; what was delegated to you goes no further.',
  }),
  'nothing-to-delegate': () => ({
    wrong: 'You hold no role that approves anything.',
    next: 'There is nothing to delegate; ask whoever keeps the policy, if there should be.',
  }),
  'taker-away': ({ until }, naming) => ({
    wrong: `They have somebody stand in for themselves until ${naming.moment(until)}.`,
    next: 'Choose somebody who is there.',
  }),
  'already-delegated': ({ until }, naming) => ({
    wrong: `They stand in for you already, until ${naming.moment(until)}.`,
    next: 'Revoke that first, to change it.',
  }),
  'unknown-delegation': () => ({
    wrong: 'This delegation is not yours, or has ended.',
    next: 'Type /delegate to see those that there are.',
  }),
  'stands-in-for-barred': () => ({
    wrong: 'You would answer for somebody who may not approve this themselves.',
    next: 'Another holder of the role has to approve it; the card names who is missing.',
  }),
  'already-answered-for': ({ as }, naming) => ({
    wrong: `The person you stand in for has already answered, as ${naming.role(as)}.`,
    next: 'There is nothing left to do for them here.',
  }),
};

export const isPeopleRefusal = (refused: Refusal): refused is PeopleRefusal => Object.hasOwn(SAYINGS, refused.code);

export const peopleRefusal = <Code extends PeopleRefusal['code']>(
  refused: Extract<PeopleRefusal, { code: Code }>,
  naming: Naming,
): Explained => SAYINGS[refused.code](refused, naming);
