import type { PersonId, RequestId } from '../../bot/domain/ids.ts';
import { NOBODY_READY } from '../../bot/domain/readiness.ts';
import type { DeployRequest, Vote } from '../../bot/domain/request.ts';
import type { Risk } from '../../bot/domain/risk.ts';
import { termsOf } from '../../bot/domain/terms.ts';
import { adele, alex, isaiah, later, lynne, megan, patti, pradeep, role } from './given-people.ts';
import { planLike } from './given-plan.ts';
import { policyLike } from './given-policy.ts';

/** What the sample plan adds up to for a service that is new there. */
export const RISK: Risk = { level: 'high', reasons: ['schema-change', 'first-deployment', 'touches-security'] };

export type Pending = Extract<DeployRequest, { state: 'pending' }>;

/** Asks for a database change, so DBA, Tech Lead, CTO and DevOps Lead must approve; nobody has yet. */
export function pendingRequest(changes: Partial<Pending> = {}): Pending {
  const plan = changes.plan ?? planLike();
  return {
    id: 'DEP-1042' as RequestId,
    revision: 1,
    requester: alex,
    plan,
    risk: RISK,
    ...termsOf(plan, policyLike()),
    submittedAt: later(12),
    opened: [{ phase: 'technical', at: later(12) }],
    pauses: [],
    comments: [],
    attached: [],
    edit: undefined,
    votes: [],
    alerts: [],
    emergency: undefined,
    obligations: [],
    chases: [],
    announcedAt: undefined,
    readiness: NOBODY_READY,
    strays: [],
    freezes: [],
    state: 'pending',
    ...changes,
  };
}

export function approval(by: PersonId, as: string, minutes: number, comment = ''): Vote {
  return { by, as: role(as), choice: 'approve', comment, attested: [], at: later(minutes) };
}

/** Tech Lead and DBA have approved; CTO and DevOps Lead are missing. */
export const halfApproved = (changes: Partial<Pending> = {}): Pending =>
  pendingRequest({ votes: [approval(isaiah, 'tech-lead', 302), approval(patti, 'dba', 460)], ...changes });

const ALL_VOTES: readonly Vote[] = [
  approval(isaiah, 'tech-lead', 302),
  approval(patti, 'dba', 460, 'Backup verified, defaults in place.'),
  approval(megan, 'cto', 1_500),
  approval(adele, 'devops-lead', 1_520),
];

export type In<State extends DeployRequest['state']> = Extract<DeployRequest, { state: State }>;

export function approvedRequest(changes: Partial<In<'approved'>> = {}): In<'approved'> {
  return { ...pendingRequest(), votes: ALL_VOTES, state: 'approved', approvedAt: later(1_520), ...changes };
}

/** Declared by Alex, approved by voice by Megan, who has said so again, and by Pradeep, who has not; not verified yet. */
export const emergencyRequest = (changes: Partial<Pending> = {}): Pending =>
  pendingRequest({
    emergency: {
      reason: 'Anybody can read the orders of anybody.',
      heardBy: lynne,
      voices: [
        { by: megan, as: role('cto'), at: later(2), answer: { said: 'confirmed', at: later(20) } },
        { by: pradeep, as: role('vp-engineering'), at: later(4), answer: undefined },
      ],
    },
    obligations: [
      {
        id: 'confirm-approval-2',
        kind: 'confirm-approval',
        owner: pradeep,
        since: later(5),
        due: later(1_445),
        met: undefined,
      },
    ],
    ...changes,
  });
