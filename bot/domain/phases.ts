import type { RoleId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { Requirement } from './requirements.ts';
import { missingIn, rolesThatHelp, standing, type TallyLine } from './standing.ts';
import type { Vote } from './request.ts';
import type { Instant } from './time.ts';

/** A phase that a request passes, as its policy had it when the request was submitted (seeds/002, phases 1 to 5). */
export interface AskedPhase {
  readonly id: string;
  readonly title: string;
  /** Business days; absent where the process promises none. */
  readonly slaDays?: number;
}

/** When it became the turn of a phase; the same phase opens again when an edit or a withdrawn vote leads back to it. */
export interface OpenedPhase {
  readonly phase: string;
  readonly at: Instant;
}

/** From a request for changes until the edit that answers it; open while `to` is undefined. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | undefined;
}

/** What says whose turn it is. */
export interface Turns {
  readonly requirements: readonly Requirement[];
  readonly votes: readonly Vote[];
}

/** The phases that these requirements make a request pass, in policy's order. */
export function phasesOf(requirements: readonly Requirement[], { phases }: Pick<Policy, 'phases'>): readonly AskedPhase[] {
  return phases
    .filter(({ id }) => requirements.some(({ phase }) => phase === id))
    .map(({ id, title, slaDays }) => ({ id, title, ...(slaDays === undefined ? {} : { slaDays }) }));
}

/** The first phase with something missing; undefined when every requirement is filled. */
export const phaseNow = ({ requirements, votes }: Turns): string | undefined =>
  missingIn(requirements, votes)[0]?.requirement.phase;

/** The lines of the phase whose turn it is that nobody has filled, each with the roles of which an approval would help. */
export function wantedNow({ requirements, votes }: Turns): readonly (TallyLine & { readonly roles: ReadonlySet<RoleId> })[] {
  const tally = standing(requirements, votes);
  const open = tally.lines.filter(({ filledBy }) => filledBy === undefined);
  return open
    .filter(({ requirement }) => requirement.phase === open[0]?.requirement.phase)
    .map((line) => ({ ...line, roles: rolesThatHelp(tally, line) }));
}

/** Whether the approval of an asked role has to wait: it is asked in later phases only, and would help nobody now. */
export function comesLater(turns: Turns, role: RoleId): boolean {
  const wanted = wantedNow(turns);
  const now = wanted[0]?.requirement.phase;
  if (now === undefined || wanted.some(({ roles }) => roles.has(role))) return false;
  const last = turns.requirements.findLastIndex(({ phase }) => phase === now);
  return !turns.requirements.slice(0, last + 1).some(({ anyOf }) => anyOf.includes(role));
}

/** The phase whose turn comes when votes or requirements have changed; undefined when it is the same one's as before. */
export function openedBy(after: Turns, before: readonly OpenedPhase[], now: Instant): readonly OpenedPhase[] {
  const phase = phaseNow(after);
  return phase === undefined || phase === before.at(-1)?.phase ? [] : [{ phase, at: now }];
}
