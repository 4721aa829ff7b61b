import type { VerificationFacts } from '../../bot/domain/verification.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import * as cards from '../../bot/cards/cards.ts';
import type { CardMessage, Context } from '../../bot/cards/context.ts';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import {
  judge,
  type Check,
  type Horizon,
  type Reading,
  type Sample,
  type Watch,
  type WatchLimits,
} from '../../bot/domain/watch.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  later,
  lynne,
  megan,
  NAMES,
  patti,
  policyLike,
  role,
  rolledBackRequest,
  rollingBackRequest,
  WINDOW_START,
} from './given.ts';

/** What is asked of people before a deployment and while it runs. */
export function executionSamples(context: Context): ReadonlyMap<string, CardMessage> {
  const samples = new Map<string, CardMessage>();
  const checklist = ['All approvals in place', 'Team notified of deployment window', 'Rollback procedures reviewed with team'];
  const execution: Policy['execution'] = {
    rollCall: { people: 3, named: ['onCallEngineer', 'managerOnCall'] },
    rollCallBefore: 30,
    checklist,
    rollbackConfirmations: 1,
    quietMinutes: 15,
  };
  const strict = { ...context, policy: { ...context.policy, execution } };
  const at = later(-30, WINDOW_START);
  const half = { present: [{ by: lynne, at }], ticked: [{ line: checklist[0] ?? '', by: adele, at }], noGo: undefined };
  const all = {
    present: [adele, lynne, megan].map((by) => ({ by, at })),
    ticked: checklist.map((line) => ({ line, by: adele, at })),
    noGo: undefined,
  };
  samples.set('ready', cards.readyCard(approvedRequest(), strict));
  samples.set('ready, half', cards.readyCard(approvedRequest({ readiness: half }), strict));
  samples.set('roll call', cards.rollCallCard(approvedRequest({ readiness: half }), 1, strict));
  samples.set('ready, all', cards.readyCard(approvedRequest({ readiness: all }), strict));

  const reasons = [
    { code: 'locked', lock: { kind: 'running', request: 'DEP-1041' as RequestId, by: adele } },
    { code: 'approval-lost', by: megan, role: role('cto') },
  ] as const;
  const slots = [1, 2, 3].map((days) => later(days * 1_440, WINDOW_START));
  const overran = deployingRequest();
  const overranAt = overran.plan.window.end;
  setIf(samples, 'overrun', cards.overrunCard({ ...overran, rollout: { ...overran.rollout, overranAt } }, context));
  for (const [name, answer] of [
    ['hook, heard', { kind: 'heard', at }],
    ['hook, not heard', { kind: 'unheard', found: '503', at }],
  ] as const) {
    const back = rollingBackRequest();
    const hook = { call: 'c', at, answer };
    setIf(samples, name, cards.hookCard({ ...back, rollout: { ...back.rollout, hook } }, context));
  }
  const noGo = { reasons, slots, at: later(-1_440, WINDOW_START) };
  setIf(samples, 'no-go', cards.noGoCard(approvedRequest({ readiness: { present: [], ticked: [], noGo } }), context));

  const actions = [{ what: 'Run migrations on a copy of production first', owner: patti, due: later(8 * 1_440, WINDOW_START) }];
  const postReview = {
    happened: 'Checkout answered 500 for one request in twenty, for eleven minutes.',
    timeline: '09:04 Adele Vance: step 1 done\n09:13 Adele Vance reported: Checkout answers 500\n09:16 rolled back',
    cause: 'The backfill takes a lock that nobody saw in staging.',
    actions,
    by: alex,
    at: later(300, WINDOW_START),
  };
  const typed = {
    ...postReview,
    happened: '',
    cause: '',
    actions: [0, 1, 2].map(() => ({ what: '', owner: undefined, due: '' })),
  };
  samples.set('post review', cards.postReviewCard(rolledBackRequest(), { typed, people: [...NAMES.keys()] }, context));
  setIf(samples, 'post review, filed', cards.filedReviewCard(rolledBackRequest({ postReview }), context));

  const ask = { by: adele, reason: 'Error rate at 5.8 % since the slot swap.', at: later(15, WINDOW_START), answer: undefined };
  const asked = deployingRequest({ rollout: { ...deployingRequest().rollout, asks: [ask] } });
  const answer = { kind: 'withdrawn', by: lynne, at: later(17, WINDOW_START) } as const;
  const turnedDown = deployingRequest({ rollout: { ...asked.rollout, asks: [{ ...ask, answer }] } });
  setIf(samples, 'rollback asked', cards.askBackCard(asked, 1, context));
  setIf(samples, 'rollback asked, turned down', cards.askBackCard(turnedDown, 1, context));

  const word = { text: 'The backfill holds a lock; it is paused.', by: adele, at: later(20, WINDOW_START) };
  const [issue] = rollingBackRequest().rollout.issues;
  if (issue === undefined) return samples;
  const rollout = { ...deployingRequest().rollout, issues: [{ ...issue, updates: [word], resolved: undefined }] };
  const resolved = { ...rollout, issues: [{ ...issue, updates: [word], resolved: { ...word, text: 'Lock gone.' } }] };
  setIf(samples, 'issue, updated', cards.issueCard(deployingRequest({ rollout }), 1, context));
  setIf(samples, 'issue update', cards.issueWordCard(deployingRequest({ rollout }), { issue: 1, word: 1 }, context));
  setIf(samples, 'issue, resolved', cards.issueCard(deployingRequest({ rollout: resolved }), 1, context));
  setIf(samples, 'issue end', cards.issueWordCard(deployingRequest({ rollout: resolved }), { issue: 1, word: 2 }, context));
  for (const [name, card] of watchSamples(context)) samples.set(name, card);
  return samples;
}

