import {
  FIELDS,
  fieldsOf,
  isAsked,
  SECTIONS,
  type Answers,
  type Field,
  type FieldId,
  type Section,
} from '../../domain/fields.ts';
import { saidIn, type Plan } from '../../domain/plan.ts';
import type { DeployRequest, Vote } from '../../domain/request.ts';
import { button, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { exactSpan, stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
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
  type List,
  type Paragraph,
  type Row,
  type Run,
} from '../pieces.ts';
import { pullLines } from './pull.ts';
import { hoursInStaging } from '../../domain/staging.ts';
import { answerText, FOLLOWS, momentText } from './answers.ts';
import { warningList } from './warnings.ts';
import { commentAsk, commentRow } from './comments.ts';
import { evidenceSection } from './evidence.ts';
import { requestHead } from './approval.ts';
import { stateText, tallyOf } from './tally.ts';

/** Everything the request says, by section, in its requester's words. */
export interface DetailsView extends CardOf<'head' | 'lists' | 'notes' | 'first' | 'asks'> {
  readonly sections: readonly SectionView[];
}

export interface SectionView {
  readonly heading: string;
  readonly lines: readonly Paragraph[];
}

/** Which of a request's sections are shown, and how much of each long text. */
export interface Extent {
  readonly page: number;
  readonly sections: readonly Section[];
  /** Longest text shown, in characters. */
  readonly most: number;
}

/** In three pages when one is too large for Teams: what it is; how it was tried, goes back and when; what shows it, and was said. */
const FIRST_PAGE: readonly Section[] = ['what', 'impact', 'changes', 'scalability', 'risk'];
const PAGES: readonly (readonly Section[])[] = [FIRST_PAGE, SECTIONS.filter((section) => !FIRST_PAGE.includes(section)), []];

/** The one with the evidence and the comments. */
export const LAST_PAGE = PAGES.length;

export const WHOLE: Extent = { page: 0, sections: SECTIONS, most: Number.POSITIVE_INFINITY };

/** What to try, the most first, until a card is small enough; a page that there is not is the first one. */
export function extentsOf(asked: number): readonly Extent[] {
  const page = asked > 1 && asked <= LAST_PAGE ? asked : 1;
  const sections = PAGES[page - 1] ?? [];
  return [WHOLE, ...[Number.POSITIVE_INFINITY, 700, 350, 150, 50].map((most) => ({ page, sections, most }))];
}

const tells = ({ page }: Extent, wanted: number): boolean => page === 0 || page === wanted;

export function detailsView(request: DeployRequest, extent: Extent, context: Context): DetailsView {
  const { words } = context;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: requestHead(request, context),
    sections: [
      ...sectionsOf(request, extent, context),
      ...(tells(extent, LAST_PAGE) ? evidenceSection(request, extent.most, context) : []),
    ],
    lists: [
      ...(tells(extent, 1) ? listsOf(request, context) : []),
      ...(tells(extent, LAST_PAGE) ? commentsOf(request, extent, context) : []),
    ],
    notes: note(
      words.because.submitted(request.revision, nameOf(request.requester, context), stamp(request.submittedAt, context)),
    ),
    first: [...pageButtons(request, extent, context), button(words.buttons.brief, 'request/brief', { request: request.id })],
    asks: [commentAsk(request, context)],
  };
}

const listsOf = (request: DeployRequest, context: Context): readonly List[] => [
  ...(request.state === 'pending' ? warningList(request.plan, request.risk, context) : []),
  ...tallyWithoutComments(request, context),
];

function pageButtons({ id }: DeployRequest, { page }: Extent, { words: { buttons } }: Context): readonly CardButton[] {
  if (page === 0) return [];
  const to = page === LAST_PAGE ? 1 : page + 1;
  return [button(to === 1 ? buttons.firstPage : buttons.nextPage, 'request/show', { request: id, page: to })];
}

function sectionsOf({ id, plan }: DeployRequest, { sections, most }: Extent, context: Context): readonly SectionView[] {
  const link = context.linkTo(id);
  const said = saidIn(plan);
  const isTold = ({ id }: Field) => id !== 'time' && id !== 'evidence' && !(id in FOLLOWS) && isAsked(id, said, context.policy);
  return sections
    .map((section) => ({
      heading: context.words.sections[section],
      lines: [
        ...fieldsOf(section)
          .filter(isTold)
          .flatMap((field) => fieldLines(field, { plan, said, most }, context)),
        ...(section === 'what' ? ownLink(link, context) : []),
        ...(section === 'review' ? pullLines(plan.pull, context) : []),
        ...(section === 'staging' ? stayLines(plan, context) : []),
      ],
    }))
    .filter(({ lines }) => lines.length > 0);
}

