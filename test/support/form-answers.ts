import type { FieldId } from '../../bot/domain/fields.ts';
import { adele, isaiah, lynne, nestor } from './cast.ts';

/** A database change for Payments, Thursday 09:00, as a careful requester fills it in. */
export const ANSWERS: Readonly<Record<string, Partial<Record<FieldId, string>>>> = {
  what: {
    service: 'payments',
    environment: 'prod',
    version: '2.4.1',
    title: 'Ledger checkout',
    changeTypes: 'database-schema',
    summary: 'Moves checkout to the new ledger.',
    link: '',
  },
  impact: {
    changes: 'backend,database',
    customerImpact: 'none',
    visibility: 'internal',
    revenueImpact: 'neutral',
    touchesSecurity: 'no',
    trafficIncrease: '0',
  },
  changes: {
    keyChanges: 'Checkout writes to the new ledger\nOrders carry a ledger id\nRefunds read from both',
    backendDetails: 'Order service and ledger client.',
    migration: 'Two nullable columns on orders, filled in batches.',
    migrationRollback: 'Drop both columns.',
  },
  risk: {
    riskLevel: 'medium',
    confidence: '95-100',
    risks: 'The backfill slows orders',
    mitigations: 'Small batches with pauses',
  },
  testing: {
    unitCoverage: '91',
    unitTests: '412',
    unitStatus: 'passing',
    integrationTests: '86',
    integrationStatus: 'passing',
    e2eTests: '24',
    e2eStatus: 'passing',
    performanceTests: 'pass',
    securityTests: 'not-run',
  },
  staging: {
    stagedOn: '2026-11-20',
    stagedTime: '10:00',
    stagingTestedOn: '2026-11-22',
    stagingTestedTime: '17:00',
    stagingSucceeded: 'yes',
    stagingIssues: '',
  },
  review: {
    securityReviewed: 'yes',
    prReviewed: 'yes',
    architectureReviewed: 'yes',
    reviewers: `${isaiah.aadObjectId},${nestor.aadObjectId}`,
  },
  rollback: {
    rollbackSteps: 'Swap the slots back\nStop the backfill',
    rollbackMinutes: '10',
    rollbackTested: 'yes',
    dataRollback: 'no',
    rollbackErrorRate: '5',
    rollbackResponseMs: '1000',
    rollbackFailedCalls: '1000',
    databaseFailures: 'investigate',
  },
  window: {
    date: '2026-11-26',
    time: '09:00',
    duration: '30',
    userImpact: 'none',
    maintenance: 'no',
    steps: 'Back up orders\nRun migration\nSwap slots',
  },
  'on-call': { onCallEngineer: adele.aadObjectId, backupEngineer: isaiah.aadObjectId, managerOnCall: lynne.aadObjectId },
};
