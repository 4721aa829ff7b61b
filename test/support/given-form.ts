import type { FormInput } from '../../bot/cards/cards.ts';
import { SECTIONS, type Answers, type Section } from '../../bot/domain/fields.ts';
import type { FieldProblem } from '../../bot/domain/refusal.ts';
import type { WindowLook } from '../../bot/domain/window-look.ts';
import { ANSWERS, DRAFT, later, NAMES, planLike, WINDOW_START } from './given.ts';

const SLOTS = [60, 1_440, 2_880].map((minutes) => later(minutes, WINDOW_START));

/** A window outside the hours that policy allows. */
export const WINDOW_PROBLEM: FieldProblem = {
  field: 'time',
  refusal: { code: 'window-not-allowed', next: later(60, WINDOW_START) },
};

export const AS_PLANNED: WindowLook = { span: planLike().window, wrong: undefined, slots: [] };
export const TURNED_DOWN: WindowLook = { span: planLike().window, wrong: WINDOW_PROBLEM.refusal, slots: SLOTS };

/** One page of the form, with what is wrong with it. */
export function formInput(section: Section, answers: Answers = ANSWERS, problems: readonly FieldProblem[] = []): FormInput {
  return {
    draft: { id: DRAFT, revision: 3, section, answers, editing: undefined, pull: undefined },
    problems,
    unfinished: SECTIONS,
    people: [...NAMES.keys()],
    asks: ['Database Administrator', 'Tech Lead', 'CTO / Tech Director', 'DevOps / Infrastructure Lead'],
    window: section === 'window' ? (problems.includes(WINDOW_PROBLEM) ? TURNED_DOWN : AS_PLANNED) : undefined,
  };
}
