import { areAllAway, type Absence } from '../domain/asked.ts';
import { delegatedTo, type Delegation, type StandsIn } from '../domain/delegation.ts';
import type { PersonId, RoleId, ServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock, Delegations, Directory } from './ports.ts';

/** What somebody wants to answer for. */
export interface StandInQuestion {
  readonly roles: readonly RoleId[];
  readonly service: ServiceId;
  /** Roles that they hold themselves, as the directory said just now. */
  readonly held: ReadonlySet<RoleId>;
  /** Whom a duty keeps from answering: that they are there does not keep a deputy away. */
  readonly barred: ReadonlySet<PersonId>;
}

/** Who may answer for whom. */
export interface StandIns {
  /**
   * Roles that the person may answer for besides their own, at this moment: what a giver holds in person, nothing that was
   * given to them. Refused when the directory did not say what a giver holds.
   */
  readonly of: (person: PersonId, question: StandInQuestion) => Promise<Result<readonly StandsIn[], Refusal>>;
  /** Who is not there and who answers instead, as it was read in the last seconds: for cards, never for a decision. */
  readonly absence: () => Promise<Absence>;
  /** Reads them anew the next time. */
  readonly forget: () => void;
}

export interface StandInsPorts {
  readonly delegations: Pick<Delegations, 'known'>;
  readonly directory: Directory;
  /** Whom Entra says to be out of office, as it was last read; nobody where it is not asked. */
  readonly away: () => ReadonlySet<PersonId>;
  readonly policy: Policy;
  readonly clock: Clock;
}

const FRESH_MS = 15_000;

export function createStandIns(ports: StandInsPorts): StandIns {
  const { delegations, clock } = ports;
  let read: { readonly at: Instant; readonly known: readonly Delegation[] } | undefined;
  const readNow = async (): Promise<readonly Delegation[]> => {
    const at = clock.now();
    read = { at, known: await delegations.known(at) };
    return read.known;
  };
  const known = async (): Promise<readonly Delegation[]> =>
    read !== undefined && Date.parse(clock.now()) - Date.parse(read.at) < FRESH_MS ? read.known : readNow();

  return {
    absence: async () => ({ delegations: await known(), away: ports.away() }),
    forget: () => {
      read = undefined;
    },
    of: async (person, question) => {
      const seen = delegatedTo(person, question, await known(), clock.now());
      const mayHaveMore = seen.length > 0 || question.held.size === 0;
      // What is used is looked up anew: a delegation that was revoked elsewhere a second ago counts no more.
      const given = mayHaveMore ? delegatedTo(person, question, await readNow(), clock.now()) : seen;
      const delegated = await stillHeld(given, ports.directory);
      if (!delegated.ok) return delegated;
      const deputised = await deputiesOf(person, question, ports);
      return deputised.ok ? accept([...delegated.value, ...deputised.value]) : deputised;
    },
  };
}

async function stillHeld(
  given: ReturnType<typeof delegatedTo>,
  directory: Pick<Directory, 'rolesOf'>,
): Promise<Result<readonly StandsIn[], Refusal>> {
  const held: StandsIn[] = [];
  for (const [giver, passed] of Map.groupBy(given, ({ standIn }) => standIn.of)) {
    const own = await directory.rolesOf(giver, [...new Set(passed.map(({ role }) => role))]);
    if (!own.ok) return own;
    held.push(...passed.filter(({ role }) => own.value.has(role)));
  }
  return accept(held);
}

/** Roles that the person may fill because everybody who could answer for them is out of office. */
async function deputiesOf(
  person: PersonId,
  { roles, held, barred }: StandInQuestion,
  { away, policy, directory }: StandInsPorts,
): Promise<Result<readonly StandsIn[], Refusal>> {
  const out = away();
  if (out.size === 0) return accept([]);
  const holders = await directory.holders();
  const empty = roles.filter((role) => {
    const those = (holders.get(role) ?? []).filter((one) => !barred.has(one));
    return !held.has(role) && areAllAway(those, out);
  });
  const found: StandsIn[] = [];
  for (const role of empty) {
    const deputies = policy.roles.get(role)?.deputies ?? [];
    const own = await directory.rolesOf(person, deputies);
    if (!own.ok) return own;
    const through = deputies.find((deputy) => own.value.has(deputy));
    if (through !== undefined) found.push({ role, standIn: { kind: 'deputy', through } });
  }
  return accept(found);
}
