import { checkDelegation, type Delegation } from '../domain/delegation.ts';
import { parseDelegationId, type DelegationId, type PersonId, type RoleId, type ServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { instant, type ClockIn, type Instant, type Span, type WallClock } from '../domain/time.ts';
import type { Chance, Clock, Delegations, Directory } from './ports.ts';
import type { Writer } from './fill-draft.ts';
import type { StandIns } from './stand-ins.ts';

/** Days as they stand in a calendar (`2026-12-01`), the last one included, by the clock of whoever gives it. */
export interface DelegationWish {
  readonly taker: PersonId;
  readonly from: string;
  readonly to: string;
  readonly roles: readonly RoleId[];
  readonly services: readonly ServiceId[];
}

export interface Delegate {
  readonly make: (by: Writer, wish: DelegationWish) => Promise<Result<Delegation, Refusal>>;
  readonly revoke: (by: PersonId, id: DelegationId) => Promise<Result<undefined, Refusal>>;
  /** Those that the person gave, and those that they were given. */
  readonly list: (person: PersonId) => Promise<readonly Delegation[]>;
}

export interface DelegatePorts {
  readonly delegations: Delegations;
  readonly standIns: Pick<StandIns, 'forget'>;
  readonly directory: Pick<Directory, 'rolesOf'>;
  readonly policy: Policy;
  readonly clockIn: ClockIn;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'uuid'>;
}

export function createDelegate(ports: DelegatePorts): Delegate {
  const { delegations, standIns, clock } = ports;
  return {
    make: async (by, wish) => {
      const checked = await check(by, wish, ports);
      if (!checked.ok) return checked;
      await delegations.add(checked.value);
      standIns.forget();
      return checked;
    },

    revoke: async (by, id) => {
      const revoked = await delegations.revoke(id, by, clock.now());
      standIns.forget();
      return revoked ? accept(undefined) : refuse({ code: 'unknown-delegation' });
    },

    list: async (person) => {
      const known = await delegations.known(clock.now());
      return known.filter(({ giver, taker }) => giver === person || taker === person);
    },
  };
}

async function check(
  { id: by, zone }: Writer,
  wish: DelegationWish,
  ports: DelegatePorts,
): Promise<Result<Delegation, Refusal>> {
  const { delegations, directory, policy, clockIn, clock, chance } = ports;
  const now = clock.now();
  const span = spanOf(wish, clockIn(zone));
  const id = parseDelegationId(chance.uuid());
  if (span === undefined || id === undefined) return refuse({ code: 'delegation-unreadable' });
  const roles = wish.roles.length > 0 ? wish.roles : [...policy.roles.keys()];
  const held = await directory.rolesOf(by, roles);
  if (!held.ok) return held;
  const asked = { id, giver: by, taker: wish.taker, span, roles: wish.roles, services: wish.services };
  return checkDelegation(asked, { known: await delegations.known(now), rolesHeld: held.value }, now);
}

/** From the first moment of one day to the last of another. */
function spanOf({ from, to }: Pick<DelegationWish, 'from' | 'to'>, wall: WallClock): Span | undefined {
  const start = beginningOf(from, wall);
  const end = beginningOf(dayAfter(to), wall);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Where the clocks go forward at midnight, a day begins at one. */
const beginningOf = (date: string, { instantOf }: WallClock): Instant | undefined =>
  instantOf({ date, time: '00:00' }) ?? instantOf({ date, time: '01:00' });

function dayAfter(date: string): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return Number.isNaN(noon) ? date : instant(noon + 86_400_000).slice(0, 10);
}
