import type { FindingSeverity } from '../../../domain/findings.ts';
import type { RiskReason } from '../../../domain/risk.ts';
import { pullCaution } from './pull.ts';
import type { Warning } from '../../../domain/warnings.ts';

/** What makes a deployment risky, as parts of one sentence. */
export const riskReasons: Readonly<Record<RiskReason, string>> = {
  'previous-failed': 'the previous deployment of this service was rolled back',
  'tests-failing': 'tests fail',
  'findings-open': 'something that was found is not resolved',
  'rollback-untested': 'the way back is untested',
  'data-rollback': 'going back means rolling back data',
  'schema-change': 'the database changes',
  weekend: 'it runs on a day off',
  'first-deployment': 'this service is deployed there for the first time',
  'low-confidence': 'the team is less than 90 % sure',
  'infrastructure-change': 'the infrastructure changes',
  'touches-security': 'it touches security',
  'customers-notice': 'customers will notice',
  'more-traffic': 'more traffic is expected',
  'rollback-slow': 'going back takes more than half an hour',
  'out-of-hours': 'it runs outside working hours',
};

export const risk = {
  /** Beside the stated level, where the answers add up to another one. */
  computed: (stated: string, computed: string) => `${stated} (computed: ${computed.toLowerCase()})`,
  understated: 'Riskier than stated: ',
  because: (reasons: string) => `${reasons}.`,
};

export const cautions = {
  heading: 'What approvers are warned of',
  more: (n: number) => (n === 1 ? 'One more warning is under Everything.' : `${n} more warnings are under Everything.`),
};

/** `fields` are the labels of the fields in question, or the names, joined. */
export function caution(warning: Warning, fields: string): string {
  switch (warning.code) {
    case 'staging-short':
      return `It was ${Math.max(0, Math.round(warning.hours))} h in staging; ${warning.minimum} h are usual.`;
    case 'load-untested':
      return `${warning.increase} % more traffic is expected, and no load test was run.`;
    case 'tests-failing':
      return `Not everything passes: ${fields}.`;
    case 'findings-open':
      return 'Something that was found is not resolved.';
    case 'rollback-untested':
      return 'The way back has not been tested.';
    case 'data-rollback':
      return 'Going back means rolling back data.';
    case 'security-unreviewed':
      return 'The security review is not completed.';
    case 'review-incomplete':
      return `Not completed: ${fields}.`;
    case 'capacity-short':
      return 'The infrastructure needs more capacity first.';
    case 'not-benchmarked':
      return 'This performance improvement was not benchmarked.';
    case 'customers-untold':
      return 'Customers will notice, and are not told.';
    case 'users-untold':
      return 'Users will notice, and the status page is not updated.';
    case 'risks-unmitigated':
      return `${warning.risks} risks, and ${warning.mitigations === 0 ? 'nothing is' : `only ${warning.mitigations} answers are`} given to them.`;
    case 'criteria-loose':
      return `Later than policy would act: ${fields}.`;
    default:
      return pullCaution(warning, fields);
  }
}

/** So many of one severity, as in `2 low`. */
export const found = (count: number, severity: FindingSeverity): string => `${count} ${severity}`;
