import type { ChannelKey, PersonId } from './ids.ts';
import type { Unmanaged } from './levels.ts';
import { later, type Instant } from './time.ts';

/**
 * Somebody was told that something is waiting: halfway to its deadline, at the deadline, and then one level of the
 * escalation path after another (seeds/000). It never decides anything.
 */
export interface Chase {
  readonly about: ChaseSubject;
  readonly step: ChaseStep;
  /** Whom this step is for. What they see says whether it is still open. */
  readonly people: readonly PersonId[];
  /** Where policy has this level told besides; undefined for the usual place. */
  readonly channel: ChannelKey | undefined;
  /** Whose managers these people are; absent where the level is a role. */
  readonly managersOf?: readonly PersonId[];
  /** Of whom no manager could be told, at this level or at one that was passed over; absent where there are none. */
  readonly unmanaged?: readonly Unmanaged[];
  readonly at: Instant;
}

export type ChaseSubject =
  { readonly kind: 'phase'; readonly phase: string } | { readonly kind: 'obligation'; readonly id: string };

/** Levels count from 1. */
export type ChaseStep = 'half' | 'due' | `level-${number}`;

export type ChaseEvent = { readonly kind: 'chased' } & Chase;

/** When each step comes. */
export interface Pace {
  readonly half: Instant;
  readonly due: Instant;
  /** For each level, when it is told that follows a step taken at `from`. */
  readonly levels: readonly ((from: Instant) => Instant)[];
}

export interface NextChase {
  readonly step: ChaseStep;
  readonly at: Instant;
}

/** The step that comes next; undefined when the last one was taken. `chased` is what was said about it, oldest first. */
export function nextChase(pace: Pace, chased: readonly Chase[]): NextChase | undefined {
  const last = chased.at(-1);
  if (last === undefined) return { step: 'half', at: pace.half };
  if (last.step === 'half') return { step: 'due', at: pace.due };
  const level = levelOf(last.step) + 1;
  const after = pace.levels[level - 1];
  return after && { step: `level-${level}`, at: after(later(last.at, pace.due)) };
}

/** The step to take at `now`, if any. A deadline that passed unnoticed needs no reminder of its half time as well. */
export function stepNow(pace: Pace, chased: readonly Chase[], now: Instant): ChaseStep | undefined {
  const next = nextChase(pace, chased);
  if (next === undefined || now < next.at) return undefined;
  return next.step === 'half' && now >= pace.due ? 'due' : next.step;
}

/** 0 before the first level. */
export const levelOf = (step: ChaseStep): number => Number(/\d+/.exec(step)?.[0] ?? 0);

/** What was said about the same thing. */
export const chasesOf = (chases: readonly Chase[], about: ChaseSubject): readonly Chase[] =>
  chases.filter((chase) => subjectKey(chase.about) === subjectKey(about));

const subjectKey = (about: ChaseSubject): string => `${about.kind} ${about.kind === 'phase' ? about.phase : about.id}`;
