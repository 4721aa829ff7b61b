import type { Delegation } from '../../domain/delegation.ts';
import type { DelegationId, EntraGroupId, PersonId, RoleId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Result } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';

/** A person as Teams names them. Kept apart from the record, so that it can be erased. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** The language their client is set to (BCP 47), where they have said something. */
  readonly locale?: string | undefined;
  /** IANA name of the zone they were last in, where Teams has said so. */
  readonly zone?: string | undefined;
  /** What Teams calls them towards this bot (`29:…`), where Teams has said so. */
  readonly account?: string | undefined;
}

export interface People {
  readonly meet: (people: readonly Person[]) => Promise<void>;
  /** Everyone met so far, by name. */
  readonly all: () => Promise<readonly Person[]>;
}

export interface Delegations {
  /** Those that are neither over nor revoked, of everybody, the next to begin first. */
  readonly known: (now: Instant) => Promise<readonly Delegation[]>;
  /** Stores it, and tells the taker. */
  readonly add: (delegation: Delegation) => Promise<void>;
  /** False when the giver has no such delegation, or revoked it before. */
  readonly revoke: (id: DelegationId, giver: PersonId, at: Instant) => Promise<boolean>;
}

/** Who holds which role now. */
export interface Directory {
  /** Those `among` these roles that the person holds at this moment. Refused when that could not be found out. */
  readonly rolesOf: (person: PersonId, among: readonly RoleId[]) => Promise<Result<ReadonlySet<RoleId>, Refusal>>;
  /** Every role of policy with its holders as they were last read, but for one that was never read: who is asked and who is left, never what somebody may do. */
  readonly holders: () => Promise<Holders>;
}

export type Holders = ReadonlyMap<RoleId, readonly PersonId[]>;

/** Reads Entra groups. Each call rejects when no answer came; it never gives a part of one. */
export interface GroupReader {
  /** The people in the group, and in the groups within it. */
  readonly membersOf: (group: EntraGroupId) => Promise<readonly Person[]>;
  /** Those of `groups` that the person is in now, directly or through another group. */
  readonly memberGroups: (person: PersonId, groups: readonly EntraGroupId[]) => Promise<ReadonlySet<EntraGroupId>>;
}

/** Who of these people is out of office. Rejects when no answer came. */
export interface AbsenceReader {
  readonly away: (people: readonly PersonId[]) => Promise<ReadonlySet<PersonId>>;
}

/** Whom people report to. */
export interface ManagerReader {
  /** Undefined where they have no manager who could be told: none, a guest, a blocked account. Rejects when no answer came. */
  readonly managerOf: (person: PersonId) => Promise<Person | undefined>;
}

/** The people of the organisation. */
export interface PeopleReader {
  /** Undefined when there is nobody like that, or nobody could say. Never rejects. */
  readonly find: (person: PersonId) => Promise<Person | undefined>;
}
