import type { PersonId, RoleId } from '../../bot/domain/ids.ts';
import type { AlertPolicy, ChangeType, Environment, Policy, Role, Service } from '../../bot/domain/policy.ts';
import { createWorkHours } from '../../bot/policy/work-hours.ts';
import {
  adele,
  changeType,
  channel,
  diego,
  isaiah,
  lynne,
  megan,
  patti,
  PAYMENTS,
  pradeep,
  PROD,
  role,
  UAT,
} from './given-people.ts';

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
    asking: { alone: true, digestAbove: 3, outOfOffice: 'ignore' },
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
