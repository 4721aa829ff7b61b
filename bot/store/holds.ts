import type { Target } from '../domain/freeze.ts';
import type { DeclaredFreeze, FreezeEvent } from '../domain/freeze.ts';
import {
  freezeId,
  parseEnvironmentId,
  parseServiceId,
  type EnvironmentId,
  type FreezeId,
  type ServiceId,
} from '../domain/ids.ts';
import type { LockEvent, TakenLock } from '../domain/lock.ts';
import type { GatesEvent, ServiceGates } from '../domain/quality-gates.ts';
import type { RunEvent, TargetRuns } from '../domain/target-runs.ts';
import type { Freezes, Gates, Locks, Runs } from '../flows/ports.ts';
import { createStreams, type StreamsPorts } from './streams.ts';

export function createFreezes(ports: StreamsPorts): Freezes {
  const { stored, ...streams } = createStreams<FreezeId, DeclaredFreeze, FreezeEvent>(
    { kind: 'freeze', key: (id) => id, idOf: (key) => key as FreezeId },
    ports,
  );
  return {
    ...streams,
    nextId: async () => {
      const [row] = await ports.engine.query<{ number: number }>(`select nextval('freeze_number')::integer as number`, []);
      if (row === undefined) throw new Error('the sequence of freezes gave no number');
      await ports.engine.flush();
      return freezeId(row.number);
    },
    open: async () => (await stored('')) as readonly DeclaredFreeze[],
  };
}

/** `gates:payments`. */
const GATES = 'gates:';

export function createGates(ports: StreamsPorts): Gates {
  const { stored: _stored, ...streams } = createStreams<ServiceId, ServiceGates, GatesEvent>(
    { kind: 'gates', key: (id) => GATES + id, idOf: (key) => key.slice(GATES.length) as ServiceId },
    ports,
  );
  return streams;
}

/** `lock:payments/prod`. */
const PREFIX = 'lock:';
const keyOf = ({ service, environment }: Target): string => `${service}/${environment}`;

export function createLocks(ports: StreamsPorts): Locks {
  const { stored, ...streams } = createStreams<Target, TakenLock, LockEvent>(
    {
      kind: 'lock',
      key: (target) => PREFIX + keyOf(target),
      idOf: (key) => targetOf(key.slice(PREFIX.length)),
    },
    ports,
  );
  return {
    ...streams,
    open: async (target) => {
      if (target === undefined) return stored(PREFIX);
      const [row] = await ports.engine.query<{ body: unknown }>(
        `select body from stream where id = $1 and kind = 'lock' and open`,
        [PREFIX + keyOf(target)],
      );
      return row === undefined ? [] : [row.body];
    },
  };
}

/** `runs:payments/dev`. */
const RUNS = 'runs:';

export function createRuns(ports: StreamsPorts): Runs {
  const { stored, ...streams } = createStreams<Target, TargetRuns, RunEvent>(
    { kind: 'runs', key: (target) => RUNS + keyOf(target), idOf: (key) => targetOf(key.slice(RUNS.length)) },
    ports,
  );
  return { ...streams, of: async (service) => (await stored(`${RUNS}${service}/`)) as readonly TargetRuns[] };
}

function targetOf(key: string): Target {
  const [service, environment] = key.split('/');
  return {
    service: parseServiceId(service) ?? ('' as ServiceId),
    environment: parseEnvironmentId(environment) ?? ('' as EnvironmentId),
  };
}
