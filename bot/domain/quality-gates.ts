import type { CheckpointId, EnvironmentId, GateItemId, PersonId, RoleId, ServiceId, TeamId } from './ids.ts';
import { evolveProbed, type Probe, type Probed, type ProbedEvent } from './probe.ts';
import type { Refusal } from './refusal.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** Seeds/000: the teams, the phases of the workflow and the checkpoints that every service goes through. */
export interface GateRules {
  readonly teams: ReadonlyMap<TeamId, Team>;
  /** The phases in their order, then the checkpoints in theirs. */
  readonly gates: readonly QualityGate[];
  /** Checkpoints that must be open before a start in an environment. */
  readonly blocks: ReadonlyMap<EnvironmentId, readonly CheckpointId[]>;
  /** The lines of each service that prove themselves; nobody vouches for these. */
  readonly probes: ReadonlyMap<ServiceId, ReadonlyMap<GateItemId, Probe>>;
  /** Minutes between two looks. */
  readonly probeEvery: number;
}

export interface Team {
  readonly id: TeamId;
  readonly title: string;
  /** Who may vouch for its lines: these people, and the holders of these roles. */
  readonly members: readonly PersonId[];
  readonly roles: readonly RoleId[];
}

export interface QualityGate {
  readonly kind: 'phase' | 'checkpoint';
  readonly id: CheckpointId;
  readonly title: string;
  readonly items: readonly GateItem[];
}

export interface GateItem {
  readonly id: GateItemId;
  readonly title: string;
  readonly team: TeamId;
}

/** Somebody of its team says that a line is done, and where to see it. */
export interface GateAttestation {
  readonly item: GateItemId;
  readonly by: PersonId;
  readonly at: Instant;
  /** `https://…`, or nothing. */
  readonly link: string;
  readonly note: string;
}

/** How far a service has come. */
export interface ServiceGates {
  readonly service: ServiceId;
  readonly attested: readonly GateAttestation[];
  /** Lines that prove themselves, as they were found; absent before the first look. */
  readonly probed?: readonly Probed[];
}

export type GatesEvent =
  | ProbedEvent
  | {
      readonly kind: 'items-attested';
      readonly service: ServiceId;
      readonly items: readonly GateItemId[];
      readonly by: PersonId;
      readonly link: string;
      readonly note: string;
      readonly at: Instant;
    }
  | {
      readonly kind: 'items-withdrawn';
      readonly service: ServiceId;
      readonly items: readonly GateItemId[];
      readonly by: PersonId;
      readonly reason: string;
      readonly at: Instant;
    };

export interface GatesCommand {
  readonly kind: 'attest' | 'withdraw';
  readonly service: ServiceId;
  readonly items: readonly GateItemId[];
  readonly by: PersonId;
  readonly link: string;
  readonly note: string;
}

const MOST_NOTE = 300;
/** Longer ones would not fit on the board with all the others. */
const MOST_LINK = 200;

/**
 * Refuses with `nothing-ticked`, `unknown-item`, `item-probed`, `not-of-the-owning-team`, `link-unreadable` or `reason-needed`, whole:
 * a line of another team takes the others with it, so that nobody believes they were kept.
 */
export function decideGates(
  gates: ServiceGates | undefined,
  { kind, service, items, by, link, note }: GatesCommand,
  { rules, rolesHeld }: { readonly rules: GateRules; readonly rolesHeld: ReadonlySet<RoleId> },
  now: Instant,
): Result<readonly GatesEvent[], Refusal> {
  if (items.length === 0) return refuse({ code: 'no-item' });
  const known = itemsOf(rules).filter(({ id }) => items.includes(id));
  if (known.length < new Set(items).size) return refuse({ code: 'unknown-item' });
  const foreign = known.find(({ team }) => !isOfTeam(rules.teams.get(team), by, rolesHeld));
  if (foreign !== undefined) return refuse({ code: 'not-of-the-owning-team', team: foreign.team });

  const probes = rules.probes.get(service);
  if (kind === 'attest' && known.some(({ id }) => probes?.has(id))) return refuse({ code: 'item-probed' });

  const text = note.trim().slice(0, MOST_NOTE);
  const isAttested = (id: GateItemId) => gates?.attested.some(({ item }) => item === id) === true;
  if (kind === 'attest') {
    if (link !== '' && (link.length > MOST_LINK || !/^https:\/\/[^\s<>"]+$/.test(link)))
      return refuse({ code: 'link-unreadable' });
    const open = known.map(({ id }) => id).filter((id) => !isAttested(id));
    return accept(open.length === 0 ? [] : [{ kind: 'items-attested', service, items: open, by, link, note: text, at: now }]);
  }
  if (text === '') return refuse({ code: 'reason-needed' });
  const done = known.map(({ id }) => id).filter(isAttested);
  return accept(done.length === 0 ? [] : [{ kind: 'items-withdrawn', service, items: done, by, reason: text, at: now }]);
}

export function evolveGates(before: ServiceGates | undefined, event: GatesEvent): ServiceGates {
  const known = { attested: [], ...before, service: event.service };
  if (event.kind === 'items-probed') return { ...known, probed: evolveProbed(before?.probed, event) };
  const attested = known.attested.filter(({ item }) => !event.items.includes(item));
  if (event.kind === 'items-withdrawn') return { ...known, attested };
  const { items, by, link, note, at } = event;
  return { ...known, attested: [...attested, ...items.map((item) => ({ item, by, link, note, at }))] };
}

export const itemsOf = ({ gates }: Pick<GateRules, 'gates'>): readonly GateItem[] => gates.flatMap(({ items }) => items);

const isOfTeam = (team: Team | undefined, by: PersonId, rolesHeld: ReadonlySet<RoleId>): boolean =>
  team !== undefined && (team.members.includes(by) || team.roles.some((role) => rolesHeld.has(role)));

/** What still keeps a gate closed; nothing when it is open. */
export const openItems = ({ items }: QualityGate, gates: ServiceGates | undefined): readonly GateItem[] =>
  items.filter(({ id }) => gates === undefined || !isDone(id, gates));

/** A line that proves itself is done while it does; the others once somebody vouches for them. */
function isDone(id: GateItemId, { attested, probed = [] }: ServiceGates): boolean {
  const proof = probed.find(({ item }) => item === id);
  return proof === undefined ? attested.some(({ item }) => item === id) : proof.answer.kind === 'proved';
}

/** The checkpoints that keep a service from starting in an environment, in policy's order. */
export function closedCheckpoints(
  { gates: known, blocks }: GateRules,
  gates: ServiceGates | undefined,
  environment: EnvironmentId,
): readonly CheckpointId[] {
  const wanted = blocks.get(environment) ?? [];
  return known.filter((gate) => wanted.includes(gate.id) && openItems(gate, gates).length > 0).map(({ id }) => id);
}
