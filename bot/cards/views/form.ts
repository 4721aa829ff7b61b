import { fieldsOf, isAsked, sectionsShown, type Answers, type Field, type FieldId, type Section } from '../../domain/fields.ts';
import type { DraftId, PersonId, RequestId } from '../../domain/ids.ts';
import { optionsOf } from '../../domain/plan.ts';
import type { PullReading } from '../../domain/pull-request.ts';
import type { WindowLook } from '../../domain/window-look.ts';
import type { FieldProblem } from '../../domain/refusal.ts';
import { button, inDialog, overflow, primary, type DialogButton, type Go } from '../actions.ts';
import type { Context } from '../context.ts';
import { namingFor } from '../naming.ts';
import type { CardOf } from '../parts.ts';
import { badge, note, type Note } from '../pieces.ts';
import { pullNote } from './pull.ts';
import { inputOf, type Input } from './inputs.ts';
import { slotOffer, type SlotOffer } from './slots.ts';
import { windowBox, zoneTitle } from './window-echo.ts';
import { rowsOf, shareOf, type Row } from './layout.ts';

/** A draft as its form needs it. */
export interface FormInput {
  readonly draft: {
    readonly id: DraftId;
    readonly revision: number;
    readonly section: Section;
    readonly answers: Answers;
    readonly editing: RequestId | undefined;
    readonly pull: PullReading | undefined;
  };
  /** Problems of any section; those of the section shown stand beside their fields. */
  readonly problems: readonly FieldProblem[];
  /** Sections in which something is missing or wrong. */
  readonly unfinished: readonly Section[];
  /** Whom the pickers offer, in the order they offer them. */
  readonly people: readonly PersonId[];
  /** Titles of the roles that these answers ask; undefined while the answers do not say yet. */
  readonly asks: readonly string[] | undefined;
  /** Said on the page that asks for the window; undefined on every other one. */
  readonly window: WindowLook | undefined;
}

export interface FormView extends CardOf<'head' | 'box' | 'notes' | 'first' | 'more'> {
  /** From 0 to 100. */
  readonly progress: number;
  readonly rows: readonly Row<Cell>[];
  readonly slots: readonly SlotOffer[];
  readonly dialogs: readonly DialogButton[];
}

/** One field: the input that fits its kind, the rest of the lists empty, and what is wrong with it. */
export type Cell = Input & {
  readonly field: FieldId;
  /** Its share of the row. */
  readonly width: number;
  readonly problems: readonly { readonly wrong: string; readonly next: string }[];
};

export function formView({ draft, problems, unfinished, people, asks, window }: FormInput, context: Context): FormView {
  const { form, sections } = context.words;
  const shown = sectionsShown(draft.answers, context.policy);
  const place = shown.indexOf(draft.section);
  const asked = fieldsOf(draft.section).filter(({ id }) => isAsked(id, draft.answers, context.policy));
  const cells = asked.map((field) => cellOf(field, { answers: draft.answers, problems, people }, context));
  return {
    fallback: form.fallback,
    head: {
      over: `${draftName(draft.editing, context)} · ${form.progress(place + 1, shown.length)}`,
      title: sections[draft.section],
      badge: badge(form.saved, 'quiet'),
    },
    progress: Math.round(((place + 1) / shown.length) * 100),
    box: window === undefined ? [] : windowBox(window, problems, context),
    rows: rowsOf(cells),
    slots: window === undefined ? [] : slotOffer(window, draft, context),
    notes: [...pullNotes(draft, context), ...notesOf(draft.section, asks, people, context)],
    ...movesOf(draft, { shown, unfinished }, context),
  };
}

export const draftName = (editing: RequestId | undefined, { words: { form } }: Context): string =>
  editing === undefined ? form.fresh : form.editing(editing);

interface Filled {
  readonly answers: Answers;
  readonly problems: readonly FieldProblem[];
  readonly people: readonly PersonId[];
}

function cellOf(field: Field, { answers, problems, people }: Filled, context: Context): Cell {
  const typed = answers[field.id] ?? ('start' in field ? field.start : '');
  return {
    ...inputOf(
      field,
      { typed, options: optionsOf({ options: 'options' in field ? field.options : [] }, context.policy), people },
      context,
    ),
    field: field.id,
    width: shareOf(field.id),
    problems: problems
      .filter((problem) => problem.field === field.id)
      .map((problem) => context.words.fieldRefusal(problem, namingFor(context))),
  };
}

/** Where times of day are typed. */
const TIMED: readonly Section[] = ['staging', 'window'];

/** Where the link was given, on the page after, and where its people are. */
const PULL_PAGES: readonly Section[] = ['what', 'impact', 'review'];

function pullNotes({ section, pull }: FormInput['draft'], context: Context): readonly Note[] {
  const line = PULL_PAGES.includes(section) ? pullNote(pull, context) : '';
  return line === '' ? [] : note(line);
}

function notesOf(
  section: Section,
  asks: readonly string[] | undefined,
  people: readonly PersonId[],
  { words, zone }: Context,
): readonly Note[] {
  const consequence =
    asks === undefined ? '' : asks.length === 0 ? words.form.asksNobody : words.form.asks(words.join.and(asks));
  const times = TIMED.includes(section) ? words.form.times(zoneTitle(zone)) : '';
  const picks = fieldsOf(section).some(({ kind }) => kind === 'people' || kind === 'person');
  const nobody = picks && people.length < 2 ? words.form.nobodyToChoose : '';
  return [times, nobody, consequence].every((line) => line === '') ? [] : note(times, nobody, consequence);
}

/** The buttons of a section: each saves what was typed first. Where all others are finished, one leads straight to the end. */
function movesOf(
  { id, revision, section }: FormInput['draft'],
  { shown, unfinished }: Pick<FormInput, 'unfinished'> & { readonly shown: readonly Section[] },
  { words: { form, sections, check }, client }: Context,
) {
  const go = (title: string, where: Go) => button(title, 'draft/save', { draft: id, revision, section, go: where });
  const place = shown.indexOf(section);
  const after = shown[place + 1];
  const first = [primary(go(after === undefined ? form.toCheck : form.next(sections[after]), 'next'))];
  const more = [overflow(go(form.later, 'later')), overflow(go(form.discard, 'discard'))];
  const dialog = client === 'playground' ? [] : [inDialog(go(form.openDialog, section))];
  const isLast = after === undefined || unfinished.some((one) => one !== section);
  const end = isLast ? [] : [go(check.title, 'check')];
  const back = place === 0 ? [] : [go(form.back, 'back')];
  return { first: [...first, ...end, ...back], dialogs: dialog, more };
}
