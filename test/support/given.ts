import type { PullRequest } from '../../bot/domain/pull-request.ts';
import type { FieldId } from '../../bot/domain/fields.ts';
import type {
  ChangeTypeId,
  ChannelKey,
  DraftId,
  EnvironmentId,
  PersonId,
  RequestId,
  RoleId,
  ServiceId,
} from '../../bot/domain/ids.ts';
import type { Obligation, ObligationKind } from '../../bot/domain/obligation.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import type { AlertPolicy, ChangeType, Environment, Policy, Role, Service } from '../../bot/domain/policy.ts';
import type { Risk } from '../../bot/domain/risk.ts';
import { termsOf } from '../../bot/domain/terms.ts';
import type { DeployRequest, Vote } from '../../bot/domain/request.ts';
import { NOBODY_READY } from '../../bot/domain/readiness.ts';
import type { Rollout } from '../../bot/domain/rollout.ts';
import { plusMinutes, type Instant } from '../../bot/domain/time.ts';
import { createWorkHours } from '../../bot/policy/work-hours.ts';

/** Monday 23 November 2026, 09:00 in Madrid. */
export const MONDAY = '2026-11-23T08:00:00.000Z' as Instant;
/** Thursday of the same week, 09:00 in Madrid: when the sample plan's window opens. */
export const WINDOW_START = '2026-11-26T08:00:00.000Z' as Instant;
export const later = (minutes: number, from: Instant = MONDAY): Instant => plusMinutes(from, minutes);

export const person = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;
export const [alex, megan, adele, isaiah, patti, lynne, diego, nestor, pradeep] = [
  person(1), // asks
  person(2), // cto
  person(3), // devops-lead
  person(4), // tech-lead
  person(5), // dba
  person(6), // product-manager, and devops-lead too
  person(7), // security-officer
  person(8), // writes and reviews code, holds no role
  person(9), // vp-engineering, director
] as const;

export const NAMES: ReadonlyMap<PersonId, string> = new Map([
  [alex, 'Alex Wilber'],
  [megan, 'Megan Bowen'],
  [adele, 'Adele Vance'],
  [isaiah, 'Isaiah Langer'],
  [patti, 'Patti Fernandez'],
  [lynne, 'Lynne Robbins'],
  [diego, 'Diego Siciliani'],
  [nestor, 'Nestor Wilke'],
  [pradeep, 'Pradeep Gupta'],
]);

export const role = (id: string) => id as RoleId;
export const channel = (key: string) => key as ChannelKey;
export const changeType = (id: string) => id as ChangeTypeId;
export const PAYMENTS = 'payments' as ServiceId;
export const [UAT, PROD] = ['uat' as EnvironmentId, 'prod' as EnvironmentId];
export const DRAFT = '6f1d0c4e-0000-4000-8000-000000000001' as DraftId;

const HELD: readonly (readonly [string, string, readonly PersonId[]])[] = [
  ['cto', 'CTO / Tech Director', [megan]],
  ['vp-engineering', 'VP Engineering', [pradeep]],
  ['director', 'Director', [pradeep]],
  ['product-manager', 'Product Manager', [lynne]],
  ['devops-lead', 'DevOps / Infrastructure Lead', [adele, lynne]],
  ['security-officer', 'Security Officer', [diego]],
  ['dba', 'Database Administrator', [patti]],
  ['tech-lead', 'Tech Lead', [isaiah]],
];

const oneOf = (...ids: readonly string[]): readonly RoleId[] => ids.map(role);

const environments: readonly Environment[] = [
  {
    id: UAT,
    title: 'UAT',
    order: 2,
    rules: 'light',
    requires: [oneOf('tech-lead')],
    proof: 'none',
    windows: [],
    earlyStart: 0,
  },
  {
    id: PROD,
    title: 'Production',
    order: 3,
    rules: 'full',
    requires: [],
    proof: 'attested',
    after: UAT,
    windows: ['mon-thu 09:00-16:00'],
    earlyStart: 0,
  },
];

