import assert from 'node:assert/strict';
import type { AlertId, PipelineId } from '../../bot/domain/ids.ts';
import type { WatchPolicy } from '../../bot/domain/policy-day.ts';
import type { RequestEvent } from '../../bot/domain/request.ts';
import type { AskedBack, Rollout, Run } from '../../bot/domain/rollout.ts';
import { timersOf } from '../../bot/domain/timers.ts';
import type { Instant } from '../../bot/domain/time.ts';
import type { Check, Reading, Watch } from '../../bot/domain/watch.ts';
import { sampleLike, watchLike } from '../support/given-watch.ts';
import { afterAll, answerTo, factsLike } from '../support/deciding.ts';
import {
  adele,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  later,
  PAYMENTS,
  planLike,
  policyLike,
  PROD,
  UAT,
} from '../support/given.ts';

const { since: LIVE, horizons, limits } = watchLike([]);
const at = (minutes: number): Instant => later(minutes, LIVE);
const WATCH: WatchPolicy = {
  horizons,
  minimumRequests: 100,
  consecutive: 2,
  investigateWithin: 5,
  rollback: 'ask',
  criteria: [],
};
const policy = policyLike({ watch: WATCH });
const facts = factsLike({ policy });

const live = deployedRequest();
const watched = (watch: Watch, rollout: Partial<Rollout> = {}) =>
  deployedRequest({ rollout: { ...live.rollout, watch, ...rollout } });
const measured = (errorPercent: number, responseMs = 120): Reading => ({
  kind: 'measured',
  minutes: 5,
  sample: sampleLike(errorPercent, responseMs),
});
const [FINE, FAILING] = [measured(0.2), measured(6)];
const look = (minutes: number, reading: Reading) => ({ kind: 'record-check', at: at(minutes), reading }) as const;
const checked = (minutes: number, reading: Reading, changes: Partial<Check> = {}): RequestEvent => ({
  kind: 'checked',
  at: at(minutes),
  horizon: 'first-30-minutes',
  reading,
  breaches: [],
  verdict: 'healthy',
  ...changes,
});
const watchDue = (request: Parameters<typeof timersOf>[0], of = policy) =>
  timersOf(request, of).find(({ kind }) => kind === 'watch')?.due;

describe('a deployment that is live', () => {
  const open = { kind: 'open-watch', source: 'measured', before: sampleLike(0.2, 110) } as const;

  it('is watched from the moment it was live, by the limits that were approved with it', () => {
    const request = deployedRequest({ plan: planLike({ rollbackErrorRate: 3, rollbackResponseMs: 700 }) });
    assert.equal(watchDue(request), LIVE);
    const opened = { since: LIVE, source: 'measured', horizons, before: open.before, at: at(1) } as const;
    assert.deepEqual(answerTo(request, open, at(1), facts), [
      { kind: 'watch-opened', ...opened, limits: { ...limits, rollbackErrorRate: 3, investigateResponseMs: 700 } },
    ]);
    const without = deployedRequest({ plan: planLike({ rollbackErrorRate: 0, rollbackResponseMs: 0 }) });
    assert.deepEqual(answerTo(without, open, at(1), facts), [{ kind: 'watch-opened', ...opened, limits }]);
  });

  it('is watched once, and only where policy watches the whole process', () => {
    const elsewhere = [
      [watched(watchLike([])), policy],
      [deployingRequest(), policy],
      [live, policyLike()],
      [deployedRequest({ plan: planLike({ environment: UAT }) }), policy],
    ] as const;
    for (const [request, of] of elsewhere) assert.deepEqual(answerTo(request, open, at(1), factsLike({ policy: of })), []);
    const known = policy.environments.get(PROD) ?? assert.fail();
    const recorded = policyLike({ watch: WATCH, environments: new Map([[PROD, { ...known, rules: 'none' }]]) });
    assert.deepEqual(answerTo(live, open, at(1), factsLike({ policy: recorded })), []);
    assert.deepEqual(
      [watchDue(live, recorded), watchDue(live, policyLike()), watchDue(deployingRequest())],
      [undefined, undefined, undefined],
    );
  });

  it('has nothing said about it while it is not watched', () => {
    for (const command of [look(5, FINE), { kind: 'ask-check' }, { kind: 'vouch-success', by: adele, lines: [0] }] as const) {
      assert.deepEqual(answerTo(live, command, at(5), facts), { code: 'not-watched' });
      assert.deepEqual(answerTo(approvedRequest(), command, at(5), facts), { code: 'not-watched' });
    }
  });

  it('is looked at at each moment once, and only at the newest', () => {
    const request = watched(watchLike([FINE]));
    assert.equal(watchDue(request), at(10));
    assert.deepEqual(answerTo(request, look(10, FINE), at(10), facts), [checked(10, FINE)]);
    for (const [minutes, now] of [
      [10, 9],
      [5, 10],
      [10, 15],
    ] as const) {
      assert.deepEqual(answerTo(request, look(minutes, FINE), at(now), facts), []);
    }
    assert.deepEqual(answerTo(request, look(15, FINE), at(19), facts), [checked(15, FINE)], 'covers the one that was missed');
  });

  it('is unhealthy with an alert since the look before', () => {
    const alerted = (minutes: number) => ({
      ...watched(watchLike([FINE])),
      alerts: [{ id: 'a1' as AlertId, at: at(minutes) }],
    });
    const breaches = [{ of: 'alerts', value: 1, limit: 0, calls: 'attention' }] as const;
    assert.deepEqual(answerTo(alerted(6), look(10, FINE), at(10), facts), [
      checked(10, FINE, { breaches, verdict: 'unhealthy' }),
    ]);
    assert.deepEqual(answerTo(alerted(5), look(10, FINE), at(10), facts), [checked(10, FINE)]);
    const first = { ...watched(watchLike([])), alerts: [{ id: 'a1' as AlertId, at: at(1) }] };
    assert.deepEqual(answerTo(first, look(5, FINE), at(5), facts), [checked(5, FINE, { breaches, verdict: 'unhealthy' })]);
  });
});

