import type { Severity } from './alert.ts';
import type { ChannelKey, EnvironmentId, RoleId, ServiceId } from './ids.ts';

/** How alerts become cards. Waits are those of Prometheus Alertmanager, whose defaults the shipped policy takes over. */
export interface AlertPolicy {
  /** Before the first card of a group, unless it is urgent. */
  readonly waitSeconds: number;
  /** Between two changes of a card that nobody waits for. */
  readonly intervalMinutes: number;
  /** Until what still fires, and nobody has acknowledged, is said again. */
  readonly repeatMinutes: number;
  /** More new groups than this within five minutes, in one channel, are counted on one card instead. */
  readonly stormGroups: number;
  /** Minutes without an acknowledgement until the next level of `escalation` is told; none for a severity that is absent. */
  readonly escalateAfter: ReadonlyMap<Severity, number>;
  /** How often an incident's people are promised news, in minutes. */
  readonly updateEvery: ReadonlyMap<Severity, number>;
  readonly longestSilenceMinutes: number;
  /** Azure subscriptions whose alerts are taken, lower case; empty for all. */
  readonly subscriptions: readonly string[];
  /** How long bodies are kept as they came. */
  readonly keepBodiesDays: number;
  readonly routes: readonly AlertRoute[];
}

/** Takes the alerts that meet every condition; an empty list is none. */
export interface AlertRoute {
  readonly when: {
    readonly services: readonly ServiceId[];
    readonly environments: readonly EnvironmentId[];
    readonly severities: readonly Severity[];
    /** Custom properties of the alert rule, names in lower case, with the values that fit. */
    readonly properties: ReadonlyMap<string, readonly string[]>;
    /** An ARM id, lower case, of what the alert is about or lies under. */
    readonly resource: string | undefined;
  };
  readonly to: readonly ChannelKey[];
  readonly mention: readonly RoleId[];
}