interface Told {
  readonly plan: Plan;
  readonly said: Answers;
  readonly most: number;
}

/** Short answers stand beside their label, lists and long texts below it; an empty answer is left out. */
function fieldLines(field: Field, { plan, said, most }: Told, context: Context): readonly Paragraph[] {
  const label = field.id === 'date' ? context.words.facts.window : context.words.shortLabel(field.id);
  if (field.kind === 'lines') {
    const steps = plan[field.id];
    return steps.length === 0 ? [] : [paragraph(subtle(label)), ...listLines(steps, plan, most, context)];
  }
  const value = field.id === 'date' ? exactSpan(plan.window, context) : shortened(toldText(field.id, said, context), most);
  if (field.kind === 'link' && value !== '') return [paragraph(subtle(`${label}  `), linkRun(plan.link, value))];
  return value === '' ? [] : [paragraph(subtle(`${label}  `), field.kind === 'paragraph' ? plain(value) : strong(value))];
}

/** An answer with those that are told in one breath with it. */
function toldText(id: FieldId, said: Answers, context: Context): string {
  const moment = momentText(id, said, context.policy.time.zone, context);
  if (moment !== undefined) return moment;
  const followers = FIELDS.filter((follower) => FOLLOWS[follower.id] === id && isAsked(follower.id, said, context.policy));
  const main = answerText(id, said[id] ?? '', context);
  if (main === '') return '';
  return [main, ...followers.map((follower) => answerText(follower.id, said[follower.id] ?? '', context))]
    .filter((part) => part !== '')
    .join(', ');
}

/** Seeds/002, "Duration in staging". */
function stayLines(plan: Plan, { words }: Context): readonly Paragraph[] {
  const hours = hoursInStaging(plan);
  return hours === undefined ? [] : [paragraph(subtle(`${words.facts.staging}  `), strong(words.units.stay(hours)))];
}

/** Where the request is found, to be pasted elsewhere. */
const ownLink = (link: string | undefined, { words }: Context): readonly Paragraph[] =>
  link === undefined ? [] : [paragraph(subtle(`${words.details.link}  `), linkRun(link, link))];

/** The address itself is what is tapped, so that a reader sees where it leads. */
const linkRun = (url: string, shown: string): Run => ({ ...plain(shown), selectAction: { type: 'Action.OpenUrl', url } });

/** Lines that one card shows each on its own; with more, the rest of each list runs on, so that it stays under 28 KB. */
const MOST_LINES = 24;
const FIRST_LINES = 4;
/** Longest rest of a list, and longest comment, in characters. */
const MOST_REST = 700;
const MOST_COMMENT = 400;

function listLines(lines: readonly string[], plan: Plan, longest: number, { words }: Context): readonly Paragraph[] {
  const all = FIELDS.flatMap((field) => (field.kind === 'lines' ? plan[field.id] : [])).length;
  const most = all > MOST_LINES ? FIRST_LINES : MOST_LINES;
  const shown = lines.slice(0, most).map((line, n) => paragraph(subtle(`${n + 1}.  `), plain(shortened(line, longest))));
  const rest = lines.slice(most);
  if (rest.length === 0) return shown;
  const more = paragraph(
    subtle(words.details.moreLines(rest.length)),
    plain(shortened(rest.join(' / '), Math.min(MOST_REST, longest))),
  );
  return [...shown, more];
}

const tallyWithoutComments = (request: DeployRequest, context: Context): readonly List[] =>
  tallyOf(request, context, { kind: 'nobody' }).lists.map((list) => ({
    ...list,
    rows: list.rows.map((one) => ({ ...one, lines: one.lines.slice(0, 1) })),
  }));

/** What voters and others wrote, oldest first, as many of the newest as a card holds. */
function commentsOf({ votes, comments }: DeployRequest, { most }: Extent, context: Context): readonly List[] {
  const longest = Math.min(MOST_COMMENT, most);
  const rows = [
    ...votes.filter(({ comment }) => comment !== '').map((vote) => ({ at: vote.at, row: voteRow(vote, longest, context) })),
    ...comments.map((comment) => ({ at: comment.at, row: commentRow(comment, longest, context) })),
  ]
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .slice(-MOST_COMMENTS)
    .map((one) => one.row);
  return rows.length === 0 ? [] : [{ heading: context.words.details.comments, rows }];
}

/** Comments on one card. */
const MOST_COMMENTS = 12;

const voteRow = ({ by, as, choice, comment, at }: Vote, longest: number, context: Context): Row =>
  row(
    choice === 'approve' ? 'done' : 'wrong',
    [
      paragraph(strong(nameOf(by, context)), subtle(`  ${roleTitle(as, context)}`)),
      paragraph(plain(shortened(comment, longest))),
    ],
    stamp(at, context),
  );
