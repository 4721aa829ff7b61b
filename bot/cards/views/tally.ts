import type { PersonId } from '../../domain/ids.ts';
import type { Requirement } from '../../domain/requirements.ts';
import type { DeployRequest, RequestState, Vote } from '../../domain/request.ts';
import { standing, type Standing, type TallyLine } from '../../domain/standing.ts';
import type { Context } from '../context.ts';
import { mentionOf, unmarked, type Mention } from '../mentions.ts';
import { date, stamp } from '../moments.ts';
import {
  badge,
  nameOf,
  paragraph,
  plain,
  roleTitle,
  row,
  shortened,
  strong,
  subtle,
  type Badge,
  type Box,
  type List,
  type Row,
  type Tone,
} from '../pieces.ts';
import { warningBox } from './warnings.ts';

const TONE = {
  pending: 'accent',
  paused: 'attention',
  approved: 'good',
  rejected: 'attention',
  cancelled: 'quiet',
  expired: 'quiet',
  deploying: 'accent',
  'rolling-back': 'attention',
  deployed: 'good',
  'rolled-back': 'attention',
  complete: 'good',
} as const satisfies Record<RequestState, Tone>;

/** The state of a request as a badge: the tally while it waits. */
export function stateBadge(request: DeployRequest, { words }: Context): readonly Badge[] {
  return badge(stateText(request, words), TONE[request.state]);
}

export function stateText(request: DeployRequest, words: Context['words']): string {
  if (request.state !== 'pending') return words.states[request.state];
  return words.tally.waiting(standing(request.requirements, request.votes).missing, request.requirements.length);
}

/** Longest list of people named in one line, and longest comment shown beside a vote. */
const MOST_NAMES = 3;
const MOST_COMMENT = 200;

export interface Tally {
  readonly lists: readonly List[];
  /** For the card's `msteams.entities`; empty unless somebody is to be notified. */
  readonly mentions: readonly Mention[];
}

/** Who was asked, who has answered, and who is missing: named, or mentioned so that Teams notifies them. */
export function tallyOf(request: DeployRequest, context: Context, missing: 'named' | 'mentioned'): Tally {
  if (request.requirements.length === 0) return { lists: [], mentions: [] };
  const now = standing(request.requirements, request.votes);
  const lines = now.lines.map((line) => ({ line, people: candidates(line.requirement, request, context) }));
  const mention = missing === 'mentioned' && request.state === 'pending';
  const mentioned = lines.flatMap(({ line, people }) => (line.filledBy === undefined ? people.slice(0, MOST_NAMES) : []));
  return {
    lists: [
      {
        heading: context.words.tally.heading,
        rows: lines.map(({ line, people }) => tallyRow(line, people, request, context, mention)),
      },
    ],
    mentions: mention ? [...new Set(mentioned)].map((person) => mentionOf(person, context)) : [],
  };
}

/** Everyone who could fill a requirement that is open, in policy's order. */
export function candidates({ anyOf }: Requirement, request: DeployRequest, { holders }: Context): readonly PersonId[] {
  const spoken = new Set([request.requester, ...request.votes.map(({ by }) => by)]);
  const members = anyOf.flatMap((role) => holders.get(role) ?? []);
  return [...new Set(members)].filter((person) => !spoken.has(person));
}

function tallyRow(
  { requirement, filledBy }: TallyLine,
  people: readonly PersonId[],
  request: DeployRequest,
  context: Context,
  mention: boolean,
): Row {
  const roles = context.words.join.or(requirement.anyOf.map((role) => roleTitle(role, context)));
  if (filledBy !== undefined) return filledRow(filledBy, context);
  const asked = context.words.tally.asked(date(request.submittedAt, context));
  if (!mention || people.length === 0) {
    return row('open', [paragraph(strong(roles), subtle(`  ${someOf(people, context)}`))], asked);
  }
  const ats = listedNames(people, (person) => mentionOf(person, context).text, context);
  return { ...row('open', [], asked), mentions: [{ text: `**${unmarked(roles)}**  ${ats}` }] };
}

function filledRow(vote: Vote, context: Context): Row {
  const said = vote.comment === '' ? [] : [paragraph(plain(shortened(vote.comment, MOST_COMMENT)))];
  const who = paragraph(strong(roleTitle(vote.as, context)), subtle(`  ${nameOf(vote.by, context)}`));
  return row('done', [who, ...said], stamp(vote.at, context));
}

/** The first few of these people by name, and how many more. */
export const someOf = (people: readonly PersonId[], context: Context): string =>
  people.length === 0 ? context.words.nobodyYet : listedNames(people, (person) => nameOf(person, context), context);

function listedNames(people: readonly PersonId[], name: (person: PersonId) => string, { words }: Context): string {
  const shown = people.slice(0, MOST_NAMES).map(name);
  return words.join.or(people.length > MOST_NAMES ? [...shown, words.join.more(people.length - MOST_NAMES)] : shown);
}

/** The roles still missing, as one line of text. */
export const missingRoles = (now: Standing, context: Context): string =>
  context.words.join.and(
    now.lines
      .filter(({ filledBy }) => filledBy === undefined)
      .map(({ requirement }) => context.words.join.or(requirement.anyOf.map((role) => roleTitle(role, context)))),
  );

/** The one thing that must not be missed: how it ended, or what should make an approver look twice. */
export function outcomeBox(request: DeployRequest, context: Context): readonly Box[] {
  const { outcome } = context.words;
  switch (request.state) {
    case 'rejected':
    case 'paused': {
      const { by, as, comment } = request.vote;
      const lead = (request.state === 'rejected' ? outcome.rejectedBy : outcome.changesBy)(
        nameOf(by, context),
        roleTitle(as, context),
      );
      return [{ style: 'attention', lines: [paragraph(strong(lead), plain(shortened(comment, 1_000)))] }];
    }
    case 'cancelled': {
      const name = nameOf(request.by, context);
      const lines =
        request.reason === ''
          ? [paragraph(strong(outcome.cancelledPlain(name)))]
          : [paragraph(strong(outcome.cancelledBy(name)), plain(shortened(request.reason, 1_000)))];
      return [{ style: 'emphasis', lines }];
    }
    case 'expired':
      return [{ style: 'emphasis', lines: [paragraph(plain(outcome.expired))] }];
    case 'pending':
      return warningBox(request, context);
    default:
      return [];
  }
}
