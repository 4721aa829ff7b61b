import assert from 'node:assert/strict';
import { decide, type RequestCommand } from '../../bot/domain/decide.ts';
import type { StandsIn } from '../../bot/domain/delegation.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import { type DeployRequest, evolve } from '../../bot/domain/request.ts';
import type { Requirement } from '../../bot/domain/requirements.ts';
import { factsLike } from './deciding.ts';
import { later, type Pending, pendingRequest, planLike, role } from './given.ts';

/** Role ids as a set, as the directory confirms them. */
export const roles = (...ids: readonly string[]) => new Set(ids.map(role));
/** A requirement of one phase that any of the roles fills. */
export const line = (phase: string, ...anyOf: readonly string[]): Requirement => ({
  anyOf: anyOf.map(role),
  phase,
  because: { kind: 'change-type', changeType: 'database-schema' },
  checklists: [],
});
export const PHASES = [
  { id: 'early', title: 'Early review', slaDays: 2 },
  { id: 'late', title: 'Late review' },
];
/** Tech Lead or DBA first, then CTO twice and Director. */
export const LINES = [line('early', 'tech-lead', 'dba'), line('late', 'cto'), line('late', 'cto'), line('late', 'director')];
export const phased = (changes: Partial<Pending> = {}): Pending =>
  pendingRequest({
    requirements: LINES,
    phases: PHASES,
    opened: [{ phase: 'early', at: later(12) }],
    plan: planLike({ authors: [] }),
    ...changes,
  });

type VoteCommand = Extract<RequestCommand, { kind: 'vote' }>;
/** An approval of what the sample request shows. */
export const vote = (by: PersonId, changes: Partial<VoteCommand> = {}): VoteCommand => ({
  kind: 'vote',
  by,
  choice: 'approve',
  as: undefined,
  revision: 1,
  policyVersion: pendingRequest().policyVersion,
  comment: changes.choice === undefined ? '' : 'because',
  answered: { ticked: [], waiver: '' },
  ...changes,
});
export const decided = (request: DeployRequest, command: RequestCommand, held = roles(), standIns: readonly StandsIn[] = []) =>
  decide(request, command, factsLike({ rolesHeld: held, standIns }), later(600));
/** The refusal, or `accepted`. */
export const problem = (...args: Parameters<typeof decided>) => {
  const answer = decided(...args);
  return answer.ok ? 'accepted' : answer.problem;
};
/** The request after a command that is taken. */
export const after = (
  request: DeployRequest,
  ...args: Parameters<typeof decided> extends [unknown, ...infer Rest] ? Rest : never
) => {
  const answer = decided(request, ...args);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value.reduce<DeployRequest>(evolve, request);
};
