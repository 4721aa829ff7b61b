import { decideDeclaration, type Declaration } from '../domain/declare.ts';
import type { PersonId, RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { LIVE, type DeployRequest } from '../domain/request.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { Versions } from '../domain/rules.ts';
import type { AskAlone } from './ask-alone.ts';
import { changeOf } from './change-request.ts';
import type { Clock, Directory, Requests } from './ports.ts';

export type DeclareEmergency = (by: PersonId, declaration: Declaration) => Promise<Result<DeployRequest, Refusal>>;

export interface DeclareEmergencyPorts {
  readonly requests: Pick<Requests, 'nextId' | 'save' | 'list'>;
  readonly directory: Directory;
  readonly askAlone: AskAlone;
  readonly policy: Policy;
  readonly versions: Versions;
  readonly clock: Clock;
}

/** Writes down an emergency. What those who are named hold is asked of the directory now; no answer is no. */
export function createDeclareEmergency(ports: DeclareEmergencyPorts): DeclareEmergency {
  const { requests, directory, askAlone, policy, versions, clock } = ports;
  return async (by, declaration) => {
    const held = await heldBySpeakers(declaration, ports);
    if (!held.ok) return held;
    const facts = {
      policy,
      versions,
      holds: (person: PersonId, role: RoleId) => held.value.get(person)?.has(role) === true,
      holders: await directory.holders(),
      twin: await twinOf(declaration, requests),
    };
    const decided = decideDeclaration(await requests.nextId(), by, declaration, facts, clock.now());
    if (!decided.ok) return decided;
    const changed = changeOf(undefined, decided.value, policy);
    const alone = await askAlone(undefined, changed.request);
    const change = { ...changed, wishes: [...changed.wishes, ...alone], usedUp: undefined };
    return (await requests.save(change)) === 'saved' ? accept(change.request) : refuse({ code: 'busy' });
  };
}

async function heldBySpeakers(
  { voices }: Declaration,
  { directory, policy }: DeclareEmergencyPorts,
): Promise<Result<ReadonlyMap<PersonId, ReadonlySet<RoleId>>, Refusal>> {
  const roles = [...new Set(policy.expedited.voices.flat())];
  const held = new Map<PersonId, ReadonlySet<RoleId>>();
  for (const person of new Set(voices.flatMap(({ by }) => by ?? []))) {
    const own = await directory.rolesOf(person, roles);
    if (!own.ok) return own;
    held.set(person, own.value);
  }
  return accept(held);
}

async function twinOf({ service, environment, version }: Declaration, requests: Pick<Requests, 'list'>) {
  if (service === undefined || environment === undefined) return undefined;
  const live = await requests.list({ service, environment, states: LIVE });
  return live.find(({ plan }) => plan.version === version.trim())?.id;
}
