import type { Conflict } from './conflict.ts';
import type { Decision, DecisionFacts } from './decide.ts';
import { isNamed } from './execution.ts';
import type { PersonId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { NoGo } from './refusal.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import type { Instant } from './time.ts';

/** What has to be there on the day, besides approvals (seeds/002, phase 6). */
export interface Readiness {
  /** The roll call: who has said "I am here". */
  readonly present: readonly Presence[];
  /** Lines of the pre-deployment checklist that somebody vouches for. */
  readonly ticked: readonly Tick[];
  /** Why it could not go ahead when that was last looked at. */
  readonly noGo: FoundInTheWay | undefined;
  /** What was planned for the same time when it was announced; absent before. */
  readonly conflicts?: readonly Conflict[];
  /** When the thread was asked who is there; absent until then. */
  readonly calledAt?: Instant;
}

export interface FoundInTheWay {
  readonly reasons: readonly NoGo[];
  /** Starts that were free then, where another window would help. */
  readonly slots?: readonly Instant[];
  readonly at: Instant;
  /** The request was edited since: it is about a plan that is no more. */
  readonly isOver?: true;
}

export interface Presence {
  readonly by: PersonId;
  readonly at: Instant;
}

export interface Tick extends Presence {
  readonly line: string;
}

export const NOBODY_READY: Readiness = { present: [], ticked: [], noGo: undefined };

/** What an edit leaves of it: everybody answers anew, and what was in the way of the old plan stays to be read. */
export const readyAgain = ({ noGo }: Readiness): Readiness => ({ ...NOBODY_READY, noGo: noGo && { ...noGo, isOver: true } });

export type ReadinessEvent =
  | ({ readonly kind: 'no-go' } & FoundInTheWay)
  | { readonly kind: 'roll-called'; readonly at: Instant }
  | ({ readonly kind: 'attended' } & Presence)
  | { readonly kind: 'checklist-ticked'; readonly lines: readonly string[]; readonly by: PersonId; readonly at: Instant };

export type ReadinessCommand =
  | { readonly kind: 'attend'; readonly by: PersonId }
  /** `lines` are places in policy's checklist, counting from 0. */
  | { readonly kind: 'tick'; readonly by: PersonId; readonly lines: readonly number[] };

export function evolveReadiness(before: Readiness, event: ReadinessEvent): Readiness {
  if (event.kind === 'no-go') {
    const { kind: _kind, ...noGo } = event;
    return { ...before, noGo };
  }
  if (event.kind === 'roll-called') return { ...before, calledAt: event.at };
  const { by, at } = event;
  if (event.kind === 'attended') return { ...before, present: [...before.present, { by, at }] };
  return { ...before, ticked: [...before.ticked, ...event.lines.map((line) => ({ line, by, at }))] };
}

/** What is still missing before Start; all zero and empty when nothing is. */
export interface Unready {
  /** More people who have to be there. */
  readonly people: number;
  /** Those of the on-call people who have not said that they are there. */
  readonly named: readonly PersonId[];
  readonly lines: readonly string[];
}

/** Only where the whole process applies: elsewhere nobody has to be called. */
export function unready(request: DeployRequest, policy: Policy): Unready {
  const { present, ticked } = request.readiness;
  const { rollCall, checklist } = asksOf(request, policy);
  const here = new Set(present.map(({ by }) => by));
  const done = new Set(ticked.map(({ line }) => line));
  return {
    people: Math.max(0, rollCall.people - here.size),
    named: [...new Set(rollCall.named.map((field) => request.plan[field]))].filter((person) => !here.has(person)),
    lines: checklist.filter((line) => !done.has(line)),
  };
}

export const isReady = ({ people, named, lines }: Unready): boolean => people + named.length + lines.length === 0;

/** What policy asks of this deployment before it starts. */
export function asksOf(
  { plan }: Pick<DeployRequest, 'plan'>,
  policy: Policy,
): Pick<Policy['execution'], 'rollCall' | 'checklist'> {
  const rules = policy.environments.get(plan.environment)?.rules;
  return rules === 'light' || rules === 'none' ? { rollCall: { people: 0, named: [] }, checklist: [] } : policy.execution;
}

/** Refuses with `not-approved` or `not-of-the-team`; who has answered already is not asked again. */
export function decideReadiness(
  request: DeployRequest,
  command: ReadinessCommand,
  facts: DecisionFacts,
  now: Instant,
): Decision {
  const { by } = command;
  if (request.state !== 'approved') return refuse({ code: 'not-approved', state: request.state });
  if (!isOfTheTeam(request, by, facts)) return refuse({ code: 'not-of-the-team' });
  if (command.kind === 'attend') {
    return accept(isHere(request, by) ? [] : [{ kind: 'attended', by, at: now }]);
  }
  const open = unready(request, facts.policy).lines;
  const { checklist } = asksOf(request, facts.policy);
  const lines = [...new Set(command.lines)].flatMap((place) => checklist[place] ?? []).filter((line) => open.includes(line));
  if (command.lines.length === 0 && open.length > 0) return refuse({ code: 'nothing-ticked' });
  return accept(lines.length === 0 ? [] : [{ kind: 'checklist-ticked', lines, by, at: now }]);
}

export const isHere = ({ readiness }: DeployRequest, by: PersonId): boolean =>
  readiness.present.some((present) => present.by === by);

/** Those the request names, and holders of a role that policy knows. */
const isOfTheTeam = (request: DeployRequest, by: PersonId, { rolesHeld }: DecisionFacts): boolean =>
  isNamed(request, by) || request.plan.reviewers.includes(by) || rolesHeld.size > 0;
