import assert from 'node:assert/strict';
import type { RequestEvent } from '../../bot/domain/request.ts';
import { evolveHook, type HookAnswer, type HookCall } from '../../bot/domain/rollback-hook.ts';
import type { Rollout } from '../../bot/domain/rollout.ts';
import { timersOf } from '../../bot/domain/timers.ts';
import { afterAll, answerTo, factsLike } from '../support/deciding.ts';
import {
  adele,
  approvedRequest,
  deployingRequest,
  later,
  PAYMENTS,
  policyLike,
  PROD,
  rollingBackRequest,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const begun = later(16, WINDOW_START);
const payments = policyLike().services.get(PAYMENTS) ?? assert.fail();
const hooked = (environment: typeof PROD) => {
  const rollbackHooks = new Map([[environment, 'https://ci.example/back']]);
  return policyLike({ services: new Map([[PAYMENTS, { ...payments, rollbackHooks }]]) });
};
const facts = factsLike({ policy: hooked(PROD) });
const call = (id = 'c1') => ({ kind: 'call-hook', call: id }) as const;
const answer = (said: HookAnswer, id = 'c1') => ({ kind: 'answer-hook', call: id, answer: said }) as const;
const HEARD = { kind: 'heard' } as const;
const { rollout } = rollingBackRequest();
const going = (by: 'watch' | typeof adele, hook?: HookCall, changes: Partial<Rollout> = {}) =>
  rollingBackRequest({
    rollout: { ...rollout, ...changes, rollback: { by, confirmedBy: undefined, reason: '', at: begun }, ...(hook && { hook }) },
  });
const hookDue = (request: Parameters<typeof timersOf>[0], policy = facts.policy) =>
  timersOf(request, policy).find(({ kind }) => kind === 'hook')?.due;
const owed = (n: number, now = begun): RequestEvent => ({
  kind: 'obligation-owed',
  owed: { id: `investigate-${n}`, kind: 'investigate', owner: adele, since: now, due: later(5, now) },
  at: now,
});

describe('the hook of a pipeline', () => {
  it('is called at once when the watch takes a version back, and on record before', () => {
    assert.equal(hookDue(going('watch')), begun);
    assert.deepEqual(answerTo(going('watch'), call(), begun, facts), [{ kind: 'hook-called', call: 'c1', at: begun }]);
    assert.deepEqual(answerTo(going('watch'), call(), later(-1, begun), facts), []);
  });

  it('is not called where policy names none, people go back, or nothing goes back', () => {
    const others = [
      [going('watch'), policyLike()],
      [going('watch'), hooked(UAT)],
      [going('watch'), policyLike({ services: new Map() })],
      [going(adele), facts.policy],
      [going('watch', undefined, {}), policyLike()],
      [deployingRequest(), facts.policy],
      [approvedRequest(), facts.policy],
    ] as const;
    for (const [request, policy] of others) {
      assert.equal(hookDue(request, policy), undefined);
      assert.deepEqual(answerTo(request, call(), begun, factsLike({ policy })), []);
      assert.deepEqual(answerTo(request, answer(HEARD), begun, factsLike({ policy })), []);
    }
  });

  it('is called once, and its answer kept once, from whoever called', () => {
    const called = afterAll(going('watch'), [[call(), begun]], facts);
    assert.deepEqual(answerTo(called, call('c2'), later(1, begun), facts), []);
    assert.deepEqual(answerTo(called, answer(HEARD, 'c2'), begun, facts), []);
    assert.deepEqual(answerTo(called, answer(HEARD), begun, facts), [{ kind: 'hook-answered', answer: HEARD, at: begun }]);
    const heard = afterAll(called, [[answer(HEARD), later(1, begun)]], facts);
    assert.deepEqual('rollout' in heard && heard.rollout.hook, {
      call: 'c1',
      at: begun,
      answer: { ...HEARD, at: later(1, begun) },
    });
    assert.equal(hookDue(heard), undefined);
    assert.deepEqual(answerTo(heard, answer({ kind: 'unheard', found: '503' }), later(2, begun), facts), []);
    assert.deepEqual(answerTo(heard, call('c2'), later(60, begun), facts), []);
  });

  it('has the on-call engineer look where it was not heard', () => {
    const unheard = { kind: 'unheard', found: '503' } as const;
    const called = afterAll(going('watch'), [[call(), begun]], facts);
    const events = [{ kind: 'hook-answered', answer: unheard, at: begun }, owed(1)];
    assert.deepEqual(answerTo(called, answer(unheard), begun, facts), events);
    const looked = {
      id: 'investigate-1',
      kind: 'investigate',
      owner: adele,
      since: begun,
      due: begun,
      met: undefined,
    } as const;
    const others = [
      { ...looked, id: 'review', kind: 'review' },
      { ...looked, id: 'cause', kind: 'cause' },
    ] as const;
    const again = { ...called, obligations: [looked, ...others] };
    assert.deepEqual(answerTo(again, answer(unheard), begun, facts), [events[0], owed(2)]);
  });

  it('counts as not heard when no answer was kept for five minutes', () => {
    const called = afterAll(going('watch'), [[call(), begun]], facts);
    const lost = later(5, begun);
    assert.equal(hookDue(called), lost);
    assert.deepEqual(answerTo(called, call('c2'), lost, facts), [
      { kind: 'hook-answered', answer: { kind: 'unheard', found: '' }, at: lost },
      owed(1, lost),
    ]);
  });

  it('answers nothing before it was called', () => {
    assert.throws(() => evolveHook(undefined, { kind: 'hook-answered', answer: HEARD, at: begun }), /before it was called/);
  });
});
