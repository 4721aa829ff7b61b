import type { WorkHours } from './work-hours.ts';
import type { GateRules } from './quality-gates.ts';
import type { LockLimits } from './lock.ts';
import type { Severity } from './alert.ts';
import type { ChangeTypeId, ChannelKey, EntraGroupId, EnvironmentId, PersonId, RoleId, ServiceId } from './ids.ts';
import type { Template } from './template.ts';
import type { Horizon } from './watch.ts';

/** Who must agree to what, where it is asked and when it may happen. Read once at start, from YAML (bot/policy). */
export interface Policy {
  /** Digest of everything below: what a vote is sealed to. */
  readonly version: string;
  readonly organisation: string;
  readonly time: WorkingTime;
  /** The same working time, to be counted with. */
  readonly work: WorkHours;
  readonly links: Links;
  readonly roles: ReadonlyMap<RoleId, Role>;
  /** Channel key to the name that the channel or group chat has in Teams. */
  readonly channels: ReadonlyMap<ChannelKey, string>;
  readonly services: ReadonlyMap<ServiceId, Service>;
  readonly environments: ReadonlyMap<EnvironmentId, Environment>;
  readonly changeTypes: ReadonlyMap<ChangeTypeId, ChangeType>;
  readonly conditions: readonly Condition[];
  /** Standard changes that a request can start from. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly phases: readonly Phase[];
  /** Whether the approval of one person may fill several requirements, one for each role they hold. */
  readonly personFills: PersonFills;
  /** Who somebody is, by the login they have with a code host, lower case. */
  readonly logins: ReadonlyMap<string, PersonId>;
  readonly thresholds: Thresholds;
  readonly execution: Execution;
  readonly watch: WatchPolicy;
  /** Roles that may start, step and roll back a deployment, besides the requester and the on-call people it names. */
  readonly deployers: readonly RoleId[];
  readonly freezes: FreezeRules;
  readonly locks: LockLimits;
  readonly gates: GateRules;
  /** Who is told next when nobody answers, from the first level up (seeds/000, "Escalation Path"). */
  readonly escalation: readonly EscalationLevel[];
  readonly alerts: AlertPolicy;
  readonly expedited: Expedited;
  readonly asking: AskingRules;
  /** Roles of whoever is on call, where a service does not name its own. */
  readonly onCall: readonly RoleId[];
}

/** How approvers are asked, besides in their channel. */
export interface AskingRules {
  /** Each of them in their own chat too, where they have one with the bot. */
  readonly alone: boolean;
  /** `presence`: whom Teams shows as out of office is away, and deputies may answer. */
  readonly outOfOffice: 'ignore' | 'presence';
}

/** Who may freeze, who may let a request through, and what freezes by itself. */
export interface FreezeRules {
  /** Roles that may declare and lift a freeze. */
  readonly declare: readonly RoleId[];
  /** Roles that may set a freeze aside for one request, with a reason. */
  readonly override: readonly RoleId[];
  /** Whether a request whose window is frozen is turned down, or let in to be overridden. */
  readonly submission: 'block' | 'warn';
  readonly recurring: readonly RecurringFreeze[];
}

/** A freeze that comes again and again. */
export interface RecurringFreeze {
  readonly id: string;
  readonly reason: string;
  /** When it begins: five fields of cron, in the policy's zone. */
  readonly cron: string;
  /** How long it lasts: whole days of the calendar, and minutes besides. */
  readonly lasts: { readonly days: number; readonly minutes: number };
  /** Nothing named is everything. */
  readonly services: readonly ServiceId[];
  readonly environments: readonly EnvironmentId[];
}

