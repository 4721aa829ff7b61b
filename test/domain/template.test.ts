import assert from 'node:assert/strict';
import type { FieldShape } from '../../bot/domain/field-shape.ts';
import { field, FIELDS, type FieldId } from '../../bot/domain/fields.ts';

/**
 * The deployment request template of the process, line by line, with where each lives: a field of the form, or what the
 * program knows without asking.
 */
const TEMPLATE: readonly (readonly [line: string, ...lives: readonly (FieldId | Known)[]])[] = [
  ['Feature/Release', 'title', 'service', 'environment'],
  ['Version', 'version', 'commit'],
  ['(which standard change it starts from)', 'template'],
  ['Requestor', 'who types'],
  ['PR/Issue', 'link'],
  ['Date Requested', 'when it is submitted'],
  ['Executive summary', 'summary'],
  ['Revenue impact', 'revenueImpact'],
  ['Customer impact', 'customerImpact'],
  ['Visibility', 'visibility'],
  ['Frontend Changes', 'changes', 'frontendDetails', 'keyChanges'],
  ['Backend Changes', 'changes', 'backendDetails', 'keyChanges'],
  ['Database Changes: details, migrations, rollback', 'changes', 'migration', 'migrationRollback'],
  ['Infrastructure Changes', 'changes', 'infrastructureDetails'],
  ['Expected traffic increase', 'trafficIncrease', 'trafficDetails'],
  ['Infrastructure capacity', 'capacity'],
  ['Load testing completed', 'loadTests'],
  ['Risk Level', 'riskLevel'],
  ['Confidence Level', 'confidence'],
  ['Identified Risks', 'risks'],
  ['Risk Mitigation Strategies', 'mitigations'],
  ['Unit test coverage', 'unitCoverage'],
  ['Unit tests passing', 'unitTests', 'unitStatus'],
  ['Integration tests passing', 'integrationTests', 'integrationStatus'],
  ['E2E tests passing', 'e2eTests', 'e2eStatus'],
  ['Performance tests', 'performanceTests', 'performanceDetails'],
  ['Security tests', 'securityTests', 'securityTestDetails'],
  ['Load tests', 'loadTests', 'loadResults'],
  ['Accessibility tests', 'accessibilityTests', 'accessibilityDetails'],
  ['(reports that show it)', 'evidence'],
  ['Deployed to staging', 'stagedOn', 'stagedTime'],
  ['Staging testing completed', 'stagingTestedOn', 'stagingTestedTime', 'stagingSucceeded'],
  ['Duration in staging', 'the two before it'],
  ['Issues found', 'stagingIssues'],
  ['Issues resolved', 'stagingResolved'],
  ['Baseline (current prod)', 'baseline'],
  ['Expected after deploy', 'expected'],
  ['Benchmarking completed', 'benchmarked'],
  ['Security review completed', 'securityReviewed', 'touchesSecurity'],
  ['Vulnerabilities found', 'vulnerabilities'],
  ['Vulnerabilities resolved', 'vulnerabilitiesResolved'],
  ['Penetration testing', 'penTestedOn'],
  ['PR review completed', 'prReviewed'],
  ['Approved by', 'reviewers', 'authors'],
  ['Architecture review completed', 'architectureReviewed'],
  ['Rollback Procedure', 'rollbackSteps'],
  ['Estimated Rollback Time', 'rollbackMinutes'],
  ['Data Rollback Required', 'dataRollback'],
  ['Rollback Testing Completed', 'rollbackTested'],
  ['Error rate: Automatic rollback', 'rollbackErrorRate'],
  ['Response time: Investigate within 5 minutes', 'rollbackResponseMs'],
  ['Failed API calls: Investigate within 5 minutes', 'rollbackFailedCalls'],
  ['Database connection failures', 'databaseFailures'],
  ['Proposed Date/Time', 'date', 'time'],
  ['Duration', 'duration'],
  ['Maintenance window required', 'maintenance'],
  ['Expected user impact', 'userImpact'],
  ['Deployment Sequence', 'steps'],
  ['Required Approvals', 'the requirements of the policy', 'changeTypes'],
  ['Approval Status', 'the votes'],
  ['#production-deployments channel', 'the thread of the request'],
  ['Customer notification', 'notifyCustomers'],
  ['Status page update', 'updateStatusPage'],
  ['Internal stakeholders notification', 'notifyStakeholders'],
  ['On-Call Engineer', 'onCallEngineer', 'onCallContact'],
  ['Backup Engineer', 'backupEngineer', 'backupContact'],
  ['Manager on-call', 'managerOnCall', 'managerContact'],
];

const KNOWN = [
  'who types',
  'when it is submitted',
  'the two before it',
  'the requirements of the policy',
  'the votes',
  'the thread of the request',
] as const;
type Known = (typeof KNOWN)[number];

const isKnown = (lives: FieldId | Known): lives is Known => KNOWN.some((known) => known === lives);

describe('the deployment request template', () => {
  for (const [line, ...lives] of TEMPLATE) {
    it(`has "${line}" in ${lives.join(', ')}`, () => {
      for (const one of lives) assert.ok(isKnown(one) || field(one).id === one);
    });
  }

  it('has a line for every field of the form', () => {
    const listed = new Set<string>(TEMPLATE.flatMap(([, ...lives]) => lives));
    assert.deepEqual(
      FIELDS.map(({ id }) => id).filter((id) => !listed.has(id)),
      [],
    );
  });

  it('starts no attestation as yes', () => {
    const shapes: readonly FieldShape[] = FIELDS;
    const begun = shapes.filter(({ kind, start = 'no' }) => kind === 'yes-no' && start !== 'no');
    assert.deepEqual(begun, []);
  });
});
