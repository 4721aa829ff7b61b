import { decideSubmission } from '../../bot/domain/submit.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import type { RequestEvent, Vote } from '../../bot/domain/request.ts';
import { changeOf } from '../../bot/flows/change-request.ts';
import type { RequestChange, StoredRequest } from '../../bot/flows/ports.ts';
import type { Store } from '../../bot/store/open.ts';
import { MONDAY, alex, approval, isaiah, planLike, RISK, policyLike } from '../support/given.ts';

export const ID = 'DEP-1042' as RequestId;

/** The first save of a request by Alex, with its cards and its timer. */
export function submission(id: RequestId = ID, plan: Partial<Plan> = {}): RequestChange {
  const events = decideSubmission(id, alex, planLike(plan), RISK, policyLike(), MONDAY);
  return { ...changeOf(undefined, events, policyLike()), usedUp: undefined };
}

export const happening = (stored: StoredRequest, ...events: readonly RequestEvent[]): RequestChange => ({
  ...changeOf(stored, events, policyLike()),
  usedUp: undefined,
});

/** The Tech Lead's approval, unless told. */
export const voted = (stored: StoredRequest, vote: Vote = approval(isaiah, 'tech-lead', 5)): RequestChange =>
  happening(stored, { kind: 'vote-cast', ...vote });

/** What is stored now; it must be there. */
export async function found({ requests }: Pick<Store, 'requests'>, id: RequestId = ID): Promise<StoredRequest> {
  const stored = await requests.find(id);
  if (stored === undefined) throw new Error(`${id} is not stored`);
  return stored;
}

/** Saves, and gives what is stored then. */
export async function saved(store: Pick<Store, 'requests'>, change: RequestChange): Promise<StoredRequest> {
  const outcome = await store.requests.save(change);
  if (outcome !== 'saved') throw new Error(`saving ${change.request.id}: ${outcome}`);
  return found(store, change.request.id);
}
