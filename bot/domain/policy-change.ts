import type { ChangeTypeId, EnvironmentId, PersonId, RequestId, RoleId, ServiceId } from './ids.ts';
import type { Condition, Policy, RoleChoice } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { requirementsOf } from './requirements.ts';

/** What is asked more, and what is not asked any more. */
export interface Asked {
  readonly added: readonly RoleChoice[];
  readonly dropped: readonly RoleChoice[];
}

/** One way in which a policy asks for other approvals than the one before it. */
export type PolicyChange =
  | ({ readonly kind: 'approvals'; readonly environment: EnvironmentId; readonly changeType: ChangeTypeId } & Asked)
  | ({ readonly kind: 'condition'; readonly when: Condition['when'] } & Asked)
  | {
      readonly kind: 'members';
      readonly role: RoleId;
      readonly joined: readonly PersonId[];
      readonly left: readonly PersonId[];
    }
  | { readonly kind: 'group'; readonly role: RoleId; readonly before: string | undefined; readonly after: string | undefined }
  | {
      readonly kind: 'promise';
      readonly phase: string;
      readonly before: number | undefined;
      readonly after: number | undefined;
    }
  | { readonly kind: 'service'; readonly service: ServiceId; readonly is: 'added' | 'gone' };

/** Whose approvals change from one policy to the next, and how; empty when everybody is asked as before. */
export function policyChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  return [
    ...approvalChanges(before, after),
    ...conditionChanges(before, after),
    ...roleChanges(before, after),
    ...phaseChanges(before, after),
    ...serviceChanges(before, after),
  ];
}

/** A request that was submitted under another policy, and what the present one would ask of it. */
export interface Drift extends Asked {
  readonly request: RequestId;
  /** What it is about and the present policy does not know any more. */
  readonly gone: readonly ('service' | 'environment' | 'change-type')[];
}

/**
 * What a policy change means for requests that wait. Each keeps the requirements it was submitted with, so nothing here
 * changes them: this is for showing. Requests of the same policy are left out.
 */
export function policyDrift(requests: readonly DeployRequest[], policy: Policy): readonly Drift[] {
  return requests
    .filter(({ policyVersion }) => policyVersion !== policy.version)
    .map(({ id, plan, requirements }) => ({
      request: id,
      ...difference(
        requirements.map(({ anyOf }) => anyOf),
        requirementsOf(plan, policy).map(({ anyOf }) => anyOf),
      ),
      gone: [
        ...(policy.services.has(plan.service) ? [] : (['service'] as const)),
        ...(policy.environments.has(plan.environment) ? [] : (['environment'] as const)),
        ...(plan.changeTypes.every((id) => policy.changeTypes.has(id)) ? [] : (['change-type'] as const)),
      ],
    }));
}

/** `before` and `after` as sets: the order in which roles stand makes no difference. */
export function difference(before: readonly RoleChoice[], after: readonly RoleChoice[]): Asked {
  return {
    added: after.filter((choice) => !before.some((other) => isSame(choice, other))),
    dropped: before.filter((choice) => !after.some((other) => isSame(choice, other))),
  };
}

const isSame = (a: RoleChoice, b: RoleChoice): boolean => a.toSorted().join() === b.toSorted().join();
const isChange = ({ added, dropped }: Asked): boolean => added.length + dropped.length > 0;

function approvalChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  const environments = [...new Set([...before.environments.keys(), ...after.environments.keys()])];
  const changeTypes = [...new Set([...before.changeTypes.keys(), ...after.changeTypes.keys()])];
  const asks = (policy: Policy, environment: EnvironmentId, changeType: ChangeTypeId) =>
    requirementsOf({ environment, changeTypes: [changeType] }, policy).map(({ anyOf }) => anyOf);
  return environments
    .flatMap((environment) =>
      changeTypes.map((changeType) => ({
        kind: 'approvals' as const,
        environment,
        changeType,
        ...difference(asks(before, environment, changeType), asks(after, environment, changeType)),
      })),
    )
    .filter(isChange);
}

function conditionChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  const keyed = ({ conditions }: Policy) =>
    new Map(conditions.map((condition) => [JSON.stringify([...condition.when]), condition]));
  const [old, fresh] = [keyed(before), keyed(after)];
  return [...new Map([...old, ...fresh])]
    .map(([key, { when }]) => ({
      kind: 'condition' as const,
      when,
      ...difference(old.get(key)?.requires ?? [], fresh.get(key)?.requires ?? []),
    }))
    .filter(isChange);
}

function roleChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  return [...new Set([...before.roles.keys(), ...after.roles.keys()])].flatMap((role): readonly PolicyChange[] => {
    const [was, is] = [before.roles.get(role), after.roles.get(role)];
    const joined = (is?.members ?? []).filter((person) => was?.members.includes(person) !== true);
    const left = (was?.members ?? []).filter((person) => is?.members.includes(person) !== true);
    const members: readonly PolicyChange[] = joined.length + left.length > 0 ? [{ kind: 'members', role, joined, left }] : [];
    const moved = was?.group === is?.group ? [] : [{ kind: 'group', role, before: was?.group, after: is?.group } as const];
    return [...members, ...moved];
  });
}

function phaseChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  const promises = ({ phases }: Policy) => new Map(phases.map(({ id, slaDays }) => [id, slaDays]));
  const [old, fresh] = [promises(before), promises(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((phase) => old.get(phase) !== fresh.get(phase))
    .map((phase) => ({ kind: 'promise', phase, before: old.get(phase), after: fresh.get(phase) }));
}

const serviceChanges = (before: Policy, after: Policy): readonly PolicyChange[] => [
  ...[...after.services.keys()]
    .filter((id) => !before.services.has(id))
    .map((service) => ({ kind: 'service', service, is: 'added' }) as const),
  ...[...before.services.keys()]
    .filter((id) => !after.services.has(id))
    .map((service) => ({ kind: 'service', service, is: 'gone' }) as const),
];
