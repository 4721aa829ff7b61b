import type { ChannelKey, EntraGroupId, EnvironmentId, PersonId, RoleId, ServiceId } from './ids.ts';
import type { RoleChoice } from './policy.ts';

/** Roles, services and environments, as the policy names them. */

/** Where people are sent to look; shown only when set. */
export interface Links {
  readonly statusPage?: string;
  readonly dashboard?: string;
}

export interface Role {
  readonly id: RoleId;
  readonly title: string;
  /** Those whom policy names; they hold the role whatever else does. */
  readonly members: readonly PersonId[];
  /** Everyone in this Entra group, or in a group within it, holds the role too. */
  readonly group?: EntraGroupId;
  /** Asked in a channel of its own. */
  readonly channel?: ChannelKey;
  /** Whose holders may answer while everybody who holds this role is out of office, the first ones first. */
  readonly deputies?: readonly RoleId[];
}

export interface Service {
  readonly id: ServiceId;
  readonly title: string;
  /** Overrides of where this service's posts go, by the key that would be used otherwise. */
  readonly channels: ReadonlyMap<ChannelKey, ChannelKey>;
  /** ARM ids, lower case, of what the service runs on: a resource, a resource group or a subscription. */
  readonly resources: ReadonlyMap<EnvironmentId, readonly string[]>;
  readonly links: Links;
  /** Roles of whoever is on call for it, instead of policy's. */
  readonly onCall?: readonly RoleId[];
  /** Where the pipeline of an environment is told to take a version back. */
  readonly rollbackHooks?: ReadonlyMap<EnvironmentId, string>;
}

export interface Environment {
  readonly id: EnvironmentId;
  readonly title: string;
  readonly order: number;
  /** `full`: the authority matrix and the conditions; `light`: what `requires` says; `none`: recorded only. */
  readonly rules: 'none' | 'light' | 'full';
  readonly requires: readonly RoleChoice[];
  /**
   * `attested`: the request states when and how the version ran in the environment before this one. `reported`: it has
   * succeeded there as far as Signoff itself was told, by a request or by a pipeline.
   */
  readonly proof: 'none' | 'attested' | 'reported';
  readonly after?: EnvironmentId;
  /** What may set a pipeline off that deploys here; anything where absent. */
  readonly trigger?: ReleaseTrigger;
  readonly windows: readonly string[];
  /** Minutes before the window in which Start is already accepted. */
  readonly earlyStart: number;
}

/** seeds/003, "Deployment Triggers Across Environments". Of a pull request, the branch is the one that it goes into. */
export interface ReleaseTrigger {
  readonly event: TriggerEvent;
  /** Names, or beginnings of names such as `release/*`; every branch where empty. */
  readonly branches: readonly string[];
  readonly except: readonly string[];
  /** What becomes of a pipeline that does not say what set it off. */
  readonly unsaid: 'allow' | 'refuse';
}

export const TRIGGER_EVENTS = ['push', 'pull-request'] as const;
export type TriggerEvent = (typeof TRIGGER_EVENTS)[number];
