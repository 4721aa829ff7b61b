import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { decide, type DecisionFacts, type RequestCommand } from '../../bot/domain/decide.ts';
import type { Refusal } from '../../bot/domain/refusal.ts';
import { evolve, type DeployRequest, type RequestEvent } from '../../bot/domain/request.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { policyLike } from './given.ts';

/** Nobody holds a role, and nothing stands on the target. Say only what the test is about. */
export const factsLike = (changes: Partial<DecisionFacts> = {}): DecisionFacts => ({
  policy: policyLike(),
  rolesHeld: new Set(),
  holds: NO_HOLDS,
  ...changes,
});

/** Everything that is to be known of an answer: the whole events, or the whole refusal. */
export function answerTo(
  request: DeployRequest,
  command: RequestCommand,
  now: Instant,
  facts: DecisionFacts = factsLike(),
): readonly RequestEvent[] | Refusal {
  const decided = decide(request, command, facts, now);
  return decided.ok ? decided.value : decided.problem;
}

/** The request after commands that are taken, one after the other, each at its moment. */
export const afterAll = (
  request: DeployRequest,
  commands: readonly (readonly [RequestCommand, Instant])[],
  facts: DecisionFacts = factsLike(),
): DeployRequest =>
  commands.reduce((before, [command, now]) => {
    const decided = decide(before, command, facts, now);
    assert.ok(decided.ok, JSON.stringify(decided));
    return decided.value.reduce<DeployRequest>(evolve, before);
  }, request);
