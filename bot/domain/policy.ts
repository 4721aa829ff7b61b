import type { ChangeTypeId, ChannelKey, EnvironmentId, PersonId, RoleId, ServiceId } from './ids.ts';
import type { LockLimits } from './lock.ts';
import type { AlertPolicy } from './policy-alerts.ts';
import type { Execution, Thresholds, WatchPolicy } from './policy-day.ts';
import type { Environment, Links, Role, Service } from './policy-estate.ts';
import type { GateRules } from './quality-gates.ts';
import type { Template } from './template.ts';
import type { WorkHours } from './work-hours.ts';

export * from './policy-alerts.ts';
export * from './policy-day.ts';
export * from './policy-estate.ts';

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
  /** Whoever more requests than this wait for gets one list a business day in place of single reminders. */
  readonly digestAbove: number;
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

/** The holders of a role are told, or the managers, as Entra knows them, of those whose answer is missing. */
export type EscalationLevel = ({ readonly role: RoleId } | { readonly managerOf: 'missing' }) & {
  /** Told there besides; absent for where it is discussed anyway. */
  readonly channel?: ChannelKey;
  /** Business days after the level before it, or after the deadline. */
  readonly afterDays: number;
};

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
