import { mayDeploy } from '../domain/execution.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest, RequestState } from '../domain/request.ts';
import type { Person } from '../flows/ports.ts';
import type { ChatPorts } from './ports.ts';

/** Which request a command without a number means. */
export type Target =
  | { readonly kind: 'one'; readonly id: RequestId }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly problem: Refusal }
  | { readonly kind: 'several'; readonly requests: readonly DeployRequest[] };

/** The only request in one of these states that the person may deploy; never a guess between several. */
export async function targetOf(
  by: Person,
  said: RequestId | undefined,
  states: readonly RequestState[],
  { requests, directory, policy }: Pick<ChatPorts, 'requests' | 'directory' | 'policy'>,
): Promise<Target> {
  if (said !== undefined) return { kind: 'one', id: said };
  const held = await directory.rolesOf(by.id, policy.deployers);
  const rolesHeld = held.ok ? held.value : new Set<never>();
  const found = (await requests.list({ states })).filter((request) => mayDeploy(request, by.id, { policy, rolesHeld }));
  const [only] = found;
  if (only === undefined) return held.ok ? { kind: 'none' } : { kind: 'refused', problem: held.problem };
  return found.length === 1 ? { kind: 'one', id: only.id } : { kind: 'several', requests: found };
}
