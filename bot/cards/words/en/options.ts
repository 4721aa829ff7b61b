import type { Field } from '../../../domain/fields.ts';

/** Titles of the choices that are not policy's own. */
type OptionWords = {
  readonly [F in Field as F extends { readonly options: readonly string[] } ? F['id'] : never]: F extends {
    readonly options: readonly (infer Option extends string)[];
  }
    ? Readonly<Record<Option, string>>
    : never;
};

const testStates = { passing: 'All pass', failing: 'Some fail' };
const testResults = { 'not-run': 'Not run', pass: 'Passed', fail: 'Failed' };

export const options = {
  changes: { frontend: 'Frontend', backend: 'Backend', database: 'Database', infrastructure: 'Infrastructure' },
  customerImpact: { none: 'None', low: 'Low', medium: 'Medium', high: 'High' },
  visibility: { internal: 'Internal', external: 'External' },
  revenueImpact: { neutral: 'Neutral', positive: 'Positive', negative: 'Negative' },
  capacity: { adequate: 'Adequate', 'needs-expansion': 'Needs expansion' },
  loadTests: testResults,
  riskLevel: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  confidence: { '95-100': '95–100 %', '90-95': '90–95 %', '80-90': '80–90 %', 'below-80': 'Below 80 %' },
  unitStatus: testStates,
  integrationStatus: testStates,
  e2eStatus: testStates,
  performanceTests: testResults,
  securityTests: testResults,
  accessibilityTests: testResults,
  databaseFailures: { investigate: 'Investigate at once', 'roll-back': 'Roll back' },
  userImpact: { none: 'None', brief: 'Brief', extended: 'Extended' },
} satisfies OptionWords;

export const yesNo = { yes: 'Yes', no: 'No' };
