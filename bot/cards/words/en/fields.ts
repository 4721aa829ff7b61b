import type { FieldId } from '../../../domain/fields.ts';

export interface FieldWords {
  readonly label: string;
  /** Shown in the empty input; empty when the label says it all. */
  readonly hint: string;
  /** What to do when it was left empty. */
  readonly ask: string;
}

const line = (label: string, hint: string, ask: string): FieldWords => ({ label, hint, ask });

export const fields: Readonly<Record<FieldId, FieldWords>> = {
  service: line('Service', 'Choose a service', 'Choose the service that is deployed.'),
  environment: line('Environment', 'Choose an environment', 'Choose where it goes.'),
  template: line('Standard change', 'Fills in the rest where it is empty', 'Choose a standard change.'),
  version: line('Version', '2.4.1', 'Give the version, as in 2.4.1.'),
  title: line('Feature or release', 'Ledger checkout', 'Give it a name people will recognise.'),
  changeTypes: line('Kind of change', 'Choose one or more', 'Choose at least one kind; it decides who is asked.'),
  summary: line(
    'Summary',
    'What is deployed and why, in one or two sentences',
    'Say in a sentence or two what is deployed and why.',
  ),
  link: line('Pull request or issue', 'https://', 'Give the address of the pull request or issue.'),
  commit: line('Commit', '9fceb02', 'Give the commit that is deployed.'),

  changes: line('What changes?', '', 'Tick at least one.'),
  keyChanges: line(
    'Key changes, one per line',
    'Checkout writes to the new ledger',
    'List the changes that people will notice, one per line.',
  ),
  migration: line('Migration', 'What it does, and how long it runs', 'Say what the migration does and how long it runs.'),
  migrationRollback: line(
    'How the migration is undone',
    'Drop the two columns; no data is lost',
    'Say how the migration is undone, or why it need not be.',
  ),
  frontendDetails: line('Frontend: what and how far', 'New checkout page behind a flag', 'Say what changes in the frontend.'),
  backendDetails: line('Backend: what and how far', 'Ledger client, order service', 'Say what changes in the backend.'),
  infrastructureDetails: line(
    'Infrastructure: what and with what effect',
    'Second queue; no downtime',
    'Say what changes in the infrastructure.',
  ),

  capacity: line('Infrastructure capacity', 'Choose', 'Choose whether the infrastructure can take it.'),
  trafficDetails: line('More about the traffic', 'Twice a day, for an hour', 'Say when and where the traffic grows.'),
  loadTests: line('Load tests', '', 'Say how the load tests went.'),
  loadResults: line('Results', '900 requests/s at 140 ms', 'Give the results of the load tests.'),
  baseline: line('Performance now', 'p99 180 ms, 0.2 % errors', 'Give the figures of the version that runs now.'),
  expected: line('Expected after', 'p99 150 ms, 0.2 % errors', 'Give the figures that you expect.'),
  benchmarked: line('Benchmarking completed', '', 'Say whether it was benchmarked.'),
  customerImpact: line('Customer impact', '', 'Choose how much customers will notice.'),
  visibility: line('Visible to', '', 'Choose who can see the change.'),
  revenueImpact: line('Revenue impact', '', 'Choose the effect on revenue.'),
  touchesSecurity: line('Touches security', '', 'Say whether it touches security.'),
  trafficIncrease: line('Traffic increase, %', '0', 'Give the traffic you expect on top of now, as a percentage.'),

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
  unitStatus: line('Unit test status', 'Choose', 'Say whether all unit tests pass.'),
  integrationTests: line('Integration tests', '86', 'Give the number of integration tests that pass.'),
  integrationStatus: line('Integration test status', 'Choose', 'Say whether all integration tests pass.'),
  e2eTests: line('End-to-end tests', '24', 'Give the number of end-to-end tests that pass.'),
  e2eStatus: line('End-to-end test status', 'Choose', 'Say whether all end-to-end tests pass.'),
  performanceTests: line('Performance tests', '', 'Say how the performance tests went.'),
  performanceDetails: line('Details', 'p99 150 ms', 'Say what the performance tests showed.'),
  securityTests: line('Security tests', '', 'Say how the security tests went.'),
  securityTestDetails: line('Details', 'Scan of all dependencies', 'Say what the security tests showed.'),
  accessibilityTests: line('Accessibility tests', '', 'Say how the accessibility tests went.'),
  accessibilityDetails: line('Details', 'Keyboard and screen reader', 'Say what the accessibility tests showed.'),

  evidence: line(
    'Evidence, one link a line',
    'Load test https://… or send files in this chat',
    'Give the links of what shows it.',
  ),

  stagedOn: line('In staging since', '', 'Give the day on which this version went to staging.'),
  stagedTime: line('At', '', 'Give the time at which it went to staging.'),
  stagingTestedOn: line('Testing there completed', '', 'Give the day on which testing in staging was completed.'),
  stagingTestedTime: line('At', '', 'Give the time at which testing was completed.'),
  stagingSucceeded: line('Staging went well', 'Choose', 'Say whether it ran well in staging.'),
  stagingIssues: line('Issues found in staging', 'None, or 2 low, 1 high', 'Say what was found in staging.'),
  stagingResolved: line('Issues resolved', 'Choose', 'Say whether these issues are resolved.'),

  securityReviewed: line('Security review completed', 'Choose', 'Say whether security has reviewed it.'),
  penTestedOn: line('Penetration test', '', 'Give the day of the penetration test.'),
  vulnerabilities: line('Vulnerabilities found', 'None, or 2 low, 1 high', 'Say what was found.'),
  vulnerabilitiesResolved: line('Vulnerabilities resolved', 'Choose', 'Say whether these vulnerabilities are resolved.'),
  prReviewed: line('PR review completed', 'Choose', 'Say whether the pull request is reviewed.'),
  architectureReviewed: line('Architecture review', 'Choose', 'Say whether the architecture was reviewed.'),
  reviewers: line('Code approved by', 'Choose at least two people', 'Choose who approved the code.'),
  authors: line('Code written by', 'They cannot approve this request', 'Choose who wrote the code.'),

  rollbackSteps: line(
    'Steps back, one per line',
    'Swap the slots back',
    'List the steps that undo the deployment, one per line.',
  ),
  rollbackMinutes: line('Time to roll back', '10 min', 'Give the time a rollback takes.'),
  rollbackTested: line('Rollback tested', 'Choose', 'Say whether the rollback was tested.'),
  dataRollback: line('Data is rolled back', 'Choose', 'Say whether data has to be rolled back.'),
  rollbackErrorRate: line('Roll back above, % errors', '5', 'Give the error rate above which you roll back.'),
  rollbackResponseMs: line('Investigate above, ms', '1000', 'Give the response time above which somebody looks.'),
  rollbackFailedCalls: line('Or failed calls a minute', '1000', 'Give the failed calls a minute above which somebody looks.'),
  databaseFailures: line('Database not reachable', '', 'Choose what happens when the database cannot be reached.'),

  date: line('Day', '', 'Choose the day.'),
  time: line('Start', '', 'Choose the time at which it starts.'),
  duration: line('Time it takes', '30 min', 'Give the time it takes.'),
  userImpact: line('Impact on users', '', 'Choose what users will notice meanwhile.'),
  maintenance: line('Maintenance window', '', 'Say whether it needs a maintenance window.'),
  steps: line('Steps, one per line', 'Back up orders', 'List the steps of the deployment, one per line.'),

  notifyCustomers: line('Customers are told', 'Choose', 'Say whether customers are told.'),
  updateStatusPage: line('Status page is updated', 'Choose', 'Say whether the status page is updated.'),
  notifyStakeholders: line('Internal stakeholders are told', 'Choose', 'Say whether internal stakeholders are told.'),
  onCallEngineer: line('On-call engineer', 'Choose a person', 'Choose who is on call.'),
  onCallContact: line('Reached at', '+34 600 000 000', 'Say how the on-call engineer is reached.'),
  backupEngineer: line('Backup engineer', 'Choose another person', 'Choose who steps in for the on-call engineer.'),
  backupContact: line('Reached at', '+34 600 000 001', 'Say how the backup engineer is reached.'),
  managerOnCall: line('Manager on call', 'Choose a person', 'Choose the manager who can be reached.'),
  managerContact: line('Reached at', '+34 600 000 002', 'Say how the manager on call is reached.'),
};

/** Why a field is asked that is not always asked. */
export const whyAsked: Readonly<Partial<Record<FieldId, string>>> = {
  migration: 'The database changes.',
  migrationRollback: 'The database changes.',
  capacity: 'There is more traffic, or other infrastructure.',
  stagingResolved: 'Issues were found.',
  vulnerabilitiesResolved: 'Vulnerabilities were found.',
  notifyCustomers: 'Customers will notice.',
  updateStatusPage: 'Users will notice, or it needs a maintenance window.',
};

/** A label where the answer stands beside it: `Unit coverage` for `Unit coverage, %`. */
export const shortLabel = (field: FieldId): string => fields[field].label.replace(/[,?:].*$/, '');
