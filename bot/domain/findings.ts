import type { Plan } from './plan.ts';

export const FINDING_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** So many of one severity (seeds/002, "Issues found: [Number and severity]"). */
export interface Finding {
  readonly count: number;
  readonly severity: FindingSeverity;
}

const NOTHING = /^(?:|0|-|no|none|nothing|n\/a)$/;
const MOST_TYPED = 100;
const FINDING = /(\d{1,4})\s*(critical|high|medium|low)/g;

/** Reads `2 low, 1 high` or `none`, gravest first; undefined for anything else. */
export function parseFindings(text: string): readonly Finding[] | undefined {
  const typed = text.trim().toLowerCase();
  if (typed.length > MOST_TYPED) return undefined;
  if (NOTHING.test(typed)) return [];
  if (!/^(?:\d{1,4}\s*(?:critical|high|medium|low)(?:\s*(?:,|;|and|\+)?\s*|$))+$/.test(typed)) return undefined;
  const found = [...typed.matchAll(FINDING)].map(([, count, severity]) => ({ count: Number(count), severity }));
  return FINDING_SEVERITIES.flatMap((severity) => {
    const count = found.filter((one) => one.severity === severity).reduce((sum, one) => sum + one.count, 0);
    return count === 0 ? [] : [{ count, severity }];
  });
}

/** `2 low`, `1 high, 2 low`; empty when there are none. */
export const writeFindings = (findings: readonly Finding[]): string =>
  findings.map(({ count, severity }) => `${count} ${severity}`).join(', ');

/** Whether something that was found in staging, or by the security review, is still open. */
export const hasUnresolved = (
  plan: Pick<Plan, 'stagingIssues' | 'stagingResolved' | 'vulnerabilities' | 'vulnerabilitiesResolved'>,
): boolean =>
  (plan.stagingIssues !== '' && !plan.stagingResolved) || (plan.vulnerabilities !== '' && !plan.vulnerabilitiesResolved);
