import { fieldsOf, isAsked, sectionsShown, type Answers, type FieldId, type Section } from '../domain/fields.ts';
import type { Policy } from '../domain/policy.ts';
import type { FieldProblem } from '../domain/refusal.ts';
import type { Go } from './save-section.ts';
import type { Draft } from './ports.ts';
import type { DraftView } from './view-draft.ts';

/** Pages of a form: which one is shown, what is said on it, and where it leads. */

/** A page that was just opened is not scolded for what has not been typed yet; the check page says all. */
export const quiet = (view: DraftView): DraftView => (view.draft.section === 'check' ? view : { ...view, problems: [] });

export const onlySection = (view: DraftView, section: Section, policy: Policy): DraftView => ({
  ...view,
  problems: inSection(view.problems, section, view.draft.answers, policy),
});

export function inSection(problems: readonly FieldProblem[], section: Section, answers: Answers, policy: Policy) {
  const own = new Set<FieldId>(fieldsOf(section).map(({ id }) => id));
  return problems.filter(({ field }) => own.has(field) && isAsked(field, answers, policy));
}

export function ownAnswers(section: Section, answers: Answers): Answers {
  return Object.fromEntries(fieldsOf(section).flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]])));
}

/** The section that a draft is on; the first one when its answers, or a later form, have none such any more. */
export const shownSection = ({ section, answers }: Draft, policy: Policy): Draft['section'] =>
  section === 'check' || sectionsShown(answers, policy).includes(section) ? section : 'what';

/** Whether a card that was drawn at this revision still shows the draft, but for evidence that came since. */
export const isCurrent = ({ revision, since = revision }: Draft, drawn: number): boolean => since <= drawn && drawn <= revision;

/** Sections that the answers make beside the point are passed over. */
export function destination(section: Draft['section'], go: Go, shown: readonly Section[]): Draft['section'] {
  const pages: readonly Draft['section'][] = [...shown, 'check'];
  const here = pages.indexOf(section);
  switch (go) {
    case 'next':
      return pages[here + 1] ?? section;
    case 'back':
      return pages[here - 1] ?? section;
    case 'later':
      return section;
    default:
      return pages.includes(go) ? go : section;
  }
}
