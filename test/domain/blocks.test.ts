import assert from 'node:assert/strict';
import { NO_HOLDS, type Holds } from '../../bot/domain/clearance.ts';
import { explain, type ExplanationFacts } from '../../bot/domain/explanation.ts';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { EnvironmentId, FreezeId, PersonId, RequestId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import type { Span } from '../../bot/domain/time.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import {
  adele,
  alex,
  approval,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  everyState,
  halfApproved,
  isaiah,
  later,
  lynne,
  megan,
  patti,
  pendingRequest,
  planLike,
  policyLike,
  pradeep,
  PROD,
  role,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const { end } = planLike().window;
const at = (minutes: number) => later(minutes, WINDOW_START);
const held = (...changes: readonly (readonly [string, readonly PersonId[]])[]) =>
  new Map([
    ...[...policy.roles].map(([id, { members }]) => [id, members] as const),
    ...changes.map(([id, people]) => [role(id), people] as const),
  ]);
const calendar = createCalendar(policy.time);
const noStarts = { ...calendar, nextStart: () => undefined };
const explained = (request: DeployRequest, minutes: number, changes: Partial<ExplanationFacts> = {}) => {
  const known = { policy, holders: held(), calendar: noStarts, others: [], holds: NO_HOLDS };
  return explain(request, { ...known, ...changes }, at(minutes));
};
const blocks = (...args: Parameters<typeof explained>) => explained(...args).blocks;
const freeze = (span: Span): Freeze => ({ id: 'FRZ-1' as FreezeId, scope: {}, span, reason: 'Year end', by: adele });
const holding = (changes: Partial<Holds>) => ({ holds: { ...NO_HOLDS, ...changes } });

const TEAM = [alex, adele, lynne, megan];
const missing = (anyOf: string, who: readonly PersonId[], after?: string) => ({
  kind: 'approval',
  anyOf: anyOf.split(',').map(role),
  who,
  after,
});

describe('what stands between a request and its deployment', () => {
  it('is nothing more, or what ended it', () => {
    const ended = everyState().filter(({ state }) =>
      ['rejected', 'cancelled', 'expired', 'rolled-back', 'complete'].includes(state),
    );
    const [rejected] = ended;
    assert.ok(rejected?.state === 'rejected');
    assert.deepEqual(
      ended.map((request) => [request.state, blocks(request, 0)]),
      [
        ['rejected', [{ kind: 'rejected', vote: rejected.vote }]],
        ['cancelled', [{ kind: 'cancelled', by: alex, at: later(600) }]],
        ['expired', [{ kind: 'expired', at: end }]],
        ['rolled-back', []],
        ['complete', []],
      ],
    );
  });

  it('is somebody who starts it, from the first moment of its window to the last', () => {
    const notStarted = [{ kind: 'not-started', until: end, who: TEAM }];
    assert.deepEqual(blocks(approvedRequest(), -1), [{ kind: 'too-early', from: WINDOW_START }]);
    assert.deepEqual(
      [0, 29].map((minutes) => blocks(approvedRequest(), minutes)),
      [notStarted, notStarted],
    );
    assert.deepEqual(blocks(approvedRequest(), 30), [{ kind: 'expired', at: end }]);
  });

  it('is somebody who goes on: the people it names first, then those of the roles that policy names', () => {
    const twice = deployingRequest();
    assert.deepEqual(blocks(twice, 12), [{ kind: 'step-open', step: 3, of: 5, who: TEAM }]);
    const four = { ...twice.rollout, finished: deployedRequest().rollout.finished.slice(0, 4) };
    assert.deepEqual(blocks(deployingRequest({ rollout: four }), 12), [{ kind: 'step-open', step: 5, of: 5, who: TEAM }]);
    const all = { ...deployedRequest().rollout, ended: undefined };
    assert.deepEqual(blocks(deployingRequest({ rollout: all }), 12), [{ kind: 'not-finished', who: TEAM }]);
    const more = policyLike({ deployers: ['dba', 'nobody', 'devops-lead'].map(role) });
    assert.deepEqual(blocks(rollingBackRequest(), 20, { policy: more }), [{ kind: 'not-back', who: [...TEAM, patti] }]);
  });

  it('is each approval that is open, with those who have not spoken yet', () => {
    const holders = held(['cto', [megan, patti]]);
    assert.deepEqual(blocks(halfApproved(), 0, { holders }), [missing('cto', [megan]), missing('devops-lead', [adele, lynne])]);
    const several = halfApproved({ personFills: 'several-roles' });
    assert.deepEqual(blocks(several, 0, { holders })[0], missing('cto', [megan, patti]));
  });

  it('is an approval whose turn has not come, after the phase that comes first', () => {
    const [dba, lead, cto, devops] = pendingRequest().requirements;
    assert.ok(dba && lead && cto && devops);
    const request = halfApproved({
      requirements: [dba, lead, cto, { ...devops, phase: 'last' }],
      phases: [
        { id: 'last', title: 'Last look' },
        { id: 'technical', title: 'Technical review' },
      ],
    });
    assert.deepEqual(blocks(request, 0), [missing('cto', [megan]), missing('devops-lead', [adele, lynne], 'Technical review')]);
  });

  it('says that people are too few only where each approval has somebody', () => {
    const [one, two] = [missing('cto', [megan]), missing('devops-lead', [megan])];
    const short = { kind: 'too-few-people', missing: [[role('devops-lead')]] };
    assert.deepEqual(blocks(halfApproved(), 0, { holders: held(['devops-lead', [megan]]) }), [one, two, short]);
    const none = held(['devops-lead', []], ['cto', [megan]]);
    assert.deepEqual(blocks(halfApproved(), 0, { holders: none }), [one, missing('devops-lead', [])]);
  });

  it('counts for each person the roles that they hold, and for each approval the one that was given', () => {
    const [dba, lead, cto, devops] = pendingRequest().requirements;
    assert.ok(dba && lead && cto && devops);
    const choice = { ...devops, anyOf: [role('manager'), role('devops-lead')] };
    const product = { ...devops, anyOf: [role('product-manager')] };
    const request = halfApproved({ requirements: [dba, lead, cto, choice, product] });
    const known = (leads: readonly PersonId[]) => ({
      holders: held(['devops-lead', leads], ['product-manager', [lynne, pradeep]]),
    });
    const rest = missing('product-manager', [lynne, pradeep]);
    assert.deepEqual(blocks(request, 0, known([adele])), [
      missing('cto', [megan]),
      missing('manager,devops-lead', [adele]),
      rest,
    ]);
    assert.deepEqual(blocks(request, 0, known([megan])), [
      missing('cto', [megan]),
      missing('manager,devops-lead', [megan]),
      rest,
      { kind: 'too-few-people', missing: [choice.anyOf] },
    ]);
  });

  it('is an edit where changes were requested, which is no approval', () => {
    const vote = { ...approval(megan, 'cto', 500, 'Split it'), choice: 'request-changes' } as const;
    const paused: DeployRequest = { ...halfApproved(), votes: [...halfApproved().votes, vote], state: 'paused', vote };
    const holders = held(['cto', [megan, adele]], ['devops-lead', [adele]]);
    assert.deepEqual(blocks(paused, 0, { holders }), [
      { kind: 'changes-requested', vote, who: [alex] },
      missing('cto', [adele]),
      missing('devops-lead', [adele]),
      { kind: 'too-few-people', missing: [[role('devops-lead')]] },
    ]);
    assert.deepEqual(explained(paused, 0, { holders }).idle, []);
    assert.deepEqual(explained(paused, 0, { holders }).asked[1]?.given?.by, isaiah);
  });

  const frozen = (until: number) => ({
    kind: 'obstacle',
    obstacle: { code: 'frozen', freeze: 'FRZ-1', reason: 'Year end', by: adele, until: at(until) },
  });

  it('is what lies over its window, said once, also when it is open', () => {
    const over = holding({ freezes: [freeze({ start: at(-60), end: at(60) })] });
    assert.deepEqual(blocks(approvedRequest(), -30, over), [frozen(60), { kind: 'too-early', from: WINDOW_START }]);
    assert.deepEqual(blocks(approvedRequest(), 12, over), [frozen(60)]);
    const locks = [{ kind: 'running', request: 'DEP-7' as RequestId } as const];
    assert.deepEqual(blocks(approvedRequest(), 12, holding({ locks })), [
      { kind: 'obstacle', obstacle: { code: 'locked', lock: locks[0] } },
    ]);
    const others = [{ id: 'DEP-7' as RequestId, window: planLike().window }];
    assert.deepEqual(blocks(halfApproved(), 12, holding({ others })).length, 2, 'another window keeps nobody from starting');
  });

  it('is what a start now would run into, while it may start', () => {
    const soon = holding({ freezes: [freeze({ start: at(35), end: at(60) })] });
    assert.deepEqual(blocks(approvedRequest(), 12, soon), [frozen(60)], 'it takes half an hour');
    assert.deepEqual(blocks(approvedRequest(), 0, soon), [{ kind: 'not-started', until: end, who: TEAM }]);
    assert.deepEqual(blocks(approvedRequest(), 30, soon), [{ kind: 'expired', at: end }]);

    const before = holding({ freezes: [freeze({ start: at(-60), end: WINDOW_START })] });
    const tooEarly = [{ kind: 'too-early', from: WINDOW_START }];
    assert.deepEqual(blocks(approvedRequest(), -10, before), tooEarly);
    const prod = policy.environments.get(PROD);
    assert.ok(prod);
    const early = policyLike({ environments: new Map([[PROD, { ...prod, earlyStart: 10 }]]) });
    assert.deepEqual(blocks(approvedRequest(), -10, { ...before, policy: early }), [frozen(0)]);
    const lock = { kind: 'taken', by: megan, reason: 'Load test', until: WINDOW_START, for: undefined } as const;
    const both = holding({ freezes: [freeze({ start: at(-60), end: at(60) })], locks: [lock] });
    assert.deepEqual(blocks(approvedRequest(), -10, { ...both, policy: early }), [
      frozen(60),
      { kind: 'obstacle', obstacle: { code: 'locked', lock } },
    ]);
    assert.deepEqual(blocks(approvedRequest(), -11, { ...before, policy: early }), [{ kind: 'too-early', from: at(-10) }]);
  });
});

describe('when it could start', () => {
  const [first, second] = [at(0), at(1_440 * 4)];

  it('leaves out what others have, freezes and locks', () => {
    const thursday = { start: at(0), end: at(7 * 60) };
    const starts = (changes: Partial<ExplanationFacts>) =>
      explained(approvedRequest(), -60, { calendar, ...changes }).starts[0];
    assert.equal(starts({}), first);
    assert.equal(starts({ others: [{ window: thursday }] }), second, 'the next window is on Monday');
    assert.equal(starts(holding({ freezes: [freeze(thursday)] })), second);
    const lock = { kind: 'taken', by: megan, reason: 'Load test', until: thursday.end, for: undefined } as const;
    assert.equal(starts(holding({ locks: [lock] })), second);
  });

  it('is unknown where policy does not know the environment any more', () => {
    const gone = approvedRequest({ plan: planLike({ environment: 'moon' as EnvironmentId }) });
    assert.deepEqual(explained(gone, 0, { calendar }).starts, []);
  });
});
