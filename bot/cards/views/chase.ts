import { chasesOf, levelOf, type Chase } from '../../domain/chase.ts';
import { holdersWithStandIns } from '../../domain/asked.ts';
import { missingPeople, promisedNow } from '../../domain/chasing.ts';
import type { PersonId } from '../../domain/ids.ts';
import { reachesSomebody, type Unmanaged } from '../../domain/levels.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { EscalationLevel } from '../../domain/policy.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import { mentionOf } from '../mentions.ts';
import { button, primary } from '../actions.ts';
import { nameOf, note, paragraph, plain, subtle } from '../pieces.ts';
import { dueText } from './due.ts';
import { missingRolesOf as missingRoles, stateBadge as stateBadgeOf } from './tally.ts';
import { emptyView, firstFor, obligationBody, stateBadge, type OwedView } from './owed.ts';

/** What is chased, as far as it is still known. */
export function chaseView(request: DeployRequest, chase: Chase, context: Context): OwedView | undefined {
  const { about } = chase;
  if (about.kind === 'phase') return phaseChase(request, about.phase, chase, context);
  const obligation = request.obligations.find(({ id }) => id === about.id);
  return obligation && obligationChase(request, obligation, chase, context);
}

function obligationChase(request: DeployRequest, obligation: Obligation, chase: Chase, context: Context): OwedView {
  const { owed } = context.words;
  const open = obligation.met === undefined;
  const title = chaseTitle(chase, owed.titles[obligation.kind], context);
  const empty = emptyView(request, title, stateBadge(obligation, context), context);
  return {
    ...empty,
    ...obligationBody(request, obligation, context),
    first: [...firstFor(request, obligation, context), ...empty.first],
    ...(open ? told(chase, context) : { told: [], entities: [] }),
    notes: levelNote(request, chase, context),
  };
}

/** The turn of a phase, to those of whom an answer is still missing. */
function phaseChase(request: DeployRequest, phase: string, chase: Chase, context: Context): OwedView {
  const { owed, vote } = context.words;
  const title = request.phases.find(({ id }) => id === phase)?.title ?? phase;
  const promised = promisedNow(request, context.policy);
  const empty = emptyView(request, phaseTitle(chase, title, context), stateBadgeOf(request, context), context);
  if (promised?.phase !== phase) return { ...empty, paragraphs: [paragraph(plain(owed.answered))] };
  const missing = missingPeople(request, holdersWithStandIns(request, context, context.now));
  const people = levelOf(chase.step) > 0 ? chase.people : chase.people.filter((person) => missing.includes(person));
  return {
    ...empty,
    ...told({ ...chase, people }, context),
    paragraphs: [
      paragraph(plain(owed.waitsFor(missingRoles(request, context)))),
      paragraph(subtle(dueText(promised.due, context))),
    ],
    notes: levelNote(request, chase, context),
    first: [primary(button(vote.open.approve, 'request/review', { request: request.id })), ...empty.first],
  };
}

function phaseTitle(chase: Chase, what: string, context: Context): string {
  return chase.step === 'due' ? context.words.owed.overdue(what) : chaseTitle(chase, what, context);
}

/** `Reminder: Standby check`. */
function chaseTitle({ step }: Chase, what: string, { words: { owed } }: Context): string {
  if (step === 'half') return owed.reminder(what);
  return step === 'due' ? owed.missed(what) : owed.escalated(what);
}

/** Mentions whom this step is for, so that Teams notifies them; a manager whom the bot has not met is written by name. */
function told({ people, managersOf }: Chase, context: Context): Pick<OwedView, 'told' | 'entities'> {
  const mentions = people.map((person) => mentionOf(person, context));
  const entities = mentions.filter(({ mentioned: { id } }) => managersOf === undefined || context.accounts.has(id));
  if (mentions.length === 0) return { told: [], entities };
  const ats = mentions.map((mention) => (entities.includes(mention) ? mention.text : mention.mentioned.name));
  return { told: [{ text: context.words.owed.whom(context.words.join.and(ats)) }], entities };
}

function levelNote(request: DeployRequest, chase: Chase, context: Context): OwedView['notes'] {
  const { words, policy } = context;
  const { owed } = words;
  const level = levelOf(chase.step);
  if (level === 0) return [];
  const titles = emptyLevels(request, chase).flatMap((n) => emptyRole(policy.escalation[n - 1], policy));
  const roles = words.join.and(titles);
  if (!reachesSomebody(chase)) {
    return note(titles.length === 0 ? owed.pathEndsHere : owed.pathEnds(roles), ...unmanagedLines(chase, context));
  }
  return note(
    owed.level(level, policy.escalation.length),
    ...managedLines(chase, context),
    ...(titles.length === 0 ? [] : [owed.passedOver(roles)]),
    ...unmanagedLines(chase, context),
  );
}

const emptyRole = (level: EscalationLevel | undefined, { roles }: Context['policy']): readonly string[] =>
  level !== undefined && 'role' in level ? [roles.get(level.role)?.title ?? level.role] : [];

/** Why it is these people who are told. */
const managedLines = ({ managersOf = [] }: Chase, context: Context): readonly string[] =>
  managersOf.length === 0 ? [] : [context.words.owed.managersOf(namesOf(managersOf, context))];

/** Whose managers are not told, and why. */
function unmanagedLines({ unmanaged = [] }: Chase, context: Context): readonly string[] {
  const { owed } = context.words;
  const of = (because: Unmanaged['because']) => unmanaged.filter((one) => one.because === because).map(({ of: who }) => who);
  const [none, unknown, more] = [of('none'), of('unknown'), of('not-asked')];
  return [
    ...(none.length === 0 ? [] : [owed.noManager(namesOf(none, context))]),
    ...(unknown.length === 0 ? [] : [owed.managerUnknown(namesOf(unknown, context))]),
    ...(more.length === 0 ? [] : [owed.managersNotAsked(more.length)]),
  ];
}

const MOST_NAMES = 6;

/** The first six, and how many more. */
function namesOf(people: readonly PersonId[], context: Context): string {
  const { join, owed } = context.words;
  const names = people.slice(0, MOST_NAMES).map((person) => nameOf(person, context));
  return join.and(people.length > MOST_NAMES ? [...names, owed.others(people.length - MOST_NAMES)] : names);
}

/** Levels that nobody was behind when their turn came: those since the step before, and the last one where it reaches nobody. */
function emptyLevels({ chases }: DeployRequest, chase: Chase): readonly number[] {
  const level = levelOf(chase.step);
  const before = chasesOf(chases, chase.about).findLast(({ at }) => at < chase.at);
  const from = before === undefined ? 0 : levelOf(before.step);
  return Array.from({ length: Math.max(0, level - from - (reachesSomebody(chase) ? 1 : 0)) }, (_, n) => from + n + 1);
}
