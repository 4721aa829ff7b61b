import { FIELDS, isAsked, SECTIONS, type Field, type Section } from '../../domain/fields.ts';
import { parsePersonId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { calendarDay, exactSpan, stamp } from '../moments.ts';
import {
  nameOf,
  named,
  note,
  paragraph,
  plain,
  row,
  shortened,
  roleTitle,
  strong,
  subtle,
  type Head,
  type List,
  type Note,
  type Paragraph,
  type Run,
} from '../pieces.ts';
import { changeTypeTitle, optionTitle, requestHead } from './approval.ts';
import { stateText, tallyOf } from './tally.ts';

/** Everything the request says, by section, in its requester's words. */
export interface DetailsView {
  readonly fallback: string;
  readonly head: Head;
  readonly sections: readonly SectionView[];
  readonly lists: readonly List[];
  readonly notes: readonly Note[];
  readonly first: readonly CardButton[];
}

interface SectionView {
  readonly heading: string;
  readonly lines: readonly Paragraph[];
}

export function detailsView(request: DeployRequest, context: Context): DetailsView {
  const { words } = context;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: requestHead(request, context),
    sections: SECTIONS.map((section) => sectionOf(section, request, context)).filter(({ lines }) => lines.length > 0),
    lists: [...tallyWithoutComments(request, context), ...commentsOf(request, context)],
    notes: note(
      words.because.submitted(request.revision, nameOf(request.requester, context), stamp(request.submittedAt, context)),
    ),
    first: [button(words.buttons.brief, 'request/brief', { request: request.id })],
  };
}

function sectionOf(section: Section, { plan }: DeployRequest, context: Context): SectionView {
  const answers = { changes: plan.changes.join(','), environment: plan.environment };
  const lines = FIELDS.filter(
    (field) => field.section === section && field.id !== 'time' && isAsked(field.id, answers, context.policy),
  );
  return { heading: context.words.sections[section], lines: lines.flatMap((field) => fieldLines(field, plan, context)) };
}

/** Short answers stand beside their label, lists and long texts below it; an empty answer is left out. */
function fieldLines(field: Field, plan: Plan, context: Context): readonly Paragraph[] {
  const label = field.id === 'date' ? context.words.facts.window : context.words.shortLabel(field.id);
  if (field.kind === 'lines') {
    const steps = plan[field.id];
    return steps.length === 0 ? [] : [paragraph(subtle(label)), ...listLines(steps, plan, context)];
  }
  const value = answerText(field, plan, context);
  if (field.kind === 'link' && value !== '') return [paragraph(subtle(`${label}  `), linkRun(value))];
  return value === '' ? [] : [paragraph(subtle(`${label}  `), field.kind === 'paragraph' ? plain(value) : strong(value))];
}

/** The address itself is what is tapped, so that a reader sees where it leads. */
const linkRun = (url: string): Run => ({ ...plain(url), selectAction: { type: 'Action.OpenUrl', url } });

/** Lines that one card shows each on its own; with more, the rest of each list runs on, so that it stays under 28 KB. */
const MOST_LINES = 24;
const FIRST_LINES = 4;
/** Longest rest of a list, and longest comment, in characters. */
const MOST_REST = 700;
const MOST_COMMENT = 400;

function listLines(lines: readonly string[], plan: Plan, { words }: Context): readonly Paragraph[] {
  const all = FIELDS.flatMap((field) => (field.kind === 'lines' ? plan[field.id] : [])).length;
  const most = all > MOST_LINES ? FIRST_LINES : MOST_LINES;
  const shown = lines.slice(0, most).map((line, n) => paragraph(subtle(`${n + 1}.  `), plain(line)));
  const rest = lines.slice(most);
  if (rest.length === 0) return shown;
  const more = paragraph(subtle(words.details.moreLines(rest.length)), plain(shortened(rest.join(' / '), MOST_REST)));
  return [...shown, more];
}

function answerText(field: Exclude<Field, { kind: 'lines' }>, plan: Plan, context: Context): string {
  const { words, policy } = context;
  if (field.id === 'date' || field.id === 'time') return exactSpan(plan.window, context);
  const value = plan[field.id];
  switch (field.kind) {
    case 'yes-no':
      return value === true ? words.yesNo.yes : words.yesNo.no;
    case 'percentage':
      return words.units.percent(Number(value));
    case 'person':
    case 'people':
      return [value]
        .flat()
        .flatMap((id) => parsePersonId(id) ?? [])
        .map((person) => nameOf(person, context))
        .join(', ');
    case 'choice':
    case 'choices':
      break;
    case 'date':
      return calendarDay(String(value), context);
    case 'number':
      if (field.id === 'rollbackResponseMs') return words.units.milliseconds(Number(value));
      return field.need === 'optional' && value === 0 ? '' : String(value);
    default:
      return String(value);
  }
  if (field.id === 'service') return policy.services.get(plan.service)?.title ?? plan.service;
  if (field.id === 'environment') return policy.environments.get(plan.environment)?.title ?? plan.environment;
  if (field.id === 'changeTypes') return plan.changeTypes.map((id) => changeTypeTitle(id, context)).join(', ');
  return [value]
    .flat()
    .map((one) => optionTitle(field.id, String(one), context))
    .join(', ');
}

const tallyWithoutComments = (request: DeployRequest, context: Context): readonly List[] =>
  tallyOf(request, context, 'named').lists.map((list) => ({
    ...list,
    rows: list.rows.map((one) => ({ ...one, lines: one.lines.slice(0, 1) })),
  }));

/** What voters wrote. */
function commentsOf({ votes }: DeployRequest, context: Context): readonly List[] {
  const rows = votes
    .filter(({ comment }) => comment !== '')
    .map(({ by, as, choice, comment, at }) =>
      row(
        choice === 'approve' ? 'done' : 'wrong',
        [
          paragraph(strong(nameOf(by, context)), subtle(`  ${roleTitle(as, context)}`)),
          paragraph(plain(shortened(comment, MOST_COMMENT))),
        ],
        stamp(at, context),
      ),
    );
  return rows.length === 0 ? [] : [{ heading: context.words.details.comments, rows }];
}
