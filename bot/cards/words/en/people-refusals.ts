import type { PeopleRefusal, Refusal } from '../../../domain/refusal.ts';
import type { Explained, Naming } from './explained.ts';

type Sayings = {
  readonly [Code in PeopleRefusal['code']]: (refused: Extract<PeopleRefusal, { code: Code }>, naming: Naming) => Explained;
};

const SAYINGS: Sayings = {
  'not-owed-by-you': () => ({
    wrong: 'Somebody else owes this.',
    next: 'They, or whoever runs the deployment, can say that it is done.',
  }),
};

export const isPeopleRefusal = (refused: Refusal): refused is PeopleRefusal => Object.hasOwn(SAYINGS, refused.code);

export const peopleRefusal = <Code extends PeopleRefusal['code']>(
  refused: Extract<PeopleRefusal, { code: Code }>,
  naming: Naming,
): Explained => SAYINGS[refused.code](refused, naming);
