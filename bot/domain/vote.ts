import { approvalOf } from './approval.ts';
import { attest, checklistOf } from './checklist.ts';
import type { Decision, DecisionFacts, RequestCommand } from './decide.ts';
import type { StandsIn } from './delegation.ts';
import { dutyAgainst } from './duties.ts';
import { rolesThatLeaveEnough } from './enough.ts';
import type { PersonId, RoleId } from './ids.ts';
import { comesLater, wantedNow } from './phases.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest, Vote } from './request.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Instant } from './time.ts';

type VoteCommand = Extract<RequestCommand, { kind: 'vote' }>;

/**
 * A vote for a role that was asked and that the directory confirms, sealed to the revision and the policy that were on
 * the card. An approval waits for the turn of its phase and for its checklist; an objection is welcome at any time.
 * The last approval that is missing approves the request; one rejection ends it; a request for changes pauses it.
 */
export function decideVote(request: DeployRequest, command: VoteCommand, facts: DecisionFacts, now: Instant): Decision {
  const { by, choice } = command;
  const comment = command.comment.trim();
  if (isSameTap(request, command)) return accept([]);
  if (request.state !== 'pending') return refuse({ code: 'not-pending', state: request.state });
  if (!isSealedTo(request, command)) return refuse({ code: 'stale-revision', revision: request.revision });
  const duty = dutyAgainst(request, by);
  if (duty !== undefined) return refuse({ code: duty });

  const { usable, blocked } = standInsFor(request, facts.standIns ?? []);
  const rolesHeld = new Set([...facts.rolesHeld, ...usable.map(({ role }) => role)]);
  const as = roleFor(request, command, { rolesHeld, enough: enoughFor(request, by, usable, { ...facts, rolesHeld }) });
  if (!as.ok) return isOfRoles(as.problem) && blocked !== undefined ? refuse(blocked) : as;
  const earlier = spokenFor(request, by).find((vote) => request.personFills === 'one-role' || vote.as === as.value);
  if (earlier !== undefined) return refuse({ code: 'already-voted', as: earlier.as });
  if (choice !== 'approve' && comment === '') return refuse({ code: 'reason-needed' });

  const attested = choice === 'approve' ? attest(checklistOf(request.requirements, as.value), command.answered) : accept([]);
  if (!attested.ok) return refuse({ ...attested.problem, as: as.value });
  const standIn = facts.rolesHeld.has(as.value) ? undefined : usable.find(({ role }) => role === as.value)?.standIn;
  const vote: Vote = {
    by,
    as: as.value,
    choice,
    ...(standIn === undefined ? {} : { standIn }),
    comment,
    attested: attested.value,
    at: now,
  };
  const cast = { kind: 'vote-cast', ...vote } as const;
  return accept([cast, ...approvalOf({ ...request, votes: [...request.votes, vote] }, now)]);
}

/** The asked roles as which this vote may count: the chosen one, or any. None when no role could make it count. */
export function rolesForVote(request: DeployRequest, { by, as }: VoteCommand): readonly RoleId[] {
  if (request.state !== 'pending' || dutyAgainst(request, by) !== undefined) return [];
  return rolesAsked(request).filter((role) => as === undefined || as === role);
}

/** Every role that the request asks, each once. */
export const rolesAsked = ({ requirements }: Pick<DeployRequest, 'requirements'>): readonly RoleId[] => [
  ...new Set(requirements.flatMap(({ anyOf }) => anyOf)),
];

/**
 * The roles, of those held, as which an approval of this person counts now: the ones that are missing, or else any that
 * is asked by now and that they have not given.
 */
export function rolesToGive(request: DeployRequest, by: PersonId, held: ReadonlySet<RoleId>): readonly RoleId[] {
  const given = votesOf(request, by).map(({ as }) => as);
  if (given.length > 0 && request.personFills === 'one-role') return [];
  const roles = rolesAsked(request).filter((role) => held.has(role) && !given.includes(role));
  const open = wantedNow(request);
  const wanted = roles.filter((role) => open.some((line) => line.roles.has(role)));
  return wanted.length > 0 ? wanted : roles.filter((role) => !comesLater(request, role));
}

/**
 * Whether an approval of this person, who holds these roles, is wanted now: it would fill something, and they are not
 * needed more for something else. `holders` are all people as last read.
 */
export function waitsFor(
  request: DeployRequest,
  person: PersonId,
  held: ReadonlySet<RoleId>,
  holders: ReadonlyMap<RoleId, readonly PersonId[]>,
): boolean {
  if (request.state !== 'pending' || dutyAgainst(request, person) !== undefined) return false;
  const enough = rolesThatLeaveEnough(request, { by: person, held, holders });
  const roles = rolesToGive(request, person, held).filter((role) => enough.includes(role));
  return wantedNow(request).some((line) => roles.some((role) => line.roles.has(role)));
}

