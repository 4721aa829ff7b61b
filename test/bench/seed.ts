import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { decideSubmission } from '../../bot/domain/submit.ts';
import { plusMinutes, type Instant } from '../../bot/domain/time.ts';
import { changeOf } from '../../bot/flows/change-request.ts';
import { systemClock } from '../../bot/system.ts';
import type { Engine } from '../../bot/store/engine.ts';
import type { Store } from '../../bot/store/open.ts';
import { planLike, RISK } from '../support/given.ts';
import { REQUESTER, VOTERS } from './people.ts';

export interface SeedPorts {
  readonly engine: Engine;
  readonly store: Store;
  readonly policy: Policy;
}

/** Stores requests that wait for every one of `VOTERS`, their cards already in Teams. Gives their ids. */
export async function seedRequests(count: number, ports: SeedPorts): Promise<readonly RequestId[]> {
  const ids: RequestId[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await seedRequest(ports));
  await ports.engine.query(
    `update post
        set drawn = wanted, message_id = post.id::text, lane = binding.lane, address = binding.address
       from binding
      where binding.key = post.place and post.message_id is null`,
    [],
  );
  const [waiting] = await ports.engine.query<{ count: number }>(
    'select count(*)::integer as count from post where message_id is null',
    [],
  );
  assert.equal(waiting?.count, 0, 'cards that belong nowhere');
  return ids;
}

async function seedRequest({ store, policy }: SeedPorts): Promise<RequestId> {
  const id = await store.requests.nextId();
  const now = systemClock.now();
  const start = plusMinutes(`${now.slice(0, 10)}T09:00:00.000Z` as Instant, 3 * 24 * 60);
  // At most one live request may deploy a version.
  const plan = planLike({ version: `2.0.${id.slice('DEP-'.length)}`, window: { start, end: plusMinutes(start, 30) } });
  const change = changeOf(undefined, decideSubmission(id, REQUESTER, plan, RISK, policy, now), policy);
  assert.equal(change.request.requirements.length, VOTERS.length);
  assert.equal(await store.requests.save({ ...change, usedUp: undefined }), 'saved');
  return id;
}