const changeTypes: readonly ChangeType[] = [
  {
    id: changeType('database-schema'),
    title: 'Database schema',
    requires: [oneOf('dba'), oneOf('tech-lead'), oneOf('cto'), oneOf('devops-lead')],
    expedited: false,
  },
  {
    id: changeType('new-feature-external'),
    title: 'New feature (external)',
    requires: [oneOf('vp-engineering', 'director'), oneOf('product-manager'), oneOf('cto'), oneOf('devops-lead')],
    expedited: false,
  },
  {
    id: changeType('security-patch'),
    title: 'Security patch',
    requires: [oneOf('cto'), oneOf('security-officer'), oneOf('devops-lead')],
    expedited: true,
  },
];

const payments: Service = {
  id: PAYMENTS,
  title: 'Payments API',
  channels: new Map(),
  resources: new Map([[PROD, ['/subscriptions/0b1c/resourcegroups/rg-pay-prod']]]),
  links: {},
};

const byId = <Value extends { readonly id: string }>(values: readonly Value[]) =>
  new Map(values.map((value) => [value.id as Value['id'], value]));

/** As the policy that ships has it. */
export const ALERTS: AlertPolicy = {
  waitSeconds: 30,
  intervalMinutes: 5,
  repeatMinutes: 240,
  stormGroups: 20,
  escalateAfter: new Map([
    ['Sev0', 5],
    ['Sev1', 15],
    ['Sev2', 60],
  ]),
  updateEvery: new Map([
    ['Sev0', 15],
    ['Sev1', 30],
    ['Sev2', 60],
  ]),
  longestSilenceMinutes: 7 * 1_440,
  subscriptions: [],
  keepBodiesDays: 30,
  routes: [],
};

const WORK = createWorkHours({ zone: 'Europe/Madrid', workdays: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: '09:00-18:00' });

/** A policy like the one that ships, with people in it. Say only what the test is about. */
export function policyLike(changes: Partial<Policy> = {}): Policy {
  return {
    version: 'policy-1',
    organisation: 'Contoso',
    time: { zone: 'Europe/Madrid', locale: 'en-GB', workdays: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: '09:00-18:00' },
    work: WORK,
    links: { statusPage: 'https://status.contoso.example', dashboard: 'https://dashboard.contoso.example' },
    roles: byId<Role>(HELD.map(([id, title, members]) => ({ id: role(id), title, members }))),
    channels: new Map([
      [channel('deployments'), 'production-deployments'],
      [channel('approvals'), 'approvals'],
      [channel('incidents'), 'incidents'],
    ]),
    services: byId([payments]),
    environments: byId(environments),
    changeTypes: byId(changeTypes),
    conditions: [{ when: new Map([['changes', ['database']]]), requires: [oneOf('dba')] }],
    templates: new Map(),
    phases: [
      {
        id: 'technical',
        title: 'Technical review',
        slaDays: 2,
        roles: oneOf('cto', 'devops-lead', 'dba', 'tech-lead'),
        checklists: new Map(),
      },
    ],
    thresholds: {
      minimumCoverage: 80,
      minimumReviewers: 2,
      minimumStagingHours: 24,
      loadTestAbove: 20,
      rollbackErrorRate: 5,
      investigateResponseMs: 1000,
      investigateFailedCallsPerMinute: 1000,
      successErrorRate: 0.5,
      successP99Ms: 200,
      watchErrorRate: 1,
      watchResponseMs: 500,
    },
    execution: {
      rollCall: { people: 0, named: [] },
      rollCallBefore: 30,
      checklist: [],
      rollbackConfirmations: 0,
      quietMinutes: 15,
    },
    watch: { horizons: [], minimumRequests: 100, consecutive: 2, investigateWithin: 5, rollback: 'ask', criteria: [] },
    personFills: 'one-role',
    deployers: [role('devops-lead')],
    asking: { alone: true, outOfOffice: 'ignore' },
    onCall: [role('devops-lead')],
    expedited: {
      voices: [oneOf('cto'), oneOf('vp-engineering', 'director')],
      verify: [oneOf('devops-lead')],
      windowMinutes: 240,
      completeMinutes: 120,
      reviewMinutes: 1_440,
      confirmMinutes: 1_440,
      standbyMinutes: 120,
      standbyEvery: 30,
    },
    escalation: ['tech-lead', 'director'].map((id) => ({ role: role(id), afterDays: 1 })),
    freezes: { declare: oneOf('devops-lead'), override: oneOf('cto'), submission: 'block', recurring: [] },
    logins: new Map(),
    locks: { most: 10_080, warnBefore: 15 },
    gates: { teams: new Map(), gates: [], blocks: new Map(), probes: new Map(), probeEvery: 15 },
    alerts: ALERTS,
    ...changes,
  };
}

