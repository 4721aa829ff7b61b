import {
  decideFreeze,
  evolveFreeze,
  freezeDue,
  type DeclaredFreeze,
  type FreezeCommand,
  type FreezeEvent,
  type WantedFreeze,
} from '../domain/freeze.ts';
import type { FreezeId, PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { freezePosts } from '../domain/posts.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { changeStream, type StreamRules } from './change-stream.ts';
import type { Clock, Directory, Freezes } from './ports.ts';

/** Declares and lifts freezes, for those whom policy lets. */
export interface KeepFreezes {
  readonly declare: (by: PersonId, wanted: WantedFreeze) => Promise<Result<DeclaredFreeze, Refusal>>;
  readonly lift: (by: PersonId, id: FreezeId) => Promise<Result<DeclaredFreeze, Refusal>>;
  /** What time brings, or that everybody was told; asked by the one who looks after the calendar. */
  readonly move: (id: FreezeId, command: Extract<FreezeCommand, { kind: 'told' | 'time-passed' }>) => Promise<void>;
}

export interface KeepFreezesPorts {
  readonly freezes: Freezes;
  readonly directory: Pick<Directory, 'rolesOf'>;
  readonly policy: Policy;
  readonly clock: Clock;
}

export function createKeepFreezes({ freezes, directory, policy, clock }: KeepFreezesPorts): KeepFreezes {
  const rules: StreamRules<DeclaredFreeze, FreezeEvent> = {
    evolve: evolveFreeze,
    isOpen: ({ state, told }) => state === 'declared' || !told,
    due: freezeDue,
    wishes: (freeze) => freezePosts(freeze, policy),
  };
  const change = async (id: FreezeId, command: FreezeCommand): Promise<Result<DeclaredFreeze, Refusal>> => {
    const changed = await changeStream(id, freezes, rules, (freeze) => decideFreeze(freeze, command, clock.now()));
    if (!changed.ok) return changed;
    return changed.value === undefined ? refuse({ code: 'unknown-freeze' }) : accept(changed.value);
  };
  const mayFreeze = async (by: PersonId): Promise<Refusal | undefined> => {
    const held = await directory.rolesOf(by, policy.freezes.declare);
    if (!held.ok) return held.problem;
    return held.value.size === 0 ? { code: 'not-freezer' } : undefined;
  };

  return {
    declare: async (by, wanted) => {
      const refused = await mayFreeze(by);
      if (refused !== undefined) return refuse(refused);
      const id = await freezes.nextId();
      return change(id, { kind: 'declare', id, by, wanted });
    },
    lift: async (by, id) => {
      const refused = await mayFreeze(by);
      return refused === undefined ? change(id, { kind: 'lift', by }) : refuse(refused);
    },
    move: async (id, command) => {
      await change(id, command);
    },
  };
}
