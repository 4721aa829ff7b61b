import { checkCard, formCard, type FormInput } from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import { type Answers, SECTIONS } from '../../bot/domain/fields.ts';
import type { PullReading } from '../../bot/domain/pull-request.ts';
import type { FieldProblem } from '../../bot/domain/refusal.ts';
import type { Samples } from './given-context.ts';
import { AS_PLANNED, formInput, TURNED_DOWN, WINDOW_PROBLEM } from './given-form.ts';
import { ANSWERS, DRAFT, NAMES, pullLike, risky } from './given.ts';

/** Answers that make every section relevant. */
const RELEVANT: Answers = { ...ANSWERS, trafficIncrease: '35', customerImpact: 'low', userImpact: 'brief' };

const TESTING_PROBLEMS: readonly FieldProblem[] = [
  { field: 'unitCoverage', refusal: { code: 'coverage-too-low', minimum: 80 } },
  { field: 'reviewers', refusal: { code: 'too-few-reviewers', minimum: 2 } },
];

const asks = [
  { roles: 'Database Administrator', names: ['Patti Fernandez'] },
  { roles: 'Tech Lead', names: ['Isaiah Langer'] },
  { roles: 'CTO / Tech Director', names: ['Megan Bowen'] },
  { roles: 'DevOps / Infrastructure Lead', names: ['Adele Vance', 'Lynne Robbins'] },
];

/** Every page of the form, right and refused, and the page that checks them all. */
export function* formSamples(context: Context): Samples {
  const answers = { ...ANSWERS, unitCoverage: '71', unitTests: '412', reviewers: [...NAMES.keys()][3] ?? '', time: '17:30' };
  for (const section of SECTIONS) yield [`form ${section}`, formCard(formInput(section, RELEVANT), context)];
  yield ['form testing, refused', formCard(formInput('testing', answers, TESTING_PROBLEMS), context)];
  yield ['form window, refused', formCard(formInput('window', answers, [WINDOW_PROBLEM]), context)];
  const pull = pullLike();
  yield ['form impact, pull request read', formCard(withPull({ kind: 'read', pull }), context)];
  const unread = { kind: 'unread', url: pull.url, because: 'hidden' } as const;
  yield ['form impact, pull request private', formCard(withPull(unread), context)];

  const draft = { id: DRAFT, revision: 3, answers, editing: undefined, pull: undefined };
  const ready = { draft, problems: [], ready: risky(), asks, window: AS_PLANNED, channels: ['approvals'] };
  yield ['check', checkCard(ready, context)];
  const problems = [...TESTING_PROBLEMS, WINDOW_PROBLEM];
  yield ['check, refused', checkCard({ draft, problems, ready: undefined, asks, window: TURNED_DOWN, channels: [] }, context)];
}

const withPull = (pull: PullReading): FormInput => {
  const input = formInput('impact', RELEVANT);
  return { ...input, draft: { ...input.draft, pull } };
};