/** A pipeline that goes back when the gate closes. */
const run: Run = {
  id: '8812',
  pipeline: 'pipeline:payments-ci' as PipelineId,
  heardAt: LIVE,
  reports: [],
  rollsBack: 'at-gate',
};

describe('a measurement that calls for more than attention', () => {
  const breach = { of: 'error-rate', value: 5.997506234413965, limit: 5, calls: 'rollback' } as const;
  const bad = (minutes: number) => checked(minutes, FAILING, { breaches: [breach], verdict: 'unhealthy' });
  const asks = (minutes: number): RequestEvent => ({
    kind: 'rollback-asked',
    by: 'watch',
    reason: '',
    breach,
    at: at(minutes),
  });

  it('asks whether to go back, once until somebody answers', () => {
    const request = watched(watchLike([FINE]));
    assert.deepEqual(answerTo(request, look(10, FAILING), at(10), facts), [bad(10), asks(10)]);
    const twice: Watch = watchLike([FAILING]);
    const ask: AskedBack = { by: adele, reason: 'Too slow', at: at(6), answer: undefined };
    assert.deepEqual(answerTo(watched(twice, { asks: [ask] }), look(10, FAILING), at(10), facts), [bad(10)]);
    const turnedDown = { ...ask, answer: { kind: 'withdrawn', by: adele, at: at(7) } as const };
    assert.deepEqual(answerTo(watched(twice, { asks: [turnedDown] }), look(10, FAILING), at(10), facts), [bad(10), asks(10)]);
  });

  it('goes back by itself where policy and pipeline both say so, and it lasts', () => {
    const automatic = { ...limits, rollback: 'automatic' } as const;
    const goesBack: RequestEvent = {
      kind: 'rollback-started',
      by: 'watch',
      confirmedBy: undefined,
      reason: '',
      breach,
      at: at(10),
    };
    const lasting = watchLike([FAILING], { limits: automatic });
    const answers = (watch: Watch, rollout: Partial<Rollout>, of = policy) =>
      answerTo(watched(watch, rollout), look(10, FAILING), at(10), factsLike({ policy: of }));
    assert.deepEqual(answers(lasting, { run }), [bad(10), goesBack]);
    assert.deepEqual(answers(watchLike([FINE], { limits: automatic }), { run }), [bad(10), asks(10)], 'one bad moment');
    assert.deepEqual(answers(lasting, { run: { ...run, rollsBack: 'never' } }), [bad(10), asks(10)]);
    assert.deepEqual(answers(lasting, {}), [bad(10), asks(10)]);
    assert.deepEqual(answers(watchLike([FAILING]), { run }), [bad(10), asks(10)], 'policy wants to be asked');
    const slowFirst = watchLike([measured(0.2, 1_200)], { limits: automatic });
    assert.deepEqual(answers(slowFirst, { run }), [bad(10), asks(10)], 'the one before was bad in another way');
    const patient = { ...automatic, consecutive: 3 };
    assert.deepEqual(answers(watchLike([FAILING], { limits: patient }), { run }), [bad(10), asks(10)]);
    const known = policy.services.get(PAYMENTS) ?? assert.fail();
    const hooked = { ...known, rollbackHooks: new Map([[PROD, 'https://ci.example/back']]) };
    assert.deepEqual(answers(lasting, {}, { ...policy, services: new Map([[PAYMENTS, hooked]]) }), [bad(10), goesBack]);
  });

  it('is left open when it goes back at the end of a part: nothing is summed up any more', () => {
    const watch = watchLike([FINE, FINE, FINE, FINE, FAILING], { limits: { ...limits, rollback: 'automatic' } });
    const events = answerTo(watched(watch, { run }), look(30, FAILING), at(30), facts);
    assert.ok(Array.isArray(events));
    assert.deepEqual(
      events.map(({ kind }: RequestEvent) => kind),
      ['checked', 'rollback-started'],
    );
  });

  it('has the on-call engineer look within minutes, unless they are looking', () => {
    const slow = measured(0.2, 1_200);
    const breaches = [{ of: 'response-time', value: 1_200, limit: 1_000, calls: 'investigation' }] as const;
    const owed = (n: number) =>
      ({ id: `investigate-${n}`, kind: 'investigate', owner: adele, since: at(5), due: at(10) }) as const;
    const owes = (n: number): RequestEvent => ({ kind: 'obligation-owed', owed: owed(n), at: at(5) });
    const found = checked(5, slow, { breaches, verdict: 'unhealthy' });
    const request = watched(watchLike([]));
    assert.deepEqual(answerTo(request, look(5, slow), at(5), facts), [found, owes(1)]);
    const other = { ...owed(1), id: 'review', kind: 'review', met: undefined } as const;
    const looking = { ...request, obligations: [{ ...owed(1), met: undefined }] };
    assert.deepEqual(answerTo(looking, look(5, slow), at(5), facts), [found]);
    const looked = { ...request, obligations: [other, { ...owed(1), met: { by: adele, at: at(1), note: '' } }] };
    assert.deepEqual(answerTo(looked, look(5, slow), at(5), facts), [found, owes(2)]);
  });
});

