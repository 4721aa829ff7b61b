import { conflictsOf, type Conflict, type Planned } from './conflict.ts';
import { freezesOn, type Freeze } from './freeze.ts';
import type { RequestId } from './ids.ts';
import type { Plan } from './plan.ts';
import { hasUnresolved } from './findings.ts';
import { WEEKDAYS, type Policy } from './policy.ts';
import type { Calendar, Instant } from './time.ts';

/** From the least to the greatest; the stated level of a plan is one of them. */
export const RISK_LEVELS = ['low', 'medium', 'high', 'critical'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export type RiskReason =
  | 'schema-change'
  | 'data-rollback'
  | 'rollback-untested'
  | 'rollback-slow'
  | 'infrastructure-change'
  | 'touches-security'
  | 'customers-notice'
  | 'more-traffic'
  | 'low-confidence'
  | 'tests-failing'
  | 'findings-open'
  | 'weekend'
  | 'out-of-hours'
  | 'first-deployment'
  | 'previous-failed';

/** What the answers and the history of the service add up to, beside what the requester states. */
export interface Risk {
  /** What else was planned for the same window; absent for nothing. */
  readonly conflicts?: readonly Conflict[];
  /** Freezes over its window, where policy lets such a request in all the same; absent for none. */
  readonly frozen?: readonly Freeze[];
  readonly level: RiskLevel;
  /** The weightiest first. */
  readonly reasons: readonly RiskReason[];
}

/** How deployments of this service to this environment have gone. */
export interface History {
  readonly isFirst: boolean;
  readonly lastFailed: boolean;
}

export interface RiskFacts {
  readonly policy: Pick<Policy, 'time' | 'thresholds'>;
  readonly calendar: Calendar;
  readonly history: History;
  /** What else is planned around then; the request itself may be among it, under its own id. */
  readonly planned: readonly Planned[];
  readonly editing: RequestId | undefined;
  readonly holds?: { readonly freezes: readonly Freeze[] };
}

/** Minutes from which a rollback counts as slow: as long as the first watch lasts (seeds/002, "First 30 Minutes"). */
const SLOW_MINUTES = 30;

type Judge = (plan: Plan, facts: RiskFacts) => boolean;

const JUDGES: readonly (readonly [reason: RiskReason, points: number, judge: Judge])[] = [
  ['previous-failed', 2, (_, { history }) => history.lastFailed],
  ['tests-failing', 2, (plan) => failingTests(plan).length > 0],
  ['findings-open', 2, (plan) => hasUnresolved(plan)],
  ['rollback-untested', 2, ({ rollbackTested }) => !rollbackTested],
  ['data-rollback', 2, ({ dataRollback }) => dataRollback],
  ['schema-change', 2, ({ changes }) => changes.includes('database')],
  ['weekend', 2, ({ window }, facts) => !isWorkday(window.start, facts)],
  ['first-deployment', 2, (_, { history }) => history.isFirst],
  ['low-confidence', 2, ({ confidence }) => confidence === 'below-80' || confidence === '80-90'],
  ['infrastructure-change', 1, ({ changes }) => changes.includes('infrastructure')],
  ['touches-security', 1, ({ touchesSecurity }) => touchesSecurity],
  ['customers-notice', 1, ({ customerImpact }) => customerImpact === 'medium' || customerImpact === 'high'],
  ['more-traffic', 1, ({ trafficIncrease }, { policy }) => trafficIncrease > policy.thresholds.loadTestAbove],
  ['rollback-slow', 1, ({ rollbackMinutes }) => rollbackMinutes > SLOW_MINUTES],
  ['out-of-hours', 1, ({ window }, facts) => isWorkday(window.start, facts) && !isWorkingHour(window.start, facts)],
];

/** Points from which a level is reached. A schema change alone is medium; one more of the weighty reasons stays so. */
const FROM: readonly (readonly [RiskLevel, number])[] = [
  ['critical', 9],
  ['high', 5],
  ['medium', 2],
  ['low', 0],
];

/** The same answers and the same history always give the same risk. */
export function riskOf(plan: Plan, facts: RiskFacts): Risk {
  const found = JUDGES.filter(([, , judge]) => judge(plan, facts));
  const points = found.reduce((sum, [, each]) => sum + each, 0);
  const level = FROM.find(([, from]) => points >= from)?.[0] ?? 'low';
  const conflicts = conflictsOf({ id: facts.editing, plan }, facts.planned);
  const frozen = freezesOn(facts.holds?.freezes ?? [], plan, plan.window);
  return {
    level,
    reasons: found.map(([reason]) => reason),
    ...(conflicts.length > 0 && { conflicts }),
    ...(frozen.length > 0 && { frozen }),
  };
}

/** Whether the answers say more risk than their writer does. */
export const isUnderstated = (stated: string, { level }: Risk): boolean =>
  RISK_LEVELS.findIndex((known) => known === stated) < RISK_LEVELS.indexOf(level);

/** Kinds of tests that are said to fail, by the field that says so. */
export function failingTests(plan: Plan) {
  const states = ['unitStatus', 'integrationStatus', 'e2eStatus'] as const;
  const results = ['performanceTests', 'securityTests', 'loadTests', 'accessibilityTests'] as const;
  return [...states.filter((id) => plan[id] === 'failing'), ...results.filter((id) => plan[id] === 'fail')];
}

/** A day of the week on which policy works; holidays are the calendar's to refuse. */
function isWorkday(at: Instant, { calendar, policy }: RiskFacts): boolean {
  const day = new Date(`${calendar.localOf(at).date}T12:00:00Z`).getUTCDay();
  const weekday = WEEKDAYS[(day + 6) % 7];
  return weekday !== undefined && policy.time.workdays.includes(weekday);
}

function isWorkingHour(at: Instant, { calendar, policy }: RiskFacts): boolean {
  const [from = '', to = ''] = policy.time.hours.split('-');
  const local = calendar.localOf(at).time;
  return local >= from && local < to;
}
