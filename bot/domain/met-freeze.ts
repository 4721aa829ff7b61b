import type { Freeze } from './freeze.ts';
import type { FreezeId, PersonId, RoleId } from './ids.ts';
import type { Risk } from './risk.ts';
import { overlaps, type Instant, type Span } from './time.ts';

/** A freeze that lies over a request, and what became of it. */
export interface MetFreeze {
  readonly freeze: Freeze;
  readonly at: Instant;
  readonly override: Override | undefined;
  readonly liftedAt: Instant | undefined;
}

/** Somebody entitled let the request go on all the same. */
export interface Override {
  readonly by: PersonId;
  readonly as: RoleId;
  readonly reason: string;
  readonly at: Instant;
}

export type MetFreezeEvent =
  | { readonly kind: 'freeze-met'; readonly freeze: Freeze; readonly at: Instant }
  | { readonly kind: 'freeze-gone'; readonly freeze: FreezeId; readonly at: Instant }
  | ({ readonly kind: 'freeze-overridden'; readonly freezes: readonly Freeze[] } & Override);

export function evolveFreezes(before: readonly MetFreeze[], event: MetFreezeEvent): readonly MetFreeze[] {
  switch (event.kind) {
    case 'freeze-met':
      return [...before, { freeze: event.freeze, at: event.at, override: undefined, liftedAt: undefined }];
    case 'freeze-gone':
      return before.map((met) => (met.freeze.id === event.freeze ? { ...met, liftedAt: event.at } : met));
    case 'freeze-overridden': {
      const { by, as, reason, at } = event;
      const ids = event.freezes.map(({ id }) => id);
      const others = before.filter(({ freeze }) => !ids.includes(freeze.id));
      const overridden = event.freezes.map((freeze) => {
        const met = before.find((known) => known.freeze.id === freeze.id);
        return { freeze, at: met?.at ?? at, liftedAt: undefined, override: { by, as, reason, at } };
      });
      return [...others, ...overridden];
    }
  }
}

/** Those over a window, of what has been met, that still keep it from starting. */
export const stillFrozen = (met: readonly MetFreeze[], window: Span): readonly Freeze[] =>
  met
    .filter(
      ({ freeze, override, liftedAt }) => override === undefined && liftedAt === undefined && overlaps(freeze.span, window),
    )
    .map(({ freeze }) => freeze);

/** A request that policy lets in although its window is frozen meets those freezes at once, each one once. */
export const freezesMetBy = ({ frozen = [] }: Pick<Risk, 'frozen'>, known: readonly MetFreeze[], at: Instant) =>
  frozen
    .filter(({ id }) => !known.some(({ freeze }) => freeze.id === id))
    .map((freeze) => ({ kind: 'freeze-met', freeze, at }) as const);
