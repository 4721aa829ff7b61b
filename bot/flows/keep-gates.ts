import type { PersonId, ServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { withProofs } from '../domain/probe.ts';
import { decideGates, evolveGates, type GatesCommand, type GatesEvent, type ServiceGates } from '../domain/quality-gates.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { changeStream, type StreamRules } from './change-stream.ts';
import type { Clock, Directory, Gates } from './ports.ts';

/** The quality gates of services: who has vouched for what. */
export interface KeepGates {
  readonly of: (service: ServiceId) => Promise<ServiceGates>;
  readonly change: (by: PersonId, command: Omit<GatesCommand, 'by'>) => Promise<Result<ServiceGates, Refusal>>;
}

export interface KeepGatesPorts {
  readonly gates: Gates;
  readonly directory: Pick<Directory, 'rolesOf'>;
  readonly policy: Policy;
  readonly clock: Clock;
}

/** Nobody is told of a change; whoever looks at the board sees it. */
export const GATES_RULES: StreamRules<ServiceGates, GatesEvent> = {
  evolve: evolveGates,
  isOpen: () => true,
  due: () => undefined,
  wishes: () => [],
};

export function createKeepGates({ gates, directory, policy, clock }: KeepGatesPorts): KeepGates {
  const roles = [...new Set([...policy.gates.teams.values()].flatMap((team) => team.roles))];
  return {
    of: async (service) =>
      withProofs((await gates.find(service))?.state ?? { service, attested: [] }, policy.gates, clock.now()),
    change: async (by, command) => {
      const { service } = command;
      if (!policy.services.has(service)) return refuse({ code: 'unknown-item' });
      const held = roles.length === 0 ? accept(new Set<never>()) : await directory.rolesOf(by, roles);
      if (!held.ok) return held;
      const facts = { rules: policy.gates, rolesHeld: held.value };
      const changed = await changeStream(service, gates, GATES_RULES, (state) =>
        decideGates(state, { ...command, by }, facts, clock.now()),
      );
      return changed.ok ? accept(withProofs(changed.value ?? { service, attested: [] }, policy.gates, clock.now())) : changed;
    },
  };
}
