import assert from 'node:assert/strict';
import type { Chase } from '../../bot/domain/chase.ts';
import { chaseDue, type ChaseFacts } from '../../bot/domain/chasing.ts';
import { decide } from '../../bot/domain/decide.ts';
import type { LevelReached } from '../../bot/domain/levels.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { channel, isaiah, NOBODY_ABSENT, policyLike, pradeep } from './given.ts';

const policy = policyLike();
const levels: readonly LevelReached[] = [
  { people: [isaiah], channel: undefined },
  { people: [pradeep], channel: channel('incidents') },
];

/** Isaiah is behind the first level, Pradeep and a channel behind the second. */
export const chaseFacts = (changes: Partial<ChaseFacts> = {}): ChaseFacts => ({
  policy,
  levels,
  holders: new Map([...policy.roles].map(([id, { members }]) => [id, members])),
  absence: NOBODY_ABSENT,
  readers: new Set(),
  ...changes,
});

export function chase(request: DeployRequest, now: Instant, facts = chaseFacts()) {
  const decided = decide(request, { kind: 'chase', facts }, { policy: facts.policy, rolesHeld: new Set() }, now);
  return decided.ok ? decided.value : decided.problem;
}

/** Everything that is said about a request if nobody does anything, each at the moment at which it is looked at. */
export function unanswered(request: DeployRequest, facts = chaseFacts()): readonly Chase[] {
  const due = chaseDue(request, facts.policy);
  if (due === undefined) return request.chases;
  const events = chase(request, due, facts);
  assert.ok('reduce' in events, JSON.stringify(events));
  return unanswered(events.reduce<DeployRequest>(evolve, request), facts);
}