/** A plan that every rule lets through on `MONDAY`. */
export function planLike(changes: Partial<Plan> = {}): Plan {
  return {
    service: PAYMENTS,
    environment: PROD,
    template: '',
    version: '2.4.1',
    title: 'Ledger checkout',
    changeTypes: [changeType('database-schema')],
    summary: 'Moves checkout to the new ledger. Two new columns on orders, filled in the background.',
    link: 'https://github.com/contoso/payments/pull/812',
    commit: '',
    changes: ['backend', 'database'],
    customerImpact: 'none',
    visibility: 'internal',
    revenueImpact: 'neutral',
    touchesSecurity: false,
    trafficIncrease: 0,
    keyChanges: ['Checkout writes to the new ledger', 'Orders carry a ledger id', 'Refunds read from both'],
    frontendDetails: '',
    backendDetails: 'Order service and ledger client.',
    migration: 'Two nullable columns on orders, filled in batches of 5,000.',
    migrationRollback: 'Drop both columns; nothing reads them yet.',
    infrastructureDetails: '',
    capacity: '',
    trafficDetails: '',
    loadTests: '',
    loadResults: '',
    baseline: '',
    expected: '',
    benchmarked: false,
    riskLevel: 'high',
    confidence: '95-100',
    risks: ['The backfill slows orders: unlikely', 'Old clients read a null: very unlikely'],
    mitigations: ['Batches with pauses, stopped above 300 ms', 'Columns have defaults'],
    unitCoverage: 91,
    unitTests: 412,
    unitStatus: 'passing',
    integrationTests: 86,
    integrationStatus: 'passing',
    e2eTests: 24,
    e2eStatus: 'passing',
    performanceTests: 'pass',
    performanceDetails: 'p99 150 ms',
    securityTests: 'not-run',
    securityTestDetails: '',
    accessibilityTests: '',
    accessibilityDetails: '',
    evidence: '',
    stagedOn: '2026-11-20',
    stagedTime: '10:00',
    stagingTestedOn: '2026-11-22',
    stagingTestedTime: '17:00',
    stagingSucceeded: true,
    stagingIssues: '',
    stagingResolved: false,
    securityReviewed: true,
    penTestedOn: '',
    vulnerabilities: '',
    vulnerabilitiesResolved: false,
    prReviewed: true,
    architectureReviewed: true,
    reviewers: [isaiah, nestor],
    authors: [],
    rollbackSteps: ['Swap the slots back', 'Stop the backfill'],
    rollbackMinutes: 10,
    rollbackTested: true,
    dataRollback: false,
    rollbackErrorRate: 5,
    rollbackResponseMs: 1000,
    rollbackFailedCalls: 1000,
    databaseFailures: 'investigate',
    window: { start: WINDOW_START, end: later(30, WINDOW_START) },
    duration: 30,
    userImpact: 'none',
    maintenance: false,
    steps: ['Back up orders', 'Run migration', 'Swap slots', 'Smoke test', 'Open traffic'],
    notifyCustomers: false,
    updateStatusPage: false,
    notifyStakeholders: true,
    onCallEngineer: adele,
    onCallContact: '+34 600 000 003',
    backupEngineer: lynne,
    backupContact: '',
    managerOnCall: megan,
    managerContact: '',
    ...changes,
  };
}

export const ANSWERS: Readonly<Partial<Record<FieldId, string>>> = {
  service: 'payments',
  environment: 'prod',
  version: '2.4.1',
  title: 'Ledger checkout',
  changeTypes: 'database-schema',
  summary: 'Moves checkout to the new ledger.',
  changes: 'backend,database',
  keyChanges: 'Checkout writes to the new ledger\nOrders carry a ledger id',
  migration: 'Two nullable columns on orders, filled in batches of 5,000.',
  customerImpact: 'none',
  visibility: 'internal',
};

