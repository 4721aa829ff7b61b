import type { Field, FieldId, Section } from '../../../domain/fields.ts';

interface FieldWords {
  readonly label: string;
  /** Shown in the empty input; empty when the label says it all. */
  readonly hint: string;
  /** What to do when it was left empty. */
  readonly ask: string;
}

/** Titles of the choices that are not policy's own. */
type OptionWords = {
  readonly [F in Field as F extends { readonly options: readonly string[] } ? F['id'] : never]: F extends {
    readonly options: readonly (infer Option extends string)[];
  }
    ? Readonly<Record<Option, string>>
    : never;
};

export const sections = {
  what: 'What is deployed',
  impact: 'Impact and changes',
  risk: 'Risk',
  testing: 'Testing and review',
  rollback: 'Way back',
  window: 'Window and steps',
  'on-call': 'On call',
} satisfies Readonly<Record<Section, string>>;

const line = (label: string, hint: string, ask: string): FieldWords => ({ label, hint, ask });

export const fields: Readonly<Record<FieldId, FieldWords>> = {
  service: line('Service', 'Choose a service', 'Choose the service that is deployed.'),
  environment: line('Environment', 'Choose an environment', 'Choose where it goes.'),
  version: line('Version', '2.4.1', 'Give the version, as in 2.4.1.'),
  title: line('Feature or release', 'Ledger checkout', 'Give it a name people will recognise.'),
  changeTypes: line('Kind of change', 'Choose one or more', 'Choose at least one kind; it decides who is asked.'),
  summary: line(
    'Summary',
    'What is deployed and why, in one or two sentences',
    'Say in a sentence or two what is deployed and why.',
  ),
  link: line('Pull request or issue', 'https://', 'Give the address of the pull request or issue.'),

  changes: line('What changes?', '', 'Tick at least one.'),
  keyChanges: line(
    'Key changes, one per line',
    'Checkout writes to the new ledger',
    'List the changes that people will notice, one per line.',
  ),
  migration: line(
    'Migration',
    'What it does, how long it runs and how it is undone',
    'Say what the migration does and how it is undone.',
  ),
  customerImpact: line('Customer impact', '', 'Choose how much customers will notice.'),
  visibility: line('Visible to', '', 'Choose who can see the change.'),
  revenueImpact: line('Revenue impact', '', 'Choose the effect on revenue.'),
  touchesSecurity: line('Touches security', '', 'Say whether it touches security.'),

  riskLevel: line('Risk level', '', 'Choose how risky this is.'),
  confidence: line('Confidence', '', 'Choose how sure the team is.'),
  risks: line('Risks, one per line', 'Backfill locks the table: unlikely', 'List what could go wrong, one risk per line.'),
  mitigations: line(
    'What is done about them, one per line',
    'Batches of 5,000 with pauses',
    'Say for each risk what is done about it.',
  ),

  unitCoverage: line('Unit coverage, %', '91', 'Give the unit test coverage as a percentage.'),
  unitTests: line('Unit tests passing', '412', 'Give the number of unit tests that pass.'),
  integrationTests: line('Integration tests', '86', 'Give the number of integration tests that pass.'),
  e2eTests: line('End-to-end tests', '24', 'Give the number of end-to-end tests that pass.'),
  securityReviewed: line('Security review completed', '', 'Say whether security has reviewed it.'),
  reviewers: line('Code reviewed by', 'Choose at least two people', 'Choose who reviewed the code.'),
  stagedOn: line('In staging since', '', 'Give the day on which this version went to staging.'),
  stagingSucceeded: line('Staging went well', '', 'Say whether it ran well in staging.'),
  stagingIssues: line('Issues found in staging', 'None', 'Say what was found in staging.'),

  rollbackSteps: line(
    'Steps back, one per line',
    'Swap the slots back',
    'List the steps that undo the deployment, one per line.',
  ),
  rollbackMinutes: line('Minutes to roll back', '10', 'Give the minutes a rollback takes.'),
  rollbackTested: line('Rollback tested', '', 'Say whether the rollback was tested.'),
  dataRollback: line('Data is rolled back', '', 'Say whether data has to be rolled back.'),
  rollbackErrorRate: line('Roll back above, % errors', '5', 'Give the error rate above which you roll back.'),
  rollbackResponseMs: line('Investigate above, ms', '1000', 'Give the response time above which somebody looks.'),

  date: line('Day', '', 'Choose the day.'),
  time: line('Start', '', 'Choose the time at which it starts.'),
  duration: line('Minutes it takes', '30', 'Give the minutes it takes.'),
  userImpact: line('Impact on users', '', 'Choose what users will notice meanwhile.'),
  maintenance: line('Maintenance window', '', 'Say whether it needs a maintenance window.'),
  steps: line('Steps, one per line', 'Back up orders', 'List the steps of the deployment, one per line.'),

  onCallEngineer: line('On-call engineer', 'Choose a person', 'Choose who is on call.'),
  backupEngineer: line('Backup engineer', 'Choose another person', 'Choose who steps in for the on-call engineer.'),
  managerOnCall: line('Manager on call', 'Choose a person', 'Choose the manager who can be reached.'),
};

/** A label where the answer stands beside it: `Unit coverage` for `Unit coverage, %`. */
export const shortLabel = (field: FieldId): string => fields[field].label.replace(/[,?].*$/, '');

export const options = {
  changes: { frontend: 'Frontend', backend: 'Backend', database: 'Database', infrastructure: 'Infrastructure' },
  customerImpact: { none: 'None', low: 'Low', medium: 'Medium', high: 'High' },
  visibility: { internal: 'Internal', external: 'External' },
  revenueImpact: { neutral: 'Neutral', positive: 'Positive', negative: 'Negative' },
  riskLevel: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  confidence: { '95-100': '95–100 %', '90-95': '90–95 %', '80-90': '80–90 %', 'below-80': 'Below 80 %' },
  userImpact: { none: 'None', brief: 'Brief', extended: 'Extended' },
} satisfies OptionWords;

export const yesNo = { yes: 'Yes', no: 'No' };

export const form = {
  fresh: 'New request',
  editing: (request: string) => `Editing ${request}`,
  progress: (n: number, of: number) => `${n} of ${of}`,
  saved: 'Draft saved',
  optional: (label: string) => `${label} (optional)`,
  next: (section: string) => `Next: ${section.toLowerCase()}`,
  toCheck: 'Next: check',
  back: 'Back',
  later: 'Leave for later',
  discard: 'Discard',
  asks: (roles: string) => `Asked to approve, with these answers: ${roles}.`,
  asksNobody: 'With these answers nobody has to approve.',
  /** For a list of people in which there is nobody to choose. */
  nobodyToChoose: 'Only people of a team or chat that Signoff is in can be chosen: add it there first.',
  times: (zone: string) => `Times are in ${zone}.`,
  fallback: 'This form needs a newer version of Teams. Open it in Teams on a computer, or on a phone that is up to date.',
  summary: 'Deployment request: what is still to fill in',
};

export const check = {
  title: 'Check and submit',
  ready: 'Ready',
  notReady: (n: number) => `${n} to put right`,
  put: (section: string) => `Go to ${section.toLowerCase()}`,
  hint: 'Tap a section to change it.',
  asked: 'Who will be asked',
  nobody: 'Nobody has to approve this; it is recorded.',
  where: (channels: string) => `Asked in ${channels}.`,
  submit: 'Submit for approval',
  resubmit: 'Submit the new revision',
  fallback: 'Your deployment request is ready to be checked. Open it in a newer version of Teams to submit it.',
  summary: 'Deployment request: check and submit',
};
