import { parseChangeTypeId, type PersonId } from '../../domain/ids.ts';
import type { Block, ExplainedLine, Explanation, IdleVote } from '../../domain/explanation.ts';
import { isFieldId } from '../../domain/fields.ts';
import type { RoleChoice } from '../../domain/policy.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Requirement } from '../../domain/requirements.ts';
import type { Instant } from '../../domain/time.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { namingFor } from '../naming.ts';
import { moment, stamp, zoneAndUtc } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  environmentTitle,
  nameOf,
  voterName,
  named,
  paragraph,
  release,
  roleTitle,
  row,
  strong,
  subtle,
  type List,
  type Row,
} from '../pieces.ts';
import { changeTypeTitle } from './approval.ts';
import { optionTitle } from './options.ts';
import { someOf, stateBadge, stateText } from './tally.ts';

export type WhyView = CardOf<'head' | 'paragraphs' | 'lists' | 'notes' | 'first'>;

/** As many rows as each list of it may have, the whole first. */
export const WHY_EXTENTS: readonly number[] = [Infinity, 8];

/** What is in the way, who can take it away, who is asked and why, and when it could start. */
export function whyView(request: DeployRequest, explanation: Explanation, most: number, context: Context): WhyView {
  const { words } = context;
  const { asked, idle, blocks, starts } = explanation;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: {
      over: [request.id, environmentTitle(request, context), release(request, context)].join(' · '),
      title: isOver(request) ? words.why.overTitle : words.why.title(blocks.length),
      badge: stateBadge(request, context),
    },
    paragraphs: [],
    lists: [
      listOf(
        isOver(request) ? words.why.over : words.why.blocks(blocks.length),
        blocks.map((block, n) => blockRow(block, n + 1, context)),
      ),
      listOf(
        words.why.asked,
        asked.map((line) => askedRow(line, request, context)),
      ),
      listOf(
        words.why.idle,
        idle.map((vote) => idleRow(vote, context)),
      ),
      startsList(starts, request.plan.duration, context),
    ]
      .filter(({ rows }) => rows.length > 0)
      .map((list) => cut(list, most, context)),
    notes: [],
    first: [
      button(words.buttons.brief, 'request/brief', { request: request.id }),
      button(words.buttons.everything, 'request/show', { request: request.id }),
    ],
  };
}

const OVER: readonly DeployRequest['state'][] = ['rejected', 'cancelled', 'expired'];
const isOver = ({ state }: DeployRequest): boolean => OVER.includes(state);

const listOf = (heading: string, rows: readonly Row[]): List => ({ heading, rows });

function cut({ heading, rows }: List, most: number, { words }: Context): List {
  if (rows.length <= most) return { heading, rows };
  return listOf(heading, [...rows.slice(0, most), row('point', [paragraph(subtle(words.join.more(rows.length - most)))])]);
}

function blockRow(block: Block, n: number, context: Context): Row {
  const [what, how] = blockWords(block, context);
  const waits = block.kind === 'too-early' || block.kind === 'step-open';
  return {
    ...row('wrong', [paragraph(strong(what), subtle(`  ${how}`))]),
    glyph: String(n),
    color: waits ? 'Accent' : 'Attention',
  };
}

/** What stands in the way, and what takes it away. */
function blockWords(block: Block, context: Context): readonly [what: string, how: string] {
  const { why } = context.words;
  switch (block.kind) {
    case 'approval':
      return [
        why.notApproved(rolesText(block.anyOf, context)),
        block.after === undefined ? canText(block.who, context) : why.afterPhase(block.after, canText(block.who, context)),
      ];
    case 'too-few-people':
      return [why.tooFewPeople(context.words.join.and(block.missing.map((one) => rolesText(one, context)))), why.tooFewHow];
    case 'changes-requested':
      return [why.changes(voterName(block.vote, context)), why.changesHow(someOf(block.who, context))];
    case 'rejected':
      return [why.rejected(voterName(block.vote, context)), why.newRequest];
    case 'cancelled':
      return [why.cancelled(nameOf(block.by, context)), why.newRequest];
    case 'expired':
      return [why.expired, why.newRequest];
    case 'obstacle': {
      const { wrong, next } = context.words.refusal(block.obstacle, namingFor(context));
      return [wrong, next];
    }
    case 'too-early':
      return [why.tooEarly, why.opens(moment(block.from, context))];
    case 'not-started':
      return [why.notStarted, why.startHow(someOf(block.who, context), moment(block.until, context))];
    case 'step-open':
      return [why.step(block.step, block.of), canText(block.who, context)];
    case 'not-finished':
      return [why.notFinished, canText(block.who, context)];
    case 'not-back':
      return [why.notBack, canText(block.who, context)];
  }
}

