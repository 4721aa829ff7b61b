import type { PersonId, RoleId } from './ids.ts';
import { match } from './matching.ts';
import type { Plan } from './plan.ts';
import type { Condition, Policy, RoleChoice } from './policy.ts';

/** One person of one of these roles must approve. Copied from policy into the request when it is submitted. */
export interface Requirement {
  readonly anyOf: RoleChoice;
  /** Id of the policy's phase in which it is reviewed. */
  readonly phase: string;
  readonly because: Because;
}

export type Because =
  | { readonly kind: 'change-type'; readonly changeType: string }
  | { readonly kind: 'answer'; readonly field: string }
  | { readonly kind: 'environment'; readonly environment: string };

/**
 * Who must approve this plan: the matrix rows of all its change types together (AND, never a union of approvers),
 * then the conditional roles (seeds/002, "Approval Authority Levels" and "Required Approvals"). A choice that
 * another one already implies is not asked as well: CTO ∧ (CTO ∨ Director) is CTO.
 */
export function requirementsOf(
  plan: Pick<Plan, 'environment' | 'changeTypes'> & Partial<Plan>,
  policy: Policy,
): readonly Requirement[] {
  const asked: { readonly anyOf: RoleChoice; readonly because: Because }[] = [];
  const ask = (choices: readonly RoleChoice[], because: Because) => {
    for (const anyOf of choices) if (!asked.some((known) => sameRoles(known.anyOf, anyOf))) asked.push({ anyOf, because });
  };

  const environment = policy.environments.get(plan.environment);
  if (environment === undefined || environment.rules === 'none') return [];
  ask(environment.requires, { kind: 'environment', environment: environment.id });
  if (environment.rules === 'full') {
    for (const id of plan.changeTypes) {
      ask(policy.changeTypes.get(id)?.requires ?? [], { kind: 'change-type', changeType: id });
    }
    for (const { when, requires } of policy.conditions) {
      if (holds(when, plan)) ask(requires, { kind: 'answer', field: [...when.keys()].join(',') });
    }
  }
  return asked
    .filter(({ anyOf }) => !asked.some((other) => other.anyOf.length < anyOf.length && implies(other.anyOf, anyOf)))
    .map(({ anyOf, because }) => ({ anyOf, because, phase: phaseOf(anyOf, policy) }));
}

/** Requirements that no set of distinct people could fill, were everyone to approve. */
export function unfillable(
  requirements: readonly Requirement[],
  holders: ReadonlyMap<RoleId, readonly PersonId[]>,
  excluded: ReadonlySet<PersonId>,
): { readonly empty: readonly Requirement[]; readonly short: readonly Requirement[] } {
  const eligible = ({ anyOf }: Requirement) =>
    anyOf.flatMap((role) => holders.get(role) ?? []).filter((person) => !excluded.has(person));
  const empty = requirements.filter((requirement) => eligible(requirement).length === 0);
  if (empty.length > 0) return { empty, short: [] };

  const people = [...new Set(requirements.flatMap(eligible))];
  const seats = match(
    requirements.length,
    people.map((person) => requirements.flatMap((requirement, seat) => (eligible(requirement).includes(person) ? [seat] : []))),
  );
  return { empty, short: requirements.filter((_, seat) => seats[seat] === undefined) };
}

/** Whether every answer that a condition names is one of the values that it gives. */
export const holds = (when: Condition['when'], plan: Partial<Plan>): boolean =>
  [...when].every(([field, values]) => valuesOf(plan, field).some((value) => values.includes(value)));

const implies = (a: RoleChoice, b: RoleChoice): boolean => a.every((role) => b.includes(role));
const sameRoles = (a: RoleChoice, b: RoleChoice): boolean => a.length === b.length && implies(a, b);

function valuesOf(plan: Partial<Plan>, field: string): readonly string[] {
  const value = (plan as Readonly<Record<string, unknown>>)[field];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** Where a role has a checklist to go through, or else the first phase that names it. */
function phaseOf(anyOf: RoleChoice, { phases }: Policy): string {
  const checked = phases.find(({ checklists }) => anyOf.some((role) => checklists.has(role)));
  const named = phases.find(({ roles }) => anyOf.some((role) => roles.includes(role)));
  return (checked ?? named ?? phases[0])?.id ?? '';
}
