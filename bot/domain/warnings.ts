import type { FieldId } from './fields.ts';
import { hasUnresolved } from './findings.ts';
import type { Plan } from './plan.ts';
import type { Thresholds } from './policy.ts';
import { pullWarnings, type PullWarning } from './pull-warnings.ts';
import { failingTests } from './risk.ts';
import { hoursInStaging } from './staging.ts';

/** What does not block a request, but is said to its requester and to everybody who approves it. */
export type Warning =
  | PullWarning
  | { readonly code: 'staging-short'; readonly hours: number; readonly minimum: number }
  | { readonly code: 'load-untested'; readonly increase: number }
  | { readonly code: 'tests-failing'; readonly fields: readonly FieldId[] }
  | { readonly code: 'findings-open' }
  | { readonly code: 'rollback-untested' }
  | { readonly code: 'data-rollback' }
  | { readonly code: 'security-unreviewed' }
  | { readonly code: 'review-incomplete'; readonly fields: readonly FieldId[] }
  | { readonly code: 'capacity-short' }
  | { readonly code: 'not-benchmarked' }
  | { readonly code: 'customers-untold' }
  | { readonly code: 'users-untold' }
  | { readonly code: 'risks-unmitigated'; readonly risks: number; readonly mitigations: number }
  | { readonly code: 'criteria-loose'; readonly fields: readonly FieldId[] };

type Check = (plan: Plan, thresholds: Thresholds) => Warning | undefined;

/** The gravest first. What was not asked gives no warning. */
const CHECKS: readonly Check[] = [
  (plan) => fieldsWarning('tests-failing', failingTests(plan)),
  (plan) => (hasUnresolved(plan) ? { code: 'findings-open' } : undefined),
  ({ rollbackTested }) => (rollbackTested ? undefined : { code: 'rollback-untested' }),
  ({ dataRollback }) => (dataRollback ? { code: 'data-rollback' } : undefined),
  (plan, { minimumStagingHours: minimum }) => {
    const hours = hoursInStaging(plan);
    return hours === undefined || hours >= minimum ? undefined : { code: 'staging-short', hours, minimum };
  },
  ({ trafficIncrease: increase, loadTests }, { loadTestAbove }) =>
    increase > loadTestAbove && loadTests === 'not-run' ? { code: 'load-untested', increase } : undefined,
  ({ capacity }) => (capacity === 'needs-expansion' ? { code: 'capacity-short' } : undefined),
  ({ securityReviewed }) => (securityReviewed ? undefined : { code: 'security-unreviewed' }),
  ({ prReviewed, architectureReviewed }) =>
    fieldsWarning('review-incomplete', [
      ...(prReviewed ? [] : ['prReviewed' as const]),
      ...(architectureReviewed ? [] : ['architectureReviewed' as const]),
    ]),
  ({ changeTypes, benchmarked }) =>
    changeTypes.some((type) => type === 'performance-improvement') && !benchmarked ? { code: 'not-benchmarked' } : undefined,
  ({ customerImpact, notifyCustomers }) =>
    customerImpact !== 'none' && !notifyCustomers ? { code: 'customers-untold' } : undefined,
  ({ userImpact, maintenance, updateStatusPage }) =>
    (userImpact !== 'none' || maintenance) && !updateStatusPage ? { code: 'users-untold' } : undefined,
  ({ risks, mitigations }) =>
    mitigations.length < risks.length
      ? { code: 'risks-unmitigated', risks: risks.length, mitigations: mitigations.length }
      : undefined,
  (plan, thresholds) => fieldsWarning('criteria-loose', looseCriteria(plan, thresholds)),
];

export const warningsOf = (plan: Plan, thresholds: Thresholds): readonly Warning[] =>
  [...CHECKS.flatMap((check) => check(plan, thresholds) ?? []), ...pullWarnings(plan)].toSorted(
    (a, b) => Number(GRAVE.includes(b.code)) - Number(GRAVE.includes(a.code)),
  );

/** Said before all else, since a card that is read at one glance shows few. */
const GRAVE: readonly Warning['code'][] = ['tests-failing', 'checks-failing', 'findings-open'];

/** Criteria that would roll back, or look, later than policy does (seeds/002, "Rollback Decision Criteria"). */
function looseCriteria(plan: Plan, thresholds: Thresholds): readonly FieldId[] {
  const { rollbackErrorRate, investigateResponseMs, investigateFailedCallsPerMinute } = thresholds;
  return [
    ...(plan.rollbackErrorRate > rollbackErrorRate ? (['rollbackErrorRate'] as const) : []),
    ...(plan.rollbackResponseMs > investigateResponseMs ? (['rollbackResponseMs'] as const) : []),
    ...(plan.rollbackFailedCalls > investigateFailedCallsPerMinute ? (['rollbackFailedCalls'] as const) : []),
  ];
}

const fieldsWarning = (
  code: 'tests-failing' | 'review-incomplete' | 'criteria-loose',
  fields: readonly FieldId[],
): Warning | undefined => (fields.length === 0 ? undefined : { code, fields });