/** What the sample plan adds up to for a service that is new there. */
export const RISK: Risk = { level: 'high', reasons: ['schema-change', 'first-deployment', 'touches-security'] };

export type Pending = Extract<DeployRequest, { state: 'pending' }>;

/** Asks for a database change, so DBA, Tech Lead, CTO and DevOps Lead must approve; nobody has yet. */
export function pendingRequest(changes: Partial<Pending> = {}): Pending {
  const plan = changes.plan ?? planLike();
  return {
    id: 'DEP-1042' as RequestId,
    revision: 1,
    requester: alex,
    plan,
    risk: RISK,
    ...termsOf(plan, policyLike()),
    submittedAt: later(12),
    opened: [{ phase: 'technical', at: later(12) }],
    pauses: [],
    comments: [],
    attached: [],
    edit: undefined,
    votes: [],
    alerts: [],
    emergency: undefined,
    obligations: [],
    chases: [],
    announcedAt: undefined,
    readiness: NOBODY_READY,
    strays: [],
    freezes: [],
    state: 'pending',
    ...changes,
  };
}

export function approval(by: PersonId, as: string, minutes: number, comment = ''): Vote {
  return { by, as: role(as), choice: 'approve', comment, attested: [], at: later(minutes) };
}

/** Tech Lead and DBA have approved; CTO and DevOps Lead are missing. */
export const halfApproved = (changes: Partial<Pending> = {}): Pending =>
  pendingRequest({ votes: [approval(isaiah, 'tech-lead', 302), approval(patti, 'dba', 460)], ...changes });

const ALL_VOTES: readonly Vote[] = [
  approval(isaiah, 'tech-lead', 302),
  approval(patti, 'dba', 460, 'Backup verified, defaults in place.'),
  approval(megan, 'cto', 1_500),
  approval(adele, 'devops-lead', 1_520),
];

type In<State extends DeployRequest['state']> = Extract<DeployRequest, { state: State }>;

export function approvedRequest(changes: Partial<In<'approved'>> = {}): In<'approved'> {
  return { ...pendingRequest(), votes: ALL_VOTES, state: 'approved', approvedAt: later(1_520), ...changes };
}

export function rolloutLike(changes: Partial<Rollout> = {}): Rollout {
  return {
    startedBy: adele,
    startedAt: WINDOW_START,
    finished: [
      { by: adele, at: later(4, WINDOW_START) },
      { by: adele, at: later(10, WINDOW_START) },
    ],
    begun: undefined,
    issues: [],
    asks: [],
    rollback: undefined,
    live: undefined,
    ended: undefined,
    run: undefined,
    watch: undefined,
    ...changes,
  };
}

/** Under way: two of five steps done, twelve minutes after the window opened. */
export function deployingRequest(changes: Partial<In<'deploying'>> = {}): In<'deploying'> {
  return { ...approvedRequest(), announcedAt: later(1_521), state: 'deploying', rollout: rolloutLike(), ...changes };
}

export function deployedRequest(changes: Partial<In<'deployed'>> = {}): In<'deployed'> {
  const finished = [4, 10, 15, 22, 26].map((minutes) => ({ by: adele, at: later(minutes, WINDOW_START) }));
  const ended = { by: adele, at: later(27, WINDOW_START) };
  const rollout = rolloutLike({ finished, live: ended, ended });
  return { ...deployingRequest(), state: 'deployed', rollout, ...changes };
}

const WENT_BACK = rolloutLike({
  issues: [
    {
      text: 'Checkout answers 500 for one request in twenty.',
      severity: 'high',
      action: 'investigating',
      every: 15,
      by: adele,
      at: later(13, WINDOW_START),
      updates: [],
      resolved: undefined,
    },
  ],
  rollback: { by: adele, confirmedBy: lynne, at: later(16, WINDOW_START), reason: 'Error rate at 5.8 % since the slot swap.' },
});

