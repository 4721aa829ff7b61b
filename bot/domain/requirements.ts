import type { PersonId, RoleId } from './ids.ts';
import { match } from './matching.ts';
import type { Plan } from './plan.ts';
import type { Condition, PersonFills, Policy, RoleChoice } from './policy.ts';

/** One person of one of these roles must approve. Copied from policy into the request when it is submitted. */
export interface Requirement {
  readonly anyOf: RoleChoice;
  /** Id of the policy's phase in which it is reviewed. */
  readonly phase: string;
  readonly because: Because;
  /** What a holder of a role goes through before approving; a role that policy gives no checklist is not in it. */
  readonly checklists: readonly Checklist[];
}

export interface Checklist {
  readonly role: RoleId;
  readonly lines: readonly string[];
}

export type Because =
  | { readonly kind: 'change-type'; readonly changeType: string }
  | { readonly kind: 'answer'; readonly field: string }
  | { readonly kind: 'environment'; readonly environment: string };

/**
 * Who must approve this plan: the matrix rows of all its change types together (AND, never a union of approvers),
 * then the conditional roles (seeds/002, "Approval Authority Levels" and "Required Approvals"), in the order of
 * their phases. Of the same choice in several rows, the row that asks for most counts. A choice that another one
 * already implies is not asked as well: CTO ∧ (CTO ∨ Director) is CTO.
 */
export function requirementsOf(
  plan: Pick<Plan, 'environment' | 'changeTypes'> & Partial<Plan>,
  policy: Policy,
): readonly Requirement[] {
  const asked: { readonly anyOf: RoleChoice; readonly because: Because }[] = [];
  const ask = (choices: readonly RoleChoice[], because: Because) => {
    const before = [...asked];
    choices.forEach((anyOf, n) => {
      const nth = choices.slice(0, n + 1).filter((own) => sameRoles(own, anyOf)).length;
      if (before.filter((known) => sameRoles(known.anyOf, anyOf)).length < nth) asked.push({ anyOf, because });
    });
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
  const order = policy.phases.map(({ id }) => id);
  return withoutImplied(asked)
    .map(({ anyOf, because }) => {
      const phase = phaseOf(anyOf, policy);
      return { anyOf, because, phase, checklists: checklistsOf(anyOf, policy) };
    })
    .toSorted((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase));
}

/** Each stricter choice makes one of a wider one unnecessary. */
function withoutImplied<Choice extends { readonly anyOf: RoleChoice }>(asked: readonly Choice[]): readonly Choice[] {
  const kept = new Set<Choice>();
  for (const one of asked.toSorted((a, b) => a.anyOf.length - b.anyOf.length)) {
    const same = asked.filter(({ anyOf }) => sameRoles(anyOf, one.anyOf));
    const implied = [...kept].filter(({ anyOf }) => implies(anyOf, one.anyOf)).length;
    if (same.indexOf(one) >= implied) kept.add(one);
  }
  return asked.filter((one) => kept.has(one));
}

/** Who could approve: the holders of each role, without those who may not, and how many roles one of them may fill. */
export interface Approvers {
  readonly holders: ReadonlyMap<RoleId, readonly PersonId[]>;
  readonly excluded: ReadonlySet<PersonId>;
  readonly personFills: PersonFills;
}

/** Requirements that stay open even if everyone approves: nobody may fill them, or those who may are too few. */
export function unfillable(
  requirements: readonly Requirement[],
  { holders, excluded, personFills }: Approvers,
): { readonly empty: readonly Requirement[]; readonly short: readonly Requirement[] } {
  const eligible = (role: RoleId) => (holders.get(role) ?? []).filter((person) => !excluded.has(person));
  const empty = requirements.filter(({ anyOf }) => anyOf.every((role) => eligible(role).length === 0));
  if (empty.length > 0) return { empty, short: [] };

  const roles = [...new Set(requirements.flatMap(({ anyOf }) => anyOf))];
  const held = roles.flatMap((role) => eligible(role).map((person) => ({ person, role })));
  const voices =
    personFills === 'several-roles'
      ? held.map(({ role }) => [role])
      : [...Map.groupBy(held, ({ person }) => person).values()].map((own) => own.map(({ role }) => role));
  const seats = match(
    requirements.length,
    voices.map((own) => requirements.flatMap(({ anyOf }, seat) => (own.some((role) => anyOf.includes(role)) ? [seat] : []))),
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
export function phaseOf(anyOf: RoleChoice, { phases }: Policy): string {
  const checked = phases.find(({ checklists }) => anyOf.some((role) => checklists.has(role)));
  const named = phases.find(({ roles }) => anyOf.some((role) => roles.includes(role)));
  return (checked ?? named ?? phases[0])?.id ?? '';
}

/** The first that policy has for each role: that of the phase in which they review, where it has one there. */
function checklistsOf(anyOf: RoleChoice, { phases }: Policy): readonly Checklist[] {
  return anyOf.flatMap((role) => {
    const lines = phases.map(({ checklists }) => checklists.get(role)).find((own) => own !== undefined);
    return lines === undefined ? [] : [{ role, lines }];
  });
}
