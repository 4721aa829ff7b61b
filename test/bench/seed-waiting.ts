import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { decideSubmission } from '../../bot/domain/submit.ts';
import { instant, plusMinutes, type Instant } from '../../bot/domain/time.ts';
import { changeOf } from '../../bot/flows/change-request.ts';
import { systemClock } from '../../bot/system.ts';
import { deployedRequest, planLike, RISK, rolloutLike } from '../support/given.ts';
import { watchLike } from '../support/given-watch.ts';
import { REQUESTER } from './people.ts';
import type { SeedPorts } from './seed.ts';

export type WaitingQuestion =
  /** Puts so many timers behind each other, all due tomorrow, and so many deployments under watch. */
  | { readonly kind: 'wait'; readonly timers: number; readonly watched: number }
  /** Milliseconds by which the latest of so many timers was late. */
  | { readonly kind: 'expire'; readonly count: number };

/** Numbers of requests that no sequence comes to. */
const FIRST_WAITING = 1_000_000;
const FIRST_WATCHED = 2_000_000;

/** Written at once: what is measured is that they wait, not how they came. */
export async function seedWaiting(
  { timers, watched }: Extract<WaitingQuestion, { kind: 'wait' }>,
  ports: SeedPorts,
): Promise<number> {
  const tomorrow = plusMinutes(systemClock.now(), 24 * 60);
  const live = deployedRequest();
  const under = { ...live, rollout: rolloutLike({ ...live.rollout, watch: watchLike([]) }) };
  await copies({ ...under, state: 'complete' }, FIRST_WAITING, timers, 'expire', tomorrow, ports);
  await copies(under, FIRST_WATCHED, watched, 'watch', plusMinutes(systemClock.now(), 60), ports);
  return timers + watched;
}

async function copies(
  request: DeployRequest,
  from: number,
  count: number,
  kind: 'expire' | 'watch',
  due: Instant,
  { engine }: SeedPorts,
): Promise<void> {
  const { plan, requester, state } = request;
  await engine.query(
    `insert into request (id, state, service, environment, version, requester, window_start, window_end, body, seq, head)
     select 'DEP-' || n, $1, $2, $3, '9.0.' || n, $4, $5, $6, jsonb_set($7::jsonb, '{id}', to_jsonb('DEP-' || n))::json, 1, repeat('0', 64)
       from generate_series($8::integer, $9::integer) as n`,
    [
      state,
      plan.service,
      plan.environment,
      requester,
      plan.window.start,
      plan.window.end,
      JSON.stringify(request),
      from,
      from + count - 1,
    ],
  );
  await engine.query(
    `insert into timer (request_id, kind, due)
     select 'DEP-' || n, $1, $2 from generate_series($3::integer, $4::integer) as n`,
    [kind, due, from, from + count - 1],
  );
}

const FIRST_DUE_MS = 2_000;
const APART_MS = 700;
const MOST_LATE_MS = 30_000;

/** Requests whose windows end within seconds, each at another moment; each says itself when it expired. */
export async function latenessOf(count: number, ports: SeedPorts): Promise<number> {
  const due = new Map<RequestId, Instant>();
  for (let n = 0; n < count; n += 1) {
    const end = instant(Date.now() + FIRST_DUE_MS + n * APART_MS);
    due.set(await seedEnding(end, n, ports), end);
  }
  const late = await Promise.all([...due].map(([id, end]) => lateness(id, end, ports)));
  return Math.max(...late);
}

async function seedEnding(end: Instant, n: number, { store, policy }: SeedPorts): Promise<RequestId> {
  const id = await store.requests.nextId();
  const plan = planLike({ version: `8.0.${String(n)}`, window: { start: plusMinutes(end, -30), end } });
  const events = decideSubmission(id, REQUESTER, plan, RISK, policy, systemClock.now());
  const change = changeOf(undefined, events, policy);
  assert.equal(await store.requests.save({ ...change, usedUp: undefined }), 'saved');
  return id;
}

async function lateness(id: RequestId, end: Instant, { store }: SeedPorts): Promise<number> {
  while (Date.now() < Date.parse(end) + MOST_LATE_MS) {
    const stored = await store.requests.find(id);
    if (stored?.request.state === 'expired') return Date.parse(stored.request.at) - Date.parse(end);
    await pause(500);
  }
  return MOST_LATE_MS;
}