describe('the end of a part of the watch', () => {
  const closes = (horizon: string, verdict: Check['verdict'], minutes: number): RequestEvent => ({
    kind: 'horizon-closed',
    horizon,
    verdict,
    at: at(minutes),
  });

  it('sums up what was seen in it, and the end of the last one completes the deployment', () => {
    const request = watched(watchLike([FINE, FAILING, FAILING, FINE, FINE]));
    assert.deepEqual(answerTo(request, look(30, FINE), at(31), facts), [
      checked(30, FINE),
      closes('first-30-minutes', 'unhealthy', 31),
    ]);
    const events = answerTo(watched(watchLike([FINE, FINE, FINE, FINE, FINE])), look(30, measured(6)), at(30), facts);
    assert.ok(Array.isArray(events));
    assert.deepEqual(events.at(-1), closes('first-30-minutes', 'unhealthy', 30), 'also while it is asked whether to go back');
    const day = afterAll(request, [[look(30, FINE), at(30)]], facts);
    assert.equal(watchDue(day), at(60));
    assert.deepEqual(answerTo(day, look(1_440, FINE), at(1_445), facts), [
      checked(1_440, FINE, { horizon: 'first-24-hours' }),
      closes('first-24-hours', 'healthy', 1_445),
      { kind: 'completed', verdict: 'unhealthy', at: at(1_445) },
    ]);
    assert.equal(afterAll(day, [[look(1_440, FINE), at(1_445)]], facts).state, 'complete');
  });

  it('comes with the next look where nobody could look at it, and proves nothing then', () => {
    assert.deepEqual(answerTo(watched(watchLike([])), look(1_440, FINE), at(1_450), facts), [
      checked(1_440, FINE, { horizon: 'first-24-hours' }),
      closes('first-30-minutes', 'inconclusive', 1_450),
      closes('first-24-hours', 'healthy', 1_450),
      { kind: 'completed', verdict: 'healthy', at: at(1_450) },
    ]);
  });
});
