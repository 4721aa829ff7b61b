import * as cards from '../../bot/cards/cards.ts';
import type { Context } from '../../bot/cards/context.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import type { Reading, WatchLimits } from '../../bot/domain/watch.ts';
import type { Samples } from './given-context.ts';
import { sampleLike } from './given-watch.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployingRequest,
  later,
  lynne,
  megan,
  NAMES,
  patti,
  role,
  rolledBackRequest,
  rollingBackRequest,
  WINDOW_START,
} from './given.ts';

export { sampleLike, watchLike } from './given-watch.ts';
export { nothingChanged } from './given-verification.ts';

/** What is asked of people before a deployment and while it runs. */
export function* executionSamples(context: Context): Samples {
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
  yield ['ready', cards.readyCard(approvedRequest(), strict)];
  yield ['ready, half', cards.readyCard(approvedRequest({ readiness: half }), strict)];
  yield ['roll call', cards.rollCallCard(approvedRequest({ readiness: half }), 1, strict)];
  yield ['ready, all', cards.readyCard(approvedRequest({ readiness: all }), strict)];

  const reasons = [
    { code: 'locked', lock: { kind: 'running', request: 'DEP-1041' as RequestId, by: adele } },
    { code: 'approval-lost', by: megan, role: role('cto') },
  ] as const;
  const slots = [1, 2, 3].map((days) => later(days * 1_440, WINDOW_START));
  const overran = deployingRequest();
  const overranAt = overran.plan.window.end;
  yield ['overrun', cards.overrunCard({ ...overran, rollout: { ...overran.rollout, overranAt } }, context)];
  for (const [name, answer] of [
    ['hook, heard', { kind: 'heard', at }],
    ['hook, not heard', { kind: 'unheard', found: '503', at }],
  ] as const) {
    const back = rollingBackRequest();
    const hook = { call: 'c', at, answer };
    yield [name, cards.hookCard({ ...back, rollout: { ...back.rollout, hook } }, context)];
  }
  const noGo = { reasons, slots, at: later(-1_440, WINDOW_START) };
  yield ['no-go', cards.noGoCard(approvedRequest({ readiness: { present: [], ticked: [], noGo } }), context)];

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
  yield ['post review', cards.postReviewCard(rolledBackRequest(), { typed, people: [...NAMES.keys()] }, context)];
  yield ['post review, filed', cards.filedReviewCard(rolledBackRequest({ postReview }), context)];

  const ask = { by: adele, reason: 'Error rate at 5.8 % since the slot swap.', at: later(15, WINDOW_START), answer: undefined };
  const asked = deployingRequest({ rollout: { ...deployingRequest().rollout, asks: [ask] } });
  const answer = { kind: 'withdrawn', by: lynne, at: later(17, WINDOW_START) } as const;
  const turnedDown = deployingRequest({ rollout: { ...asked.rollout, asks: [{ ...ask, answer }] } });
  yield ['rollback asked', cards.askBackCard(asked, 1, context)];
  yield ['rollback asked, turned down', cards.askBackCard(turnedDown, 1, context)];

  const word = { text: 'The backfill holds a lock; it is paused.', by: adele, at: later(20, WINDOW_START) };
  const [issue] = rollingBackRequest().rollout.issues;
  if (issue === undefined) return;
  const rollout = { ...deployingRequest().rollout, issues: [{ ...issue, updates: [word], resolved: undefined }] };
  const resolved = { ...rollout, issues: [{ ...issue, updates: [word], resolved: { ...word, text: 'Lock gone.' } }] };
  yield ['issue, updated', cards.issueCard(deployingRequest({ rollout }), 1, context)];
  yield ['issue update', cards.issueWordCard(deployingRequest({ rollout }), { issue: 1, word: 1 }, context)];
  yield ['issue, resolved', cards.issueCard(deployingRequest({ rollout: resolved }), 1, context)];
  yield ['issue end', cards.issueWordCard(deployingRequest({ rollout: resolved }), { issue: 1, word: 2 }, context)];
}

export const LIMITS: WatchLimits = {
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

export const measured = (errorPercent: number, responseMs: number): Reading => ({
  kind: 'measured',
  minutes: 5,
  sample: sampleLike(errorPercent, responseMs),
});
