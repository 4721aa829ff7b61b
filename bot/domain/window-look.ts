import { NO_HOLDS, obstaclesTo } from './clearance.ts';
import type { Plan } from './plan.ts';
import type { FieldProblem, FieldRefusal } from './refusal.ts';
import type { RuleFacts } from './rules.ts';
import { isAboutWindow, slotsFor } from './slots.ts';
import type { Instant, Span } from './time.ts';

/** What the writer of a request is told about its window, before anything is handed in. */
export interface WindowLook {
  /** Undefined while day, time or duration cannot be read. */
  readonly span: Span | undefined;
  /** What is wrong with it; a freeze too that the policy lets a request be handed in for. */
  readonly wrong: FieldRefusal | undefined;
  /** The next legal starts, where there is no window yet or something is wrong with it. */
  readonly slots: readonly Instant[];
}

/** `problems` are those of `checkAnswers` for the same answers. */
export function lookAtWindow(
  read: Partial<Plan>,
  problems: readonly FieldProblem[],
  facts: RuleFacts,
  now: Instant,
): WindowLook {
  const { window: span } = read;
  const wrong = problems.find(({ refusal }) => isAboutWindow(refusal))?.refusal ?? freezeOver(read, facts, now);
  return { span, wrong, slots: span === undefined || wrong !== undefined ? slotsFor(read, facts, now) : [] };
}

function freezeOver({ service, environment, window: span }: Partial<Plan>, facts: RuleFacts, now: Instant) {
  if (service === undefined || environment === undefined || span === undefined) return undefined;
  const asking = { service, environment, id: facts.editing, span, overridden: [] };
  const obstacles = obstaclesTo(asking, { ...NO_HOLDS, ...facts.holds }, facts.policy, now);
  return obstacles.find((obstacle) => obstacle.code === 'frozen');
}
