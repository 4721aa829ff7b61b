/** Whoever signs in with tokens was given none. The message is a whole sentence for the operator. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** What operators read. Fields hold ids, codes and numbers: never a name, a message body or a secret. */
export interface Log {
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
}

export type LogLine = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** What has happened since the start, as a monitoring system reads it. */
export type Count = (happening: Happening) => void;

export const HAPPENINGS = [
  'messages',
  'taps',
  'alerts_received',
  'alerts_failed',
  'alerts_caught_up',
  'alerts_grouped',
  'alerts_posted',
  'alerts_edited',
  'alerts_suppressed_resolved',
  'alerts_suppressed_silenced',
  'alerts_suppressed_inhibited',
  'alerts_suppressed_flapping',
  'alerts_suppressed_storm',
  'alerts_suppressed_foreign',
  'posts_sent',
  'posts_retried',
  'posts_dead',
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** How long people had to wait for the first card of an alert, or of a storm, in seconds. */
export type Shown = (what: 'urgent' | 'calm', seconds: number) => void;

/** What is timed. The name is all that is told of it. */
export const TRACED = [
  'chat said',
  'chat tapped',
  'alert received',
  'gate asked',
  'rollout reported',
  'timer fired',
  'post new',
  'post redrawn',
] as const;
export type Traced = (typeof TRACED)[number];

/** Does the work, and notes how long it took and whether it rejected. */
export type Trace = <Result>(name: Traced, work: () => Promise<Result>) => Promise<Result>;

export interface Telemetry {
  readonly trace: Trace;
  readonly count: Count;
}