export function rollingBackRequest(changes: Partial<In<'rolling-back'>> = {}): In<'rolling-back'> {
  return { ...deployingRequest(), state: 'rolling-back', rollout: WENT_BACK, ...changes };
}

export function rolledBackRequest(changes: Partial<In<'rolled-back'>> = {}): In<'rolled-back'> {
  const rollout = { ...WENT_BACK, ended: { by: adele, at: later(24, WINDOW_START) } };
  return { ...deployingRequest(), state: 'rolled-back', rollout, ...changes };
}

/** Declared by Alex, approved by voice by Megan, who has said so again, and by Pradeep, who has not; not verified yet. */
export const emergencyRequest = (changes: Partial<Pending> = {}): Pending =>
  pendingRequest({
    emergency: {
      reason: 'Anybody can read the orders of anybody.',
      heardBy: lynne,
      voices: [
        { by: megan, as: role('cto'), at: later(2), answer: { said: 'confirmed', at: later(20) } },
        { by: pradeep, as: role('vp-engineering'), at: later(4), answer: undefined },
      ],
    },
    obligations: [
      {
        id: 'confirm-approval-2',
        kind: 'confirm-approval',
        owner: pradeep,
        since: later(5),
        due: later(1_445),
        met: undefined,
      },
    ],
    ...changes,
  });

/** An emergency that still owes its review; the first look while standing by is done, the second is late. */
export function owingRequest(): In<'deployed'> {
  const owed = (id: string, kind: ObligationKind, owner: PersonId, minutes: number): Obligation => ({
    id,
    kind,
    owner,
    since: WINDOW_START,
    due: later(minutes, WINDOW_START),
    met: undefined,
  });
  const first = {
    ...owed('standby-check-1', 'standby-check', adele, 30),
    met: { by: adele, at: later(22, WINDOW_START), note: 'All green.' },
  };
  const second = owed('standby-check-2', 'standby-check', adele, 60);
  const about = { kind: 'obligation', id: second.id } as const;
  const chase = { about, people: [adele], channel: undefined };
  return deployedRequest({
    obligations: [first, second, owed('review', 'review', alex, 1_440)],
    chases: [
      { ...chase, step: 'half', at: later(45, WINDOW_START) },
      { ...chase, step: 'due', at: later(60, WINDOW_START) },
      { ...chase, step: 'level-1', people: [isaiah, pradeep], at: later(120, WINDOW_START) },
    ],
  });
}

/** Every state that a request can be in, each once. */
export function everyState(): readonly DeployRequest[] {
  const against: Vote = {
    by: megan,
    as: role('cto'),
    choice: 'reject',
    comment: 'Not in the sales week.',
    attested: [],
    at: later(500),
  };
  return [
    halfApproved(),
    {
      ...halfApproved(),
      state: 'paused',
      vote: { ...against, choice: 'request-changes', comment: 'Please split the backfill.' },
    },
    approvedRequest(),
    { ...halfApproved(), state: 'rejected', vote: against },
    { ...halfApproved(), state: 'cancelled', by: alex, at: later(600), reason: 'Superseded by 2.4.2.' },
    { ...halfApproved(), state: 'expired', at: later(30, WINDOW_START) },
    deployingRequest(),
    rollingBackRequest(),
    deployedRequest(),
    rolledBackRequest(),
    { ...deployedRequest(), state: 'complete' },
  ];
}

/** A pull request of Megan and somebody unknown, with a check that fails. */
export const pullLike = (changes: Partial<PullRequest> = {}): PullRequest => ({
  url: 'https://github.com/contoso/payments/pull/12',
  title: 'Move checkout to the new ledger',
  state: 'open',
  head: '5275a45b7e99c7fd7265b790392c10a74101a67a',
  commits: 3,
  authors: [
    { login: 'megan-b', name: 'Megan Bowen', person: megan },
    { login: 'octocat', name: '', person: undefined },
  ],
  approvers: [{ login: 'isaiah-l', name: '', person: isaiah }],
  objectors: [],
  checks: [
    { name: 'test', state: 'passed' },
    { name: 'lint', state: 'failed' },
  ],
  readAt: MONDAY,
  ...changes,
});
