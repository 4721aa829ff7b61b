import type { DecisionFacts } from './decide.ts';
import { inScope, type Freeze } from './freeze.ts';
import type { FreezeId, PersonId } from './ids.ts';
import type { MetFreezeEvent } from './met-freeze.ts';
import type { Refusal } from './refusal.ts';
import { isLive, type DeployRequest } from './request.ts';
import { accept, refuse, type Result } from './result.ts';
import { overlaps, type Instant } from './time.ts';

export type FreezeCommandOnRequest =
  | { readonly kind: 'meet-freeze'; readonly freeze: Freeze; readonly lifted: Instant | undefined }
  | { readonly kind: 'override-freeze'; readonly by: PersonId; readonly reason: string };

/** The longest reason that fits on a card, in characters. */
const MOST_REASON = 300;

/** Refuses with `not-due`, `reason-needed`, `not-frozen` or `not-overrider`. */
export function decideMetFreeze(
  request: DeployRequest,
  command: FreezeCommandOnRequest,
  { policy, rolesHeld, holds }: DecisionFacts,
  now: Instant,
): Result<readonly MetFreezeEvent[], Refusal> {
  if (command.kind === 'meet-freeze') return meet(request, command, now);
  const as = policy.freezes.override.find((role) => rolesHeld.has(role));
  if (as === undefined) return refuse({ code: 'not-overrider', roles: policy.freezes.override });
  if (holds === undefined) return refuse({ code: 'holds-unread' });
  const open = holds.freezes.filter((freeze) => touches(freeze, request, now) && !isOverridden(request, freeze.id));
  if (open.length === 0) return refuse({ code: 'not-frozen' });
  const reason = command.reason.trim().slice(0, MOST_REASON);
  if (reason === '') return refuse({ code: 'reason-needed' });
  return accept([{ kind: 'freeze-overridden', freezes: open, by: command.by, as, reason, at: now }]);
}

function meet(
  request: DeployRequest,
  { freeze, lifted }: Extract<FreezeCommandOnRequest, { kind: 'meet-freeze' }>,
  now: Instant,
): Result<readonly MetFreezeEvent[], Refusal> {
  const met = request.freezes.find((known) => known.freeze.id === freeze.id);
  if (lifted !== undefined) {
    const told = met === undefined || met.liftedAt !== undefined;
    return accept(told ? [] : [{ kind: 'freeze-gone', freeze: freeze.id, at: now }]);
  }
  if (met !== undefined) return accept([]);
  return touches(freeze, request, now) ? accept([{ kind: 'freeze-met', freeze, at: now }]) : refuse({ code: 'not-due' });
}

/** Whether a freeze lies over the window of a live request, or over its deployment while that is under way. */
function touches(freeze: Freeze, request: DeployRequest, now: Instant): boolean {
  if (!isLive(request) || !inScope(freeze, request.plan)) return false;
  const underWay = request.state === 'deploying' || request.state === 'rolling-back';
  return overlaps(freeze.span, request.plan.window) || (underWay && freeze.span.start <= now && now < freeze.span.end);
}

const isOverridden = ({ freezes }: Pick<DeployRequest, 'freezes'>, id: FreezeId): boolean =>
  freezes.some(({ freeze, override }) => freeze.id === id && override !== undefined);