/** When the organisation works, and how it writes dates. */
export interface WorkingTime {
  /** IANA name. */
  readonly zone: string;
  /** BCP 47 tag of the cards that many people read. */
  readonly locale: string;
  readonly workdays: readonly Weekday[];
  /** `09:00-18:00`, in `zone`. */
  readonly hours: string;
  /** ISO 3166 country whose public holidays are closed; absent when no day is. */
  readonly holidays?: string;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** seeds/002, "Expedited Approval": who approves by voice, who verifies by a tap, and what is owed afterwards. Minutes. */
export interface Expedited {
  readonly voices: readonly RoleChoice[];
  readonly verify: readonly RoleChoice[];
  /** How long it may be started. */
  readonly windowMinutes: number;
  readonly completeMinutes: number;
  readonly reviewMinutes: number;
  readonly confirmMinutes: number;
  readonly standbyMinutes: number;
  readonly standbyEvery: number;
}

export interface EscalationLevel {
  /** Its holders are told. */
  readonly role: RoleId;
  /** Told there besides; absent for where it is discussed anyway. */
  readonly channel?: ChannelKey;
  /** Business days after the level before it, or after the deadline. */
  readonly afterDays: number;
}

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

/** One line of an authority matrix: any holder of one of these roles fills it. */
export type RoleChoice = readonly RoleId[];

export interface ChangeType {
  readonly id: ChangeTypeId;
  readonly title: string;
  readonly requires: readonly RoleChoice[];
  readonly expedited: boolean;
}

/** Adds requirements when every named answer of the request is one of the values given. */
export interface Condition {
  readonly when: ReadonlyMap<string, readonly string[]>;
  readonly requires: readonly RoleChoice[];
}

export type PersonFills = 'one-role' | 'several-roles';

export interface Phase {
  readonly id: string;
  readonly title: string;
  /** Business days; absent where the process promises none. */
  readonly slaDays?: number;
  readonly roles: readonly RoleId[];
  readonly checklists: ReadonlyMap<RoleId, readonly string[]>;
}

/** Who has to be there and what has to be done before Start (seeds/002, phase 6), and how it goes back. */
export interface Execution {
  readonly rollCall: {
    /** How many have to say that they are there, the on-call people among them. */
    readonly people: number;
    /** Those of the on-call people whom a request names that have to be among them. */
    readonly named: readonly OnCall[];
  };
  /** Minutes before the window at which the thread is asked who is there. */
  readonly rollCallBefore: number;
  /** The pre-deployment checklist, in its order. */
  readonly checklist: readonly string[];
  /** People who have to agree with whoever wants to roll back. */
  readonly rollbackConfirmations: 0 | 1;
  /** Minutes without a report after which somebody looks at the pipeline. */
  readonly quietMinutes: number;
}

export const ON_CALL = ['onCallEngineer', 'backupEngineer', 'managerOnCall'] as const;
export type OnCall = (typeof ON_CALL)[number];

/** How a deployment that is live is watched (seeds/002, "Monitoring & Alerting Post-Deployment"); limits are thresholds. */
export interface WatchPolicy {
  readonly horizons: readonly Horizon[];
  /** Fewer requests between two checks than this prove nothing. */
  readonly minimumRequests: number;
  /** Bad checks in a row before anything is called unhealthy for good, or done without asking. */
  readonly consecutive: number;
  /** Minutes in which somebody has to look. */
  readonly investigateWithin: number;
  readonly rollback: 'ask' | 'automatic';
  /** Success criteria that no number shows. */
  readonly criteria: readonly string[];
}

/** seeds/002, "Rollback Decision Criteria", "Success Criteria" and "First 30 Minutes". Rates are percentages, 0–100. */
export interface Thresholds {
  readonly minimumCoverage: number;
  readonly minimumReviewers: number;
  /** Hours in staging under which approvers are warned (seeds/002, "Extended Staging Testing"). */
  readonly minimumStagingHours: number;
  /** More traffic than this, in percent, without a load test is a warning. */
  readonly loadTestAbove: number;
  readonly rollbackErrorRate: number;
  readonly investigateResponseMs: number;
  readonly investigateFailedCallsPerMinute: number;
  readonly successErrorRate: number;
  readonly successP99Ms: number;
  readonly watchErrorRate: number;
  readonly watchResponseMs: number;
}

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
