import type { EnvironmentId, FreezeId, PersonId, ServiceId } from './ids.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Refusal } from './refusal.ts';
import { overlaps, type Instant, type Span } from './time.ts';

/** Where a deployment goes. */
export interface Target {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
}

/** What a freeze holds back: a service, an environment, one in the other, or with neither the whole organisation. */
export interface Scope {
  readonly service?: ServiceId;
  readonly environment?: EnvironmentId;
}

/** A time in which nothing in its scope may start. */
export interface Freeze {
  readonly id: FreezeId;
  readonly scope: Scope;
  readonly span: Span;
  readonly reason: string;
  /** Who declared it; undefined for one that policy repeats. */
  readonly by: PersonId | undefined;
}

export interface DeclaredFreeze extends Freeze {
  readonly state: 'declared' | 'lifted' | 'ended';
  readonly at: Instant;
  readonly lifted: { readonly by: PersonId; readonly at: Instant } | undefined;
  /** Whether the requests that it concerns have been told how it stands. */
  readonly told: boolean;
}

export type FreezeEvent =
  | {
      readonly kind: 'freeze-declared';
      readonly id: FreezeId;
      readonly scope: Scope;
      readonly span: Span;
      readonly reason: string;
      readonly by: PersonId;
      readonly at: Instant;
    }
  | { readonly kind: 'freeze-told'; readonly at: Instant }
  | { readonly kind: 'freeze-lifted'; readonly by: PersonId; readonly at: Instant }
  | { readonly kind: 'freeze-ended'; readonly at: Instant };

export type FreezeCommand =
  | { readonly kind: 'declare'; readonly id: FreezeId; readonly by: PersonId; readonly wanted: WantedFreeze }
  | { readonly kind: 'lift'; readonly by: PersonId }
  /** The requests that it concerns know how it stands. */
  | { readonly kind: 'told' }
  | { readonly kind: 'time-passed' };

export interface WantedFreeze {
  readonly scope: Scope;
  readonly span: Span;
  readonly reason: string;
}

export const inScope = ({ scope }: Pick<Freeze, 'scope'>, { service, environment }: Target): boolean =>
  (scope.service === undefined || scope.service === service) &&
  (scope.environment === undefined || scope.environment === environment);

/** Those that hold back this target at some moment of the span, in their order. */
export const freezesOn = <Kind extends Freeze>(freezes: readonly Kind[], target: Target, span: Span): readonly Kind[] =>
  freezes.filter((freeze) => inScope(freeze, target) && overlaps(freeze.span, span));

/** The longest reason that fits on a card, in characters. */
const MOST_REASON = 300;

/** Refuses with `reason-needed`, `span-unreadable` or `freeze-over`; nothing happens (`[]`) when it was done already. */
export function decideFreeze(
  freeze: DeclaredFreeze | undefined,
  command: FreezeCommand,
  now: Instant,
): Result<readonly FreezeEvent[], Refusal> {
  if (command.kind === 'declare') return declare(freeze, command, now);
  if (freeze === undefined) return refuse({ code: 'unknown-freeze' });
  switch (command.kind) {
    case 'lift':
      if (freeze.state === 'lifted') return accept([]);
      return freeze.state === 'ended'
        ? refuse({ code: 'unknown-freeze' })
        : accept([{ kind: 'freeze-lifted', by: command.by, at: now }]);
    case 'told':
      return accept(freeze.told ? [] : [{ kind: 'freeze-told', at: now }]);
    case 'time-passed':
      return accept(freeze.state === 'declared' && freeze.span.end <= now ? [{ kind: 'freeze-ended', at: now }] : []);
  }
}

function declare(
  freeze: DeclaredFreeze | undefined,
  { id, by, wanted }: Extract<FreezeCommand, { kind: 'declare' }>,
  now: Instant,
): Result<readonly FreezeEvent[], Refusal> {
  if (freeze !== undefined) return accept([]);
  const reason = wanted.reason.trim().slice(0, MOST_REASON);
  if (reason === '') return refuse({ code: 'reason-needed' });
  if (wanted.span.end <= wanted.span.start || wanted.span.end <= now) return refuse({ code: 'span-unreadable' });
  return accept([{ kind: 'freeze-declared', id, scope: wanted.scope, span: wanted.span, reason, by, at: now }]);
}

export function evolveFreeze(before: DeclaredFreeze | undefined, event: FreezeEvent): DeclaredFreeze {
  if (event.kind === 'freeze-declared') {
    const { kind: _kind, ...freeze } = event;
    return { ...freeze, state: 'declared', lifted: undefined, told: false };
  }
  if (before === undefined) throw new Error(`a freeze cannot begin with ${event.kind}`);
  switch (event.kind) {
    case 'freeze-told':
      return { ...before, told: true };
    case 'freeze-lifted':
      return { ...before, state: 'lifted', lifted: { by: event.by, at: event.at }, told: false };
    case 'freeze-ended':
      return { ...before, state: 'ended' };
  }
}

/** When it must be looked at again: at once while somebody is to be told, else at its end. */
export function freezeDue({ state, told, at, lifted, span }: DeclaredFreeze): Instant | undefined {
  if (!told) return lifted?.at ?? at;
  return state === 'declared' ? span.end : undefined;
}
