import type { EnvironmentId, RequestId, ServiceId } from '../../domain/ids.ts';
import type { Instant, Span } from '../../domain/time.ts';
import type { HookAnswer } from '../../domain/rollback-hook.ts';
import type { Timer } from '../../domain/timers.ts';
import type { Reading } from '../../domain/watch.ts';

export interface DueTimer extends Timer {
  readonly request: RequestId;
}

export interface Timers {
  /**
   * Those due at `now`, oldest first, at most 50: those for which somebody outside is asked or told, or all others. They stay until
   * the request's next save clears them, or `drop`.
   */
  readonly due: (now: Instant, of?: 'watch' | 'others') => Promise<readonly DueTimer[]>;
  /** When the first of them is due, whether or not that has come; undefined when none waits. */
  readonly nextDue: (of?: 'watch' | 'others') => Promise<Instant | undefined>;
  /** Leaves a timer of the same kind that was set for a later moment since. */
  readonly drop: (timer: DueTimer) => Promise<void>;
  /** Has it come again later; leaves it alone when it was set anew meanwhile. */
  readonly postpone: (timer: DueTimer, due: Instant) => Promise<void>;
}

/** Something that can be measured. */
export interface Measurable {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  /** Azure resource ids, lower case; empty where policy names none. */
  readonly resources: readonly string[];
}

/** Reads how a service is doing. */
export interface Gauge {
  /** Whether there is anything to measure; where there is not, people are asked. */
  readonly covers: (target: Measurable) => boolean;
  /** The numbers of a span, or why they are not known. May reject: then nobody could be reached. */
  readonly measure: (target: Measurable, span: Span) => Promise<Reading>;
}

/** Tells a pipeline something, at an address that policy names. Never rejects. */
export type TellHook = (told: {
  readonly url: string;
  /** The same for the same rollback, so that the pipeline can tell. */
  readonly key: string;
  readonly body: object;
}) => Promise<HookAnswer>;
