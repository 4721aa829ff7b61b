import * as z from 'zod';
import {
  parseCheckpointId,
  parseEnvironmentId,
  parseGateItemId,
  parsePersonId,
  parseRoleId,
  parseTeamId,
  type CheckpointId,
  type EnvironmentId,
  type GateItemId,
  type ServiceId,
  type TeamId,
} from '../domain/ids.ts';
import type { Probe } from '../domain/probe.ts';
import type { GateRules, QualityGate } from '../domain/quality-gates.ts';
import { checked, ID, words } from './scalars.ts';
import type { PolicyFile } from './schema.ts';
import { minutesAtLeast1 } from './values-schema.ts';

const team = checked(parseTeamId, ID);
const checkpoint = checked(parseCheckpointId, ID);

const gate = z.strictObject({
  title: words,
  items: z.record(checked(parseGateItemId, ID), z.strictObject({ title: words, team })),
});

/** Teams, phases and checkpoints of seeds/000, and what stays shut until they are open. */
export const gatesShape = z.strictObject({
  teams: z.record(
    team,
    z.strictObject({
      title: words,
      members: z.array(checked(parsePersonId, 'is not an Entra object id')).default([]),
      roles: z.array(checked(parseRoleId, ID)).default([]),
    }),
  ),
  phases: z.record(checkpoint, gate),
  checkpoints: z.record(checkpoint, gate),
  blocks: z.record(checked(parseEnvironmentId, ID), z.array(checkpoint)).default({}),
  probeEvery: minutesAtLeast1.default(15),
});

type GatesFile = z.output<typeof gatesShape>;

export function buildGates(file: GatesFile, services: PolicyFile['services']): GateRules {
  const gatesOf = (kind: QualityGate['kind'], gates: GatesFile['phases']): readonly QualityGate[] =>
    Object.entries(gates).map(([id, { title, items }]) => ({
      kind,
      id: id as CheckpointId,
      title,
      items: Object.entries(items).map(([item, one]) => ({ id: item as GateItemId, ...one })),
    }));
  return {
    teams: new Map(Object.entries(file.teams).map(([id, one]) => [id as TeamId, { id: id as TeamId, ...one }])),
    gates: [...gatesOf('phase', file.phases), ...gatesOf('checkpoint', file.checkpoints)],
    blocks: new Map(Object.entries(file.blocks).map(([id, checkpoints]) => [id as EnvironmentId, checkpoints])),
    probes: new Map(Object.entries(services).map(([id, { probes }]) => [id as ServiceId, mapOf(probes)])),
    probeEvery: file.probeEvery,
  };
}

const mapOf = (probes: PolicyFile['services'][ServiceId]['probes']): ReadonlyMap<GateItemId, Probe> =>
  new Map(Object.entries(probes) as [GateItemId, Probe][]);
