import type { Plan } from './plan.ts';

export const FINDING_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** So many of one severity (seeds/002, "Issues found: [Number and severity]"). */
export interface Finding {
  readonly count: number;
  readonly severity: FindingSeverity;
}

const NOTHING = /^(?:|0|-|no|none|nothing|n\/a|ningun[oa]|nada)$/;
const MOST_TYPED = 100;

/** Each severity as people type it, in the languages of the form. */
const TYPED: Readonly<Record<FindingSeverity, string>> = {
  critical: 'critical|cr[ií]tic[oa]s?',
  high: 'high|alt[oa]s?',
  medium: 'medium|medi[oa]s?',
  low: 'low|baj[oa]s?',
};
const ANY = Object.values(TYPED).join('|');
const FINDINGS = new RegExp(`^(?:\\d{1,4}\\s*(?:${ANY})(?:\\s*(?:,|;|and|y|\\+)?\\s*|$))+$`);

/** Reads `2 low, 1 high`, `2 bajas y 1 alta` or `none`, gravest first; undefined for anything else. */
export function parseFindings(text: string): readonly Finding[] | undefined {
  const typed = text.trim().toLowerCase();
  if (typed.length > MOST_TYPED) return undefined;
  if (NOTHING.test(typed)) return [];
  if (!FINDINGS.test(typed)) return undefined;
  return FINDING_SEVERITIES.flatMap((severity) => {
    const found = typed.matchAll(new RegExp(`(\\d{1,4})\\s*(?:${TYPED[severity]})`, 'g'));
    const count = [...found].reduce((sum, [, number]) => sum + Number(number), 0);
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
