import { askingOf, obstaclesTo, type Holds } from './clearance.ts';
import { conflictsOf, type Planned } from './conflict.ts';
import type { Decision } from './decide.ts';
import type { PersonId, RoleId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { NoGo } from './refusal.ts';
import type { DeployRequest, Vote } from './request.ts';
import { accept, refuse } from './result.ts';
import { isAboutWindow, slotsOf } from './slots.ts';
import { standing } from './standing.ts';
import type { Calendar, Instant } from './time.ts';

/** What is looked at again a day before the window (seeds/002, "24 Hours Before"). */
export interface VerificationFacts {
  readonly policy: Policy;
  readonly holds: Holds;
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
  /** Everyone who is known to be there. */
  readonly people: ReadonlySet<PersonId>;
  readonly calendar: Calendar;
  /** What else is planned for its window. */
  readonly planned: readonly Planned[];
}

export interface VerifyCommand {
  readonly kind: 'verify';
  readonly facts: VerificationFacts;
}

/** Either the deployment is announced, or everybody concerned is told why it cannot go ahead. */
export function decideVerification(request: DeployRequest, { facts }: VerifyCommand, now: Instant): Decision {
  if (request.state !== 'approved' || request.announcedAt !== undefined || now >= request.plan.window.end) {
    return refuse({ code: 'not-due' });
  }
  const reasons = reverify(request, facts, now);
  if (reasons.length === 0) {
    const conflicts = conflictsOf(request, facts.planned);
    return accept([{ kind: 'announced', ...(conflicts.length > 0 && { conflicts }), at: now }]);
  }
  const slots = reasons.some(isAboutWindow) ? slotsOf(request, request.plan.window.start, facts, now) : [];
  return accept([{ kind: 'no-go', reasons, slots, at: now }]);
}

/** Everything that has changed since the approvals and is in the way now; empty when it can go ahead. */
export function reverify(request: DeployRequest, facts: VerificationFacts, now: Instant): readonly NoGo[] {
  const { policy, holds, holders, people, calendar } = facts;
  const { plan } = request;
  const windows = policy.environments.get(plan.environment)?.windows ?? [];
  const onCall = [...new Set([plan.onCallEngineer, plan.managerOnCall])].filter((person) => !people.has(person));
  return [
    ...approvalsGone(request, holders),
    ...obstaclesTo(askingOf(request, plan.window), holds, policy, now),
    ...(calendar.isInside(plan.window, windows) ? [] : [{ code: 'outside-windows' } as const]),
    ...onCall.map((person) => ({ code: 'on-call-gone', person }) as const),
  ];
}

/** Approvals that are missing, and those of people who do not hold the role any more. */
export function approvalsGone(request: DeployRequest, holders: VerificationFacts['holders']): readonly NoGo[] {
  // An emergency was approved by voice; whoever denies it stops it elsewhere.
  if (request.emergency !== undefined) return [];
  const { lines, missing } = standing(request.requirements, request.votes);
  const given = lines.flatMap(({ filledBy }) => filledBy ?? []);
  const lost = given.filter((vote) => !isHeld(vote, holders));
  return [
    ...(missing === 0 ? [] : [{ code: 'approval-missing', missing } as const]),
    ...lost.map(({ by, as }) => ({ code: 'approval-lost', by, role: as }) as const),
  ];
}

/** Who stood in for somebody was entitled then, and never held the role. */
const isHeld = ({ by, as, standIn }: Vote, holders: VerificationFacts['holders']): boolean =>
  standIn !== undefined || (holders.get(as)?.includes(by) ?? false);
