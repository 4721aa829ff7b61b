import assert from 'node:assert/strict';
import { decide } from '../../bot/domain/decide.ts';
import { evolve, type DeployRequest, type RequestEvent } from '../../bot/domain/request.ts';
import type { Requirement } from '../../bot/domain/requirements.ts';
import { changeOf } from '../../bot/flows/change-request.ts';
import { approval, later, pendingRequest, person, policyLike, role } from '../support/given.ts';
import { median } from './numbers.ts';
import { atMost, type Row } from './report.ts';

const REQUIREMENTS = 30;
const EVENTS = 300;
const ROUNDS = 60;
const DECISIONS = 20;

const policy = policyLike();

/** Roles overlap, so that the last vote moves others from seat to seat. */
const requirements = Array.from({ length: REQUIREMENTS }, (_, n): Requirement => ({
  anyOf: [role(`role-${n}`), role(`role-${(n + 1) % REQUIREMENTS}`)],
  phase: 'technical',
  because: { kind: 'change-type', changeType: 'database-schema' },
  checklists: [],
}));

/** A request that all but one have approved, after a long discussion. */
function longRequest(): DeployRequest {
  const asked = pendingRequest({ requirements });
  const votes = requirements
    .slice(1)
    .map((_, n): RequestEvent => ({ kind: 'vote-cast', ...approval(person(200 + n), `role-${n + 1}`, n) }));
  const comments = Array.from({ length: EVENTS - votes.length }, (_, n): RequestEvent => ({
    kind: 'commented',
    by: person(200 + (n % 20)),
    text: `Looked at it, ${n}.`,
    at: later(n),
  }));
  return [...comments, ...votes].reduce<DeployRequest>(evolve, asked);
}

/** One vote, and what follows from it, without the store: of many requirements, after many events. */
export function measureDeciding(): Row {
  const request = longRequest();
  const stored = { request, place: { seq: EVENTS, head: '' } };
  const by = person(199);
  const vote = {
    kind: 'vote',
    by,
    choice: 'approve',
    as: undefined,
    revision: 1,
    policyVersion: request.policyVersion,
    comment: '',
    answered: { ticked: [], waiver: '' },
  } as const;
  const decideOnce = () => {
    const decided = decide(request, vote, { policy, rolesHeld: new Set([role('role-0')]) }, later(600));
    assert.ok(decided.ok && decided.value.some(({ kind }) => kind === 'approved'));
    changeOf(stored, decided.value, policy);
  };
  const rounds = Array.from({ length: ROUNDS }, () => {
    const since = performance.now();
    for (let n = 0; n < DECISIONS; n += 1) decideOnce();
    return (performance.now() - since) / DECISIONS;
  });
  return atMost(
    1,
    `Deciding a vote, ${REQUIREMENTS} requirements, ${EVENTS} events: ms, against one`,
    median(rounds.slice(10)),
    1,
  );
}