function setIf(samples: Map<string, CardMessage>, name: string, card: CardMessage | undefined): void {
  if (card !== undefined) samples.set(name, card);
}

const HORIZONS: readonly Horizon[] = [
  { id: 'first-30-minutes', title: 'First 30 minutes', until: 30, every: 5, ask: 5 },
  { id: 'first-24-hours', title: 'First 24 hours', until: 1_440, every: 60, ask: 1_440 },
];

const LIMITS: WatchLimits = {
  minimumRequests: 100,
  consecutive: 2,
  errorRate: 1,
  responseMs: 500,
  rollbackErrorRate: 5,
  investigateResponseMs: 1_000,
  investigateFailedPerMinute: 1_000,
  investigateWithin: 5,
  rollback: 'ask',
};

const LIVE_AT = later(27, WINDOW_START);

export const sampleLike = (errorPercent: number, responseMs: number): Sample => ({
  requests: 8_020,
  failed: Math.round(80.2 * errorPercent),
  responseMs,
  p99Ms: responseMs * 1.6,
  failedConnections: 0,
});

/** A watch that has looked at these readings, five minutes apart. */
export function watchLike(readings: readonly Reading[], changes: Partial<Watch> = {}): Watch {
  const checks = readings.map((reading, n): Check => ({
    at: later(5 * (n + 1), LIVE_AT),
    horizon: 'first-30-minutes',
    reading,
    ...judge(reading, 0, LIMITS),
  }));
  return {
    since: LIVE_AT,
    source: 'measured',
    horizons: HORIZONS,
    limits: LIMITS,
    before: sampleLike(0.2, 110),
    checks,
    asked: undefined,
    closed: [],
    vouched: [],
    ...changes,
  };
}

const measured = (errorPercent: number, responseMs: number): Reading => ({
  kind: 'measured',
  minutes: 5,
  sample: sampleLike(errorPercent, responseMs),
});

function watchSamples(context: Context): ReadonlyMap<string, CardMessage> {
  const samples = new Map<string, CardMessage>();
  const criteria = ['All health checks passing', 'No customer complaints reported', 'Metrics aligned with staging'];
  const policy = { ...context.policy, watch: { ...context.policy.watch, horizons: HORIZONS, criteria } };
  const strict = { ...context, policy, now: later(28, LIVE_AT) };
  const watched = (watch: Watch) => deployedRequest({ rollout: { ...deployedRequest().rollout, watch } });
  const fine = [measured(0.4, 130), measured(0.9, 182), measured(0.5, 140), measured(0.3, 121), measured(0.25, 118)];
  const bad = [measured(0.4, 130), measured(2.1, 480), measured(6.2, 1_210)];
  const gaps: readonly Reading[] = [
    { kind: 'unknown', because: 'throttled' },
    { kind: 'seen', by: adele, saw: 'healthy', note: 'Dashboards are green.' },
    { kind: 'unknown', because: 'not-answered' },
  ];
  const closed = [{ horizon: 'first-30-minutes', verdict: 'healthy', at: later(30, LIVE_AT) }] as const;
  const vouched = [{ line: criteria[0] ?? '', by: adele, at: later(31, LIVE_AT) }];
  setIf(samples, 'watch', cards.watchCard(watched(watchLike(fine)), strict));
  setIf(samples, 'watch, begun', cards.watchCard(watched(watchLike([])), strict));
  setIf(samples, 'watch, unhealthy', cards.watchCard(watched(watchLike(bad)), strict));
  setIf(samples, 'watch, asked', cards.watchCard(watched(watchLike(gaps, { source: 'asked', before: undefined })), strict));
  setIf(samples, 'watch summary', cards.summaryCard(watched(watchLike(fine, { closed, vouched })), 1, strict));
  setIf(samples, 'watch alarm', cards.alarmCard(watched(watchLike(bad)), 3, strict));
  return samples;
}

/** What is looked at again a day before, when all is as it was. */
export function nothingChanged(changes: Partial<VerificationFacts> = {}): VerificationFacts {
  const policy = policyLike();
  return {
    policy,
    holds: NO_HOLDS,
    holders: new Map([...policy.roles].map(([id, { members }]) => [id, members])),
    people: new Set(NAMES.keys()),
    calendar: createCalendar(policy.time),
    planned: [],
    ...changes,
  };
}
