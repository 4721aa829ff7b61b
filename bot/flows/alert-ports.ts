import type { Alert, Severity } from '../domain/alert.ts';
import type { AlertGroup, Deed } from '../domain/alert-group.ts';
import type { Quiet, RelayReason } from '../domain/alert-relay.ts';
import type { Silence } from '../domain/alert-silence.ts';
import type { Recent, Storm } from '../domain/alert-storm.ts';
import type { AlertId, ChannelKey, GroupId, RoleId, ServiceId, SilenceId, StormId } from '../domain/ids.ts';
import type { Wish } from '../domain/posts.ts';
import type { Instant } from '../domain/time.ts';

/** A body as it came. */
export interface StoredBody {
  readonly id: string;
  readonly body: string;
  readonly receivedAt: Instant;
}

/** What one turn of folding begins with. Nobody else folds or looks meanwhile, and nobody else saves these groups. */
export interface Turn {
  /** Those not yet read, oldest first. */
  readonly bodies: readonly StoredBody[];
  /** Groups to be looked at again. */
  readonly due: readonly AlertGroup[];
  readonly storms: readonly Storm[];
  /** The worst that fires on a storm whose time has come, and that nobody has answered. */
  readonly unanswered: ReadonlyMap<StormId, Severity>;
  /** Those that hold, and those whose end has come. */
  readonly silences: readonly Silence[];
  /** Open groups that say Azure itself is unwell. */
  readonly health: readonly AlertGroup[];
  readonly recent: ReadonlyMap<ChannelKey, Recent>;
  readonly alerts: (ids: readonly AlertId[]) => Promise<readonly Alert[]>;
  /** The open group of each key, and the groups with these ids. */
  readonly groups: (keys: readonly string[], ids: readonly GroupId[]) => Promise<readonly AlertGroup[]>;
  readonly nextGroupId: () => Promise<GroupId>;
  readonly stormsNamed: (ids: readonly StormId[]) => Promise<readonly Storm[]>;
  readonly nextStormId: () => Promise<StormId>;
}

/** A group with what follows from its change. */
export interface GroupChange {
  readonly group: AlertGroup;
  /** Cards that must exist from now on. */
  readonly wishes: readonly Wish[];
  /** Every card of it is drawn anew. */
  readonly isStale: boolean;
  /** Its cards go before those of others. */
  readonly isUrgent: boolean;
  readonly due: Instant | undefined;
}

export interface StormChange {
  readonly storm: Storm;
  readonly wishes: readonly Wish[];
  readonly isStale: boolean;
  readonly due: Instant | undefined;
}

export interface SilenceChange {
  readonly silence: Silence;
  readonly wishes: readonly Wish[];
}

/** What a turn comes to: written whole or not at all. */
export interface Folding {
  readonly alerts: readonly Alert[];
  readonly groups: readonly GroupChange[];
  /** Groups that are as they were, and whose cards count others: drawn anew. */
  readonly counting: readonly GroupId[];
  readonly storms: readonly StormChange[];
  readonly silences: readonly SilenceChange[];
  /** Bodies that are not shown, and why. */
  readonly unreadable: readonly { readonly id: string; readonly because: string }[];
  readonly said: readonly RelayReason[];
  readonly quiet: readonly Quiet[];
}

export type Fold = (turn: Turn) => Promise<Folding>;

export interface GroupFilter {
  /** Those that are not closed. */
  readonly open?: true;
  readonly service?: ServiceId;
  readonly storm?: StormId;
  /** Those that fired within this time. */
  readonly heard?: { readonly from: Instant; readonly until: Instant };
}

/** The worst first, then the newest; those before place `from`, which counts from 0, are passed over. */
export interface GroupPage extends GroupFilter {
  readonly from?: number;
  readonly most: number;
}

/** All groups of a filter, counted. */
export interface GroupTally {
  readonly groups: number;
  /** Alerts that they ever had, and those that fire now. */
  readonly alerts: number;
  readonly firing: number;
  /** Groups of which nobody is told for now. */
  readonly held: number;
  /** Different services; what belongs to none counts as one. */
  readonly services: number;
  /** Everybody who is told of one of them. */
  readonly mention: readonly RoleId[];
}

export interface AlertGroups {
  readonly find: (id: GroupId) => Promise<AlertGroup | undefined>;
  readonly list: (page: GroupPage) => Promise<readonly AlertGroup[]>;
  readonly tally: (filter: GroupFilter) => Promise<GroupTally>;
  /** Those that fire first, then the worst, then the newest. */
  readonly alertsOf: (id: GroupId, most: number) => Promise<readonly Alert[]>;
  /** How many different resources its alerts name. */
  readonly affected: (id: GroupId) => Promise<number>;
  /** Groups of which Azure is to be told now, at most 20. */
  readonly owed: (now: Instant) => Promise<readonly AlertGroup[]>;
  /** `conflict`: somebody else wrote first. `alerts` are written with it. */
  readonly save: (change: GroupChange, alerts: readonly Alert[]) => Promise<'saved' | 'conflict'>;
}

/** Azure's own record of alerts. Each call rejects when it was not answered with success. */
export interface AzureAlerts {
  /** `comment` stands in the alert's history. */
  readonly changeState: (id: AlertId, to: 'Acknowledged' | 'Closed', comment: string) => Promise<void>;
  /** The alerts that fired within this time, each as Azure lists it. */
  readonly changedSince: (from: Instant, until: Instant) => Promise<readonly unknown[]>;
}

export interface Silences {
  readonly nextId: () => Promise<SilenceId>;
  readonly find: (id: SilenceId) => Promise<Silence | undefined>;
  /** Those that hold, the first to end first. */
  readonly holding: () => Promise<readonly Silence[]>;
  /** Every open group is looked at again. */
  readonly save: (change: SilenceChange) => Promise<void>;
}

export interface Storms {
  readonly find: (id: StormId) => Promise<Storm | undefined>;
  /** The storm with the first who acknowledged it, whoever that was; undefined when there is no such storm. */
  readonly acknowledge: (id: StormId, deed: Deed) => Promise<Storm | undefined>;
}
