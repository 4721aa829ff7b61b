import { field, fieldsOf, isAsked, sectionsShown, type Answers, type Section } from '../../domain/fields.ts';
import type { DraftId, RequestId } from '../../domain/ids.ts';
import type { PullReading } from '../../domain/pull-request.ts';
import type { WindowLook } from '../../domain/window-look.ts';
import type { FieldProblem } from '../../domain/refusal.ts';
import { button, inDialog, overflow, primary, type CardButton, type DialogButton, type Go } from '../actions.ts';
import type { Context } from '../context.ts';
import { namingFor } from '../naming.ts';
import type { CardOf } from '../parts.ts';
import { badge, note, paragraph, plain, row, strong, subtle, type List, type Paragraph, type Row } from '../pieces.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Risk } from '../../domain/risk.ts';
import { warningList } from './warnings.ts';
import { pullNote } from './pull.ts';
import { draftName } from './form.ts';
import { evidenceList } from './evidence.ts';
import { slotOffer, type SlotOffer } from './slots.ts';
import { summaryOf } from './summary.ts';
import { spanLines } from './window-echo.ts';

export interface CheckInput {
  readonly draft: {
    readonly id: DraftId;
    readonly revision: number;
    readonly answers: Answers;
    readonly editing: RequestId | undefined;
    readonly pull: PullReading | undefined;
  };
  readonly problems: readonly FieldProblem[];
  /** One entry a requirement: the roles that can fill it, and the names of those who may. Empty when nobody is asked. */
  readonly asks: readonly { readonly roles: string; readonly names: readonly string[] }[];
  /** The plan that the answers give, with what it adds up to; undefined while something is wrong. */
  readonly ready: { readonly plan: Plan; readonly risk: Risk } | undefined;
  readonly window: WindowLook;
  /** Names of the channels in which they are asked. */
  readonly channels: readonly string[];
}

/** The last page before submission: what was said, what is wrong with it, who will be asked. */
export interface CheckView extends CardOf<'head' | 'lists' | 'notes' | 'first' | 'more'> {
  /** A tap on a section jumps to it. */
  readonly sections: readonly (Row & { readonly jump: CardButton })[];
  readonly slots: readonly SlotOffer[];
  readonly dialogs: readonly DialogButton[];
}

export function checkView(input: CheckInput, context: Context): CheckView {
  const { draft, problems } = input;
  const { check, form } = context.words;
  return {
    fallback: check.fallback,
    head: {
      over: draftName(draft.editing, context),
      title: check.title,
      badge: problems.length === 0 ? badge(check.ready, 'good') : badge(check.notReady(problems.length), 'attention'),
    },
    sections: sectionsShown(draft.answers, context.policy).map((section) => sectionRow(section, input, context)),
    slots: slotOffer(input.window, { ...draft, section: 'check' }, context),
    lists: [
      ...evidenceList(draft.answers.evidence ?? '', context),
      ...warned(input, context),
      ...(problems.length === 0 ? askedLists(input, context) : []),
    ],
    notes: [
      ...(draft.pull?.kind === 'unread' ? note(pullNote(draft.pull, context)) : []),
      ...(problems.length === 0 ? note(whereLine(input, context), check.hint) : note(check.hint)),
    ],
    first: firstButtons(input, context),
    dialogs: context.client === 'playground' ? [] : [inDialog(button(form.openDialog, 'draft/open'))],
    more: [overflow(go(form.later, 'later', draft)), overflow(go(form.discard, 'discard', draft))],
  };
}

const go = (title: string, where: Go, { id, revision }: CheckInput['draft']): CardButton =>
  button(title, 'draft/save', { draft: id, revision, section: 'check', go: where });

function sectionRow(
  section: Section,
  { draft, problems, window: { span } }: CheckInput,
  context: Context,
): CheckView['sections'][number] {
  const title = context.words.sections[section];
  const wrong = problems.filter((problem) => field(problem.field).section === section);
  const heading = paragraph(strong(title));
  const said = section === 'window' && span !== undefined ? spanLines(span, context) : summary(section, draft, context);
  const lines =
    wrong.length === 0
      ? [heading, ...said]
      : [heading, ...wrong.map((problem) => problemLine(problem, draft.answers, context))];
  return { ...row(wrong.length === 0 ? 'done' : 'wrong', lines), jump: go(context.words.check.put(title), section, draft) };
}

function summary(section: Section, { answers }: CheckInput['draft'], context: Context): readonly Paragraph[] {
  const said = summaryOf(section, answers, context);
  return said === '' ? [] : [paragraph(subtle(said))];
}

function problemLine(problem: FieldProblem, answers: Answers, context: Context) {
  const { shortLabel, fieldRefusal } = context.words;
  const { wrong, next } = fieldRefusal(problem, namingFor(context));
  const asked = fieldsOf(field(problem.field).section).some(
    ({ id }) => id === problem.field && isAsked(id, answers, context.policy),
  );
  const label = asked ? `${shortLabel(problem.field)}: ` : '';
  return paragraph(subtle(label), plain(`${wrong} ${next}`));
}

const warned = ({ ready }: CheckInput, context: Context): readonly List[] =>
  ready === undefined ? [] : warningList(ready.plan, ready.risk, context);

function askedLists({ asks }: CheckInput, context: Context): readonly List[] {
  const { check, join, nobodyYet } = context.words;
  if (asks.length === 0) return [{ heading: check.asked, rows: [row('done', [paragraph(plain(check.nobody))])] }];
  const rows = asks.map(({ roles, names }) =>
    row('open', [paragraph(strong(roles), subtle(`  ${names.length === 0 ? nobodyYet : join.or(namesOf(names, join))}`))]),
  );
  return [{ heading: check.asked, rows }];
}

/** Names that one requirement shows; the rest are counted. */
const MOST_NAMES = 5;

function namesOf(names: readonly string[], join: Context['words']['join']): readonly string[] {
  const left = names.length - MOST_NAMES;
  return left > 0 ? [...names.slice(0, MOST_NAMES), join.more(left)] : names;
}

const whereLine = ({ channels, asks }: CheckInput, { words: { check, join } }: Context): string =>
  asks.length === 0 || channels.length === 0 ? '' : check.where(join.and(channels));

/** Sections that get a button of their own when something is wrong in them; every section can be tapped. */
const MOST_JUMPS = 2;

function firstButtons({ draft, problems }: CheckInput, { words, policy }: Context): readonly CardButton[] {
  const { check, form, sections } = words;
  const back = go(form.back, 'back', draft);
  if (problems.length === 0)
    return [primary(go(draft.editing === undefined ? check.submit : check.resubmit, 'submit', draft)), back];
  const wrong = sectionsShown(draft.answers, policy).filter((section) =>
    problems.some((problem) => field(problem.field).section === section),
  );
  const jumps = wrong.slice(0, MOST_JUMPS).map((section) => go(check.put(sections[section]), section, draft));
  return [...jumps.map((jump, n) => (n === 0 ? primary(jump) : jump)), back];
}
