import type { PersonId } from '../../domain/ids.ts';
import type { Attestation } from '../../domain/checklist.ts';
import { askedFor, type Asked } from '../../domain/asked.ts';
import { phaseNow } from '../../domain/phases.ts';
import { approvalPlace, placeKey, type PlaceKey } from '../../domain/posts.ts';
import type { Requirement } from '../../domain/requirements.ts';
import { wantedNow } from '../../domain/phases.ts';
import type { DeployRequest, RequestState, Vote } from '../../domain/request.ts';
import { standing, type Standing, type TallyLine } from '../../domain/standing.ts';
import type { Context } from '../context.ts';
import { unmarked } from '../inert.ts';
import { mentionOf, type Mention } from '../mentions.ts';
import { date, stamp } from '../moments.ts';
import {
  badge,
  nameOf,
  standInName,
  voterName,
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
  type Paragraph,
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

/** One card that asks: for which phase, and where it stands. Without a place it stands for all of them. */
export interface Asking {
  readonly phase: string | undefined;
  readonly place: PlaceKey | undefined;
}

/** Who is notified by a card: nobody, or those who are missing and are asked by it. */
export type Notified = { readonly kind: 'nobody' } | ({ readonly kind: 'missing' } & Asking);

/** Who was asked, phase by phase, who has answered, and who is missing: named, or mentioned so that Teams notifies them. */
export function tallyOf(request: DeployRequest, context: Context, notified: Notified): Tally {
  const { lines } = standing(request.requirements, request.votes);
  const now = request.state === 'pending' ? phaseNow(request) : undefined;
  const isMentioned = ({ requirement, filledBy }: TallyLine) =>
    filledBy === undefined && requirement.phase === now && notifies(notified, requirement, request, context);
  const drawn = lines.map((line) => ({
    line,
    people: isMentioned(line) ? toMention(candidates(line.requirement, request, context)) : [],
  }));
  const phases = request.phases.filter(({ id }) => lines.some(({ requirement }) => requirement.phase === id));
  return {
    lists: phases.map(({ id, title }) => ({
      heading: phases.length === 1 ? context.words.tally.heading : context.words.tally.phase(title, id === now),
      rows: drawn
        .filter(({ line }) => line.requirement.phase === id)
        .map(({ line, people }) => tallyRow(line, people, request, context)),
    })),
    mentions: [...new Set(drawn.flatMap(({ people }) => people))].map((person) => mentionOf(person, context)),
  };
}

function notifies(notified: Notified, requirement: Requirement, request: DeployRequest, { policy }: Context): boolean {
  if (notified.kind === 'nobody' || notified.phase !== requirement.phase) return false;
  return notified.place === undefined || notified.place === placeKey(approvalPlace(requirement, request, policy));
}

/** Everyone who could fill a requirement that is open: whoever is there first, then who stands in for somebody. */
function candidates({ anyOf }: Requirement, request: DeployRequest, context: Context): readonly Asked[] {
  const asked = askedFor(anyOf, request, context, context.now);
  if (request.personFills !== 'one-role') return asked;
  const spoken = new Set(request.votes.flatMap(({ by, standIn }) => (standIn?.kind === 'delegate' ? [by, standIn.of] : [by])));
  return asked.filter(
    ({ person, standIn }) => !spoken.has(person) && !(standIn?.kind === 'delegate' && spoken.has(standIn.of)),
  );
}

/** Teams refreshes a card by itself for at most so many people. */
const MOST_REFRESHED = 60;

/** What Teams calls those who are missing and are asked by this card, as far as they have told; none elsewhere. */
export function askedAccounts(request: DeployRequest, asking: Asking, context: Context): readonly string[] {
  if (asking.place === undefined || request.state !== 'pending' || asking.phase !== phaseNow(request)) return [];
  const people = wantedNow(request)
    .filter(({ requirement }) => notifies({ kind: 'missing', ...asking }, requirement, request, context))
    .flatMap(({ requirement }) => candidates(requirement, request, context).map(({ person }) => person));
  return [...new Set(people)].flatMap((person) => context.accounts.get(person) ?? []).slice(0, MOST_REFRESHED);
}

/** Whoever is absent is left in peace, unless nobody else can answer. */
function toMention(people: readonly Asked[]): readonly PersonId[] {
  const there = people.filter(({ isAbsent }) => !isAbsent);
  return (there.length > 0 ? there : people).slice(0, MOST_NAMES).map(({ person }) => person);
}

function tallyRow(
  { requirement, filledBy }: TallyLine,
  mentioned: readonly PersonId[],
  request: DeployRequest,
  context: Context,
): Row {
  if (filledBy !== undefined) return filledRow(filledBy, context);
  const roles = context.words.join.or(requirement.anyOf.map((role) => roleTitle(role, context)));
  const people = candidates(requirement, request, context);
  const opened = request.opened.findLast(({ phase }) => phase === requirement.phase);
  const asked = opened === undefined ? context.words.tally.later : context.words.tally.asked(date(opened.at, context));
  if (mentioned.length === 0) {
    return row('open', [paragraph(strong(roles), subtle(`  ${askedNames(people, context)}`))], asked);
  }
  const at = (one: Asked) => (mentioned.includes(one.person) ? mentionOf(one.person, context).text : undefined);
  const ats = listedNames(people, (one) => unmarkedName(one, at(one), context), context);
  return { ...row('open', [], asked), mentions: [{ text: `**${unmarked(roles)}**  ${ats}` }] };
}

function filledRow(vote: Vote, context: Context): Row {
  const said = vote.comment === '' ? [] : [paragraph(plain(shortened(vote.comment, MOST_COMMENT)))];
  const who = paragraph(strong(roleTitle(vote.as, context)), subtle(`  ${voterName(vote, context)}`));
  return row('done', [who, ...waivedLine(vote.attested, context), ...said], stamp(vote.at, context));
}

/** Lines of a checklist that were not ticked, and why: what everybody should know of a vote. */
function waivedLine(attested: readonly Attestation[], { words }: Context): readonly Paragraph[] {
  const waived = attested.filter((one) => one.kind === 'waived');
  const [first] = waived;
  if (first === undefined) return [];
  const lines = words.join.and(waived.map(({ line }) => line));
  return [paragraph(subtle(words.tally.waived(lines)), plain(shortened(first.because, MOST_COMMENT)))];
}

/** The first few of those who are asked, with whom they stand in for. */
export const askedNames = (people: readonly Asked[], context: Context): string =>
  people.length === 0 ? context.words.nobodyYet : listedNames(people, (one) => askedName(one, context), context);

/** `Nestor Wilke for Megan Bowen`, `Isaiah Langer as deputy`, `Megan Bowen (away)`. */
function askedName({ person, standIn, isAbsent }: Asked, context: Context): string {
  if (standIn !== undefined) return standInName(nameOf(person, context), standIn, context);
  const name = nameOf(person, context);
  return isAbsent ? context.words.delegate.away(name) : name;
}

/** The same where Teams reads marks: with the mention of whoever is to be notified. */
function unmarkedName(one: Asked, mention: string | undefined, context: Context): string {
  const name = unmarked(nameOf(one.person, context));
  const [before = '', after = ''] = unmarked(askedName(one, context)).split(name, 2);
  return mention === undefined ? unmarked(askedName(one, context)) : `${before}${mention}${after}`;
}

/** The first few of these people by name, and how many more. */
export const someOf = (people: readonly PersonId[], context: Context): string =>
  people.length === 0 ? context.words.nobodyYet : listedNames(people, (person) => nameOf(person, context), context);

function listedNames<One>(people: readonly One[], name: (one: One) => string, { words }: Context): string {
  const shown = people.slice(0, MOST_NAMES).map(name);
  return words.join.or(people.length > MOST_NAMES ? [...shown, words.join.more(people.length - MOST_NAMES)] : shown);
}

/** The roles whose turn it is and that are still missing, as one line of text. */
export const missingRolesOf = (request: DeployRequest, context: Context): string =>
  context.words.join.and(
    wantedNow(request).map(({ requirement }) =>
      context.words.join.or(requirement.anyOf.map((role) => roleTitle(role, context))),
    ),
  );

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
