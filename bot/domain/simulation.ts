import { barredFrom } from './duties.ts';
import { holdersOf, type Holders } from './explanation.ts';
import type { PersonId } from './ids.ts';
import { field, type Answers, type FieldId } from './fields.ts';
import { phasesOf, type AskedPhase } from './phases.ts';
import { optionsOf, readAnswers, type Plan } from './plan.ts';
import type { Condition, Policy, RoleChoice } from './policy.ts';
import { holds, requirementsOf, unfillable, type Requirement } from './requirements.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Calendar } from './time.ts';

/** As much of a plan as somebody has said; what is unsaid is not guessed. */
export type Supposed = Pick<Plan, 'environment' | 'changeTypes'> & Partial<Plan>;

/** An answer that policy does not know, or that is needed to go on. */
export interface Unknown {
  readonly field: FieldId;
  readonly known: readonly string[];
}

/** What is supposed unless somebody says otherwise: the last environment on the way. */
export function usualAnswers({ environments }: Policy): Answers {
  const [last] = [...environments.values()].toSorted((a, b) => b.order - a.order);
  return last === undefined ? {} : { environment: last.id };
}

/** What answers suppose. Refused with those that cannot be read, or when the matrix applies and no kind of change is given. */
export function suppose(answers: Answers, policy: Policy, calendar: Calendar): Result<Supposed, readonly Unknown[]> {
  const { read, problems } = readAnswers(answers, { policy, calendar, wall: calendar, people: new Set() });
  const { environment, changeTypes = [] } = read;
  const isNeeded = (id: FieldId) =>
    id === 'environment' ||
    (id === 'changeTypes' && environment !== undefined && policy.environments.get(environment)?.rules === 'full');
  const unknown = problems.filter(({ field: id, refusal }) => refusal.code !== 'missing' || isNeeded(id));
  if (unknown.length > 0 || environment === undefined) {
    return refuse(unknown.map(({ field: id }) => ({ field: id, known: knownValues(field(id), policy) })));
  }
  return accept({ ...read, environment, changeTypes });
}

const knownValues = (asked: ReturnType<typeof field>, policy: Policy): readonly string[] =>
  asked.kind === 'yes-no' ? ['yes', 'no'] : optionsOf(asked, policy);

/** Who would have to approve a plan, for `/deploy simulate` and `npm run explain`. */
export interface Simulation {
  /** Those that it would pass, in their order, each with what is asked in its turn. */
  readonly phases: readonly SimulatedPhase[];
  /** Roles that an answer which was not said would add. */
  readonly perhaps: readonly Perhaps[];
  /** Whether distinct people could give all the approvals. */
  readonly possible: boolean;
}

export interface SimulatedPhase extends AskedPhase {
  readonly asked: readonly SimulatedLine[];
}

/** `short`: people hold these roles, but each of them is needed for another one. */
export interface SimulatedLine {
  readonly requirement: Requirement;
  readonly who: readonly PersonId[];
  readonly can: 'fill' | 'nobody' | 'short';
}

export interface Perhaps {
  readonly anyOf: RoleChoice;
  readonly when: Condition['when'];
}

export interface SimulationFacts {
  readonly policy: Policy;
  readonly holders: Holders;
  /** Never approves their own request; undefined when it does not matter who asks. */
  readonly requester: PersonId | undefined;
}

/** The approvals that a request like this would need, and whether the organisation has the people to give them. */
export function simulate(supposed: Supposed, { policy, holders, requester }: SimulationFacts): Simulation {
  const requirements = requirementsOf(supposed, policy);
  const excluded =
    requester === undefined ? new Set<PersonId>() : barredFrom({ requester, plan: { authors: supposed.authors ?? [] } });
  const { short } = unfillable(requirements, { holders, excluded, personFills: policy.personFills });
  const asked = requirements.map((requirement): SimulatedLine => {
    const who = holdersOf(requirement, holders, excluded);
    return { requirement, who, can: who.length === 0 ? 'nobody' : short.includes(requirement) ? 'short' : 'fill' };
  });
  const phases = phasesOf(requirements, policy).map((phase) => ({
    ...phase,
    asked: asked.filter(({ requirement }) => requirement.phase === phase.id),
  }));
  return { phases, perhaps: perhapsOf(supposed, requirements, policy), possible: asked.every(({ can }) => can === 'fill') };
}

/** Conditions that nothing said speaks against, as far as they would ask a role that is not asked anyway. */
function perhapsOf(supposed: Supposed, asked: readonly Requirement[], policy: Policy): readonly Perhaps[] {
  if (policy.environments.get(supposed.environment)?.rules !== 'full') return [];
  return policy.conditions.flatMap(({ when, requires }) => {
    const unsaid = new Map([...when].filter(([field]) => !(field in supposed)));
    const said = new Map([...when].filter(([field]) => field in supposed));
    if (!holds(said, supposed)) return [];
    const isAsked = (choice: RoleChoice) => asked.some(({ anyOf }) => anyOf.every((role) => choice.includes(role)));
    return requires.filter((choice) => !isAsked(choice)).map((anyOf) => ({ anyOf, when: unsaid }));
  });
}