/** What it takes to name roles and causes. */
type Wording = Pick<Context, 'words' | 'policy'>;

const canText = (who: readonly PersonId[], context: Context): string =>
  who.length === 0 ? context.words.why.nobodyElse : context.words.why.can(someOf(who, context));

export const rolesText = (anyOf: RoleChoice, context: Wording): string =>
  context.words.join.or(anyOf.map((role) => roleTitle(role, context)));

function askedRow({ requirement, mayGive, barred, given }: ExplainedLine, request: DeployRequest, context: Context): Row {
  const { plan, phases } = request;
  const who = given === undefined ? someOf(mayGive, context) : nameOf(given.by, context);
  const roles = given === undefined ? rolesText(requirement.anyOf, context) : roleTitle(given.as, context);
  return row(
    given === undefined ? 'open' : 'done',
    [
      paragraph(strong(roles), subtle(`  ${phases.find(({ id }) => id === requirement.phase)?.title ?? ''}`)),
      paragraph(subtle([who, causeText(requirement, plan, context)].join(' · '))),
      ...barred.map(({ person, duty }) => paragraph(subtle(context.words.why.barred[duty](nameOf(person, context))))),
    ],
    given === undefined ? '' : stamp(given.at, context),
  );
}

/** Why policy asks it: `for Database schema`, `for What changes: Database`. */
export function causeText({ because }: Requirement, plan: object, context: Wording): string {
  const { words } = context;
  switch (because.kind) {
    case 'environment': {
      const environment = [...context.policy.environments.values()].find(({ id }) => id === because.environment);
      return words.why.because.rule(environment?.title ?? because.environment);
    }
    case 'change-type': {
      const id = parseChangeTypeId(because.changeType);
      return words.why.because.changeType(id === undefined ? because.changeType : changeTypeTitle(id, context));
    }
    case 'answer':
      return because.field
        .split(',')
        .map((field) => words.why.because.answer(questionText(field, context), answerText(field, plan, context)))
        .join(', ');
  }
}

export const questionText = (field: string, { words }: Pick<Context, 'words'>): string =>
  isFieldId(field) ? words.shortLabel(field) : field;

function answerText(field: string, plan: object, context: Wording): string {
  const value = (plan as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'boolean') return context.words.yesNo[value ? 'yes' : 'no'];
  return [value]
    .flat()
    .map((one) => optionTitle(field, String(one), context))
    .join(', ');
}

function idleRow({ vote, because }: IdleVote, context: Context): Row {
  const { why } = context.words;
  const who = paragraph(strong(voterName(vote, context)), subtle(`  ${roleTitle(vote.as, context)}`));
  return row('ended', [who, paragraph(subtle(why.fillsNothing[because]))], stamp(vote.at, context));
}

/** `→ Thu 26 Nov, 09:00  CET (08:00 UTC)`, one a day. */
export function startsList(starts: readonly Instant[], minutes: number, context: Context): List {
  const { words } = context;
  const rows = starts.map((at) => ({
    ...row('running', [paragraph(strong(moment(at, context)), subtle(`  ${zoneAndUtc(at, context)}`))]),
    glyph: '→',
  }));
  return listOf(words.why.starts(words.units.minutes(minutes)), rows);
}
