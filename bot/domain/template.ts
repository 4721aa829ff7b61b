import type { Answers } from './answers.ts';
import { FIELDS, type FieldId } from './field-table.ts';
import type { FieldShape } from './field-shape.ts';
import type { ServiceId } from './ids.ts';
import { saidIn, type Plan } from './plan.ts';
import type { Policy } from './policy.ts';

/** A standard change: what its requests have in common, for some services or for all. */
export interface Template {
  readonly id: string;
  readonly title: string;
  /** None means all. */
  readonly services: readonly ServiceId[];
  readonly answers: Answers;
}

const SHAPES: readonly FieldShape[] = FIELDS;

/** What each request states for itself: no template answers it, and no copy brings it along. */
export const isStatedAnew = (id: FieldId): boolean => SHAPES.some((field) => field.id === id && field.anew === true);

/** What every form begins with. */
export const STARTS: Answers = Object.fromEntries(
  SHAPES.flatMap(({ id, start }) => (start === undefined ? [] : [[id, start]])),
);

/** What a copy of a request begins with: its words, without its version, its window, its proof and its attestations. */
export const copiedFrom = (plan: Plan): Answers => ({
  ...STARTS,
  ...Object.fromEntries(Object.entries(saidIn(plan)).filter(([id, typed]) => !isStatedAnew(id as FieldId) && typed !== '')),
});

/** The answers with those of the template that they name, where they are empty or as the form began. */
export function withTemplate(answers: Answers, { templates }: Pick<Policy, 'templates'>): Answers {
  const template = templates.get(answers.template ?? '');
  if (template === undefined) return answers;
  const blank = Object.entries(template.answers).filter(([id]) => {
    const typed = answers[id as FieldId] ?? '';
    return typed.trim() === '' || typed === STARTS[id as FieldId];
  });
  return { ...answers, ...Object.fromEntries(blank) };
}
