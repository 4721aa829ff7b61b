import type { PersonId, RequestId } from '../domain/ids.ts';
import { answersOf } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import type { FieldProblem, Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import { refuse, type Result } from '../domain/result.ts';
import { riskOf } from '../domain/risk.ts';
import { checkAnswers } from '../domain/rules.ts';
import { slotsOf } from '../domain/slots.ts';
import { later, plusMinutes, type Calendar, type Instant } from '../domain/time.ts';
import type { ChangeRequest } from './change-request.ts';
import type { GatherFacts } from './gather-facts.ts';
import type { Clock, Requests } from './ports.ts';
import type { ReadHolds } from './read-holds.ts';

/** Gives a request another window and nothing else. */
export interface MoveRequest {
  /**
   * An edit of the window alone: whoever must see a window answers again (domain/revision.ts), nobody else. Refuses as an
   * edit does, and with `cannot-move` when a rule is against that window.
   */
  readonly to: (by: PersonId, id: RequestId, at: Instant) => Promise<Result<DeployRequest, Refusal>>;
  /** The next legal starts for it at or after `from`, at most three. */
  readonly slots: (request: DeployRequest, from: Instant) => Promise<readonly Instant[]>;
}

export interface MoveRequestPorts {
  readonly requests: Pick<Requests, 'find'>;
  readonly gatherFacts: GatherFacts;
  readonly readHolds: ReadHolds;
  readonly changeRequest: ChangeRequest;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly clock: Clock;
}

export function createMoveRequest(ports: MoveRequestPorts): MoveRequest {
  const { requests, gatherFacts, readHolds, changeRequest, policy, calendar, clock } = ports;
  return {
    to: async (by, id, at) => {
      const stored = await requests.find(id);
      if (stored === undefined) return refuse({ code: 'unknown-request' });
      const { request } = stored;
      if (request.requester !== by) return refuse({ code: 'not-requester' });
      if (!CAN_MOVE.includes(request.state)) return refuse({ code: 'already-over', state: request.state });

      const { plan, revision } = request;
      const answers = { ...answersOf(plan, calendar), ...calendar.localOf(at) };
      const facts = await gatherFacts({ owner: by, answers, editing: { request: id, revision } });
      const checked = checkAnswers(answers, facts, clock.now());
      if (!checked.ok) return refuse({ code: 'cannot-move', problem: worst(checked.problem) });
      const moved = plan.pull === undefined ? checked.value : { ...checked.value, pull: plan.pull };
      return changeRequest(id, { kind: 'revise', by, plan: moved, risk: riskOf(moved, facts), revision });
    },

    slots: async (request, from) => {
      const now = clock.now();
      const earliest = later(from, plusMinutes(now, 1));
      const facts = { policy, calendar, holds: await readHolds(request.plan) };
      return slotsOf(request, earliest, facts, now);
    },
  };
}

const CAN_MOVE: readonly DeployRequest['state'][] = ['pending', 'paused', 'approved'];

/** What stands beside the window goes before what has come to be wrong elsewhere meanwhile. */
function worst(problems: readonly FieldProblem[]): FieldProblem {
  const found = problems.find(({ field }) => field === 'time' || field === 'date') ?? problems[0];
  if (found === undefined) throw new Error('a plan was turned down without a reason');
  return found;
}