export const votesOf = ({ votes }: Pick<DeployRequest, 'votes'>, by: PersonId): readonly Vote[] =>
  votes.filter((vote) => vote.by === by);

/** What the person said, and what was said on their behalf. */
const spokenFor = ({ votes }: Pick<DeployRequest, 'votes'>, person: PersonId): readonly Vote[] =>
  votes.filter(({ by, standIn }) => by === person || (standIn?.kind === 'delegate' && standIn.of === person));

/** Those whose giver may answer and has not, and why the first of the others does not count. */
function standInsFor(
  request: DeployRequest,
  standIns: readonly StandsIn[],
): { readonly usable: readonly StandsIn[]; readonly blocked: Refusal | undefined } {
  const against = ({ standIn }: StandsIn): Refusal | undefined => {
    if (standIn.kind !== 'delegate') return undefined;
    if (dutyAgainst(request, standIn.of) !== undefined) return { code: 'stands-in-for-barred' };
    const [spoken] = spokenFor(request, standIn.of);
    return spoken === undefined ? undefined : { code: 'already-answered-for', as: spoken.as };
  };
  return {
    usable: standIns.filter((one) => against(one) === undefined),
    blocked: standIns.map(against).find((refusal) => refusal !== undefined),
  };
}

const isOfRoles = ({ code }: Refusal): boolean => code === 'role-not-asked' || code === 'role-not-held';

const isSealedTo = (request: DeployRequest, { revision, policyVersion }: VoteCommand): boolean =>
  revision === request.revision && policyVersion === request.policyVersion;

const isSameTap = (request: DeployRequest, command: VoteCommand): boolean =>
  command.revision === request.revision &&
  votesOf(request, command.by).some(
    ({ choice, as }) => choice === command.choice && (command.as === undefined || command.as === as),
  );

/** As which of the roles that they hold a person may approve so that the rest can still be filled; any, where nobody knows. */
function enoughFor(
  request: DeployRequest,
  by: PersonId,
  standIns: readonly StandsIn[],
  { rolesHeld: held, holders }: DecisionFacts,
): readonly RoleId[] {
  if (holders === undefined) return rolesAsked(request);
  const instead = new Map(
    standIns.flatMap(({ role, standIn }) => (standIn.kind === 'delegate' ? [[role, standIn.of] as const] : [])),
  );
  return rolesThatLeaveEnough(request, { by, held, holders, instead });
}

interface Choosable {
  readonly rolesHeld: ReadonlySet<RoleId>;
  readonly enough: readonly RoleId[];
}

function roleFor(request: DeployRequest, command: VoteCommand, { rolesHeld, enough }: Choosable): Result<RoleId, Refusal> {
  const { by, as, choice } = command;
  const asked = rolesAsked(request);
  const approves = choice === 'approve';
  if (as !== undefined) {
    if (!asked.includes(as)) return refuse({ code: 'role-not-asked' });
    if (!rolesHeld.has(as)) return refuse({ code: 'role-not-held', role: as });
    if (approves && comesLater(request, as)) return refuse(laterThan(request, [as]));
    return approves && !enough.includes(as) ? refuse({ code: 'needed-as', roles: enough }) : accept(as);
  }

  const held = asked.filter((role) => rolesHeld.has(role));
  const [first, ...others] = held;
  if (first === undefined) return refuse({ code: 'role-not-asked' });
  const toGive = rolesToGive(request, by, rolesHeld);
  const open = toGive.length > 0 || approves ? toGive : held;
  if (open.length === 0) return refuse(laterThan(request, [first, ...others]));
  const [only, ...more] = approves ? open.filter((role) => enough.includes(role)) : open;
  if (only === undefined) return refuse({ code: 'needed-as', roles: enough });
  return more.length === 0 ? accept(only) : refuse({ code: 'choose-role', roles: [only, ...more] });
}

const titleOf = ({ phases }: DeployRequest, id: string | undefined): string =>
  phases.find((phase) => phase.id === id)?.title ?? '';

/** Whose turn it is, and when that of these roles comes. */
export function laterThan(request: DeployRequest, roles: readonly RoleId[]): Refusal {
  const own = request.requirements.find(({ anyOf }) => anyOf.some((role) => roles.includes(role)))?.phase;
  const now = wantedNow(request)[0]?.requirement.phase;
  return { code: 'phase-later', roles, phase: titleOf(request, own), now: titleOf(request, now) };
}
