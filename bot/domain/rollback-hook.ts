import type { Decision } from './decide.ts';
import { owe } from './obligation.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { accept } from './result.ts';
import type { GoneBack, Rollout } from './rollout.ts';
import { plusMinutes, type Instant } from './time.ts';

/** The pipeline is told to take back what the watch found too bad: once, and it is on record before it is told. */
export interface HookCall {
  /** Whoever calls has made up this id: nobody else calls. */
  readonly call: string;
  readonly at: Instant;
  readonly answer?: HookAnswer & { readonly at: Instant };
}

export type HookAnswer =
  | { readonly kind: 'heard' }
  /** `found` is the status it answered with; `''` where it did not answer. */
  | { readonly kind: 'unheard'; readonly found: string };

export type HookEvent =
  | { readonly kind: 'hook-called'; readonly call: string; readonly at: Instant }
  | { readonly kind: 'hook-answered'; readonly answer: HookAnswer; readonly at: Instant };

export type HookCommand =
  | { readonly kind: 'call-hook'; readonly call: string }
  | { readonly kind: 'answer-hook'; readonly call: string; readonly answer: HookAnswer };

/** Whoever called may have died over it; nobody calls again, because it may have been heard. */
const MINUTES_UNTIL_LOST = 5;

/** Where the pipeline of a target is told; undefined where policy names nothing. */
export const hookOf = ({ plan }: Pick<DeployRequest, 'plan'>, { services }: Pick<Policy, 'services'>): string | undefined =>
  services.get(plan.service)?.rollbackHooks?.get(plan.environment);

/** When there is something to do about the hook: at once when the watch takes it back, later when no answer was kept. */
export function hookDue(request: DeployRequest, policy: Policy): Instant | undefined {
  if (request.state !== 'rolling-back') return undefined;
  const { rollback, hook } = request.rollout;
  if (hook !== undefined) return hook.answer === undefined ? plusMinutes(hook.at, MINUTES_UNTIL_LOST) : undefined;
  return isWatchs(rollback) && hookOf(request, policy) !== undefined ? rollback.at : undefined;
}

const isWatchs = (rollback: GoneBack | undefined): rollback is GoneBack => rollback?.by === 'watch';

/** Nothing happens (`[]`) when it was called before, or is not to be called any more. */
export function decideHook(request: DeployRequest, command: HookCommand, policy: Policy, now: Instant): Decision {
  const due = hookDue(request, policy);
  const hook = 'rollout' in request ? request.rollout.hook : undefined;
  if (command.kind === 'answer-hook') {
    return accept(
      hook?.call === command.call && hook.answer === undefined ? answered(request, command.answer, policy, now) : [],
    );
  }
  if (due === undefined || now < due) return accept([]);
  if (hook !== undefined) return accept(answered(request, { kind: 'unheard', found: '' }, policy, now));
  return accept([{ kind: 'hook-called', call: command.call, at: now }]);
}

/** Where it was not heard, the on-call engineer has to see that it goes back. */
function answered({ plan, obligations }: DeployRequest, answer: HookAnswer, { watch }: Policy, now: Instant) {
  const n = obligations.filter(({ kind }) => kind === 'investigate').length + 1;
  const owed = { kind: 'investigate', owner: plan.onCallEngineer, since: now, within: watch.investigateWithin, n } as const;
  return [{ kind: 'hook-answered', answer, at: now } as const, ...(answer.kind === 'heard' ? [] : [owe(owed, now)])];
}

export function evolveHook(before: Rollout['hook'], event: HookEvent): HookCall {
  if (event.kind === 'hook-called') return { call: event.call, at: event.at };
  if (before === undefined) throw new Error('a hook cannot answer before it was called');
  return { ...before, answer: { ...event.answer, at: event.at } };
}
