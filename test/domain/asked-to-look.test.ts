import assert from 'node:assert/strict';
import type { RequestEvent } from '../../bot/domain/request.ts';
import { timersOf } from '../../bot/domain/timers.ts';
import type { Instant } from '../../bot/domain/time.ts';
import type { Reading, Watch } from '../../bot/domain/watch.ts';
import { afterAll, answerTo, factsLike } from '../support/deciding.ts';
import { watchLike } from '../support/given-watch.ts';
import { adele, deployedRequest, later, nestor, policyLike, role } from '../support/given.ts';

const { since: LIVE, horizons } = watchLike([]);
const at = (minutes: number): Instant => later(minutes, LIVE);
const policy = policyLike({
  watch: { ...policyLike().watch, horizons, criteria: ['No complaints', 'As in staging', 'Nothing lost'] },
});
const facts = factsLike({ policy });
const ASK = { kind: 'ask-check' } as const;

const asking = (readings: readonly Reading[] = [], changes: Partial<Watch> = {}) => {
  const watch = watchLike(readings, { source: 'asked', before: undefined, ...changes });
  return deployedRequest({ rollout: { ...deployedRequest().rollout, watch } });
};
const asks = (n: number, minutes: number, within: number, asked = minutes): readonly RequestEvent[] => [
  { kind: 'check-asked', n, at: at(minutes) },
  {
    kind: 'obligation-owed',
    owed: { id: `watch-check-${n}`, kind: 'watch-check', owner: adele, since: at(asked), due: at(asked + within) },
    at: at(asked),
  },
];
const unanswered = (n: number, minutes: number, now: number): readonly RequestEvent[] => [
  { kind: 'obligation-dropped', id: `watch-check-${n}`, at: at(now) },
  {
    kind: 'checked',
    at: at(minutes),
    horizon: minutes > 30 ? 'first-24-hours' : 'first-30-minutes',
    reading: { kind: 'unknown', because: 'not-answered' },
    breaches: [],
    verdict: 'inconclusive',
  },
];
const seen = (saw: 'healthy' | 'unhealthy', note = ''): Reading => ({ kind: 'seen', by: adele, saw, note });
const says = (saw: 'healthy' | 'unhealthy', note = '', by = adele) => ({ kind: 'answer-check', by, saw, note }) as const;
const checked = (minutes: number, reading: Reading): RequestEvent => ({
  kind: 'checked',
  at: at(minutes),
  horizon: 'first-30-minutes',
  reading,
  breaches: [],
  verdict: 'healthy',
});
const watchDue = (request: Parameters<typeof timersOf>[0]) =>
  timersOf(request, policy).find(({ kind }) => kind === 'watch')?.due;

describe('where nothing can be measured, the on-call engineer', () => {
  it('is asked to look at each moment, and has until the next one, half an hour at most', () => {
    assert.deepEqual(answerTo(asking(), ASK, at(4), facts), []);
    assert.deepEqual(answerTo(asking(), ASK, at(5), facts), asks(1, 5, 5));
    assert.deepEqual(answerTo(asking(), ASK, at(7), facts), asks(1, 5, 3, 7));
    const healthy = [1, 2, 3, 4, 5].map(() => seen('healthy'));
    assert.deepEqual(answerTo(asking(healthy), ASK, at(30), facts), asks(6, 30, 30));
    const seconds = later(9.9, LIVE);
    assert.deepEqual(answerTo(asking(), ASK, seconds, facts), [
      { kind: 'check-asked', n: 1, at: at(5) },
      {
        kind: 'obligation-owed',
        owed: { id: 'watch-check-1', kind: 'watch-check', owner: adele, since: seconds, due: later(1, seconds) },
        at: seconds,
      },
    ]);
  });

  it('is asked again at the next moment, and what was not answered is not known', () => {
    const asked = afterAll(asking(), [[ASK, at(5)]], facts);
    assert.equal(watchDue(asked), at(10));
    assert.deepEqual(answerTo(asked, ASK, at(9), facts), []);
    assert.deepEqual(answerTo(asking([seen('healthy')]), ASK, at(1_440), facts), asks(2, 1_440, 30), 'the last moment');
    assert.deepEqual(answerTo(asked, ASK, at(10), facts), [...unanswered(1, 5, 10), ...asks(2, 10, 5)]);
  });

  it('is asked nothing after the last moment, and has an hour to answer', () => {
    const closed = [{ horizon: 'first-30-minutes', verdict: 'healthy', at: at(30) }] as const;
    const last = asking([seen('healthy')], { closed, asked: { n: 7, at: at(1_440) } });
    assert.equal(watchDue(last), at(1_500));
    assert.deepEqual(answerTo(last, ASK, at(1_499), facts), []);
    assert.deepEqual(answerTo(last, ASK, at(1_500), facts), [
      ...unanswered(7, 1_440, 1_500),
      { kind: 'horizon-closed', horizon: 'first-24-hours', verdict: 'inconclusive', at: at(1_500) },
      { kind: 'completed', verdict: 'healthy', at: at(1_500) },
    ]);
    const over = asking([], {
      checks: [{ ...watchLike([seen('healthy')]).checks[0], at: at(1_440) } as Watch['checks'][number]],
    });
    assert.deepEqual([watchDue(over), answerTo(over, ASK, at(2_000), facts)], [undefined, []]);
  });

  it('answers the question that is open, and owes nothing for it any more', () => {
    const asked = afterAll(asking(), [[ASK, at(5)]], facts);
    const met = { kind: 'obligation-met', id: 'watch-check-1', by: adele, note: 'All green', at: at(8) } as const;
    assert.deepEqual(answerTo(asked, says('healthy', ' All green '), at(8), facts), [
      met,
      checked(5, seen('healthy', 'All green')),
    ]);
    const done = afterAll(asked, [[says('healthy'), at(8)]], facts);
    assert.deepEqual('rollout' in done && [done.rollout.watch?.asked, done.rollout.watch?.checks.length], [undefined, 1]);
    assert.deepEqual(answerTo(done, ASK, at(10), facts), asks(2, 10, 5));
  });

  it('may say how it looks without being asked, and is asked nothing that this answers', () => {
    assert.deepEqual(answerTo(asking(), says('healthy'), at(12), facts), [checked(12, seen('healthy'))]);
    const said = afterAll(asking(), [[says('healthy'), at(12)]], facts);
    assert.equal(watchDue(said), at(15));
    const late = answerTo(asking(), says('healthy'), at(3_000), facts);
    assert.ok(Array.isArray(late));
    assert.deepEqual(late[0], { ...checked(3_000, seen('healthy')), horizon: 'first-24-hours' });
    const [edge] = [answerTo(asking(), says('healthy'), at(30), facts)].flat();
    assert.deepEqual(edge, checked(30, seen('healthy')), 'the end of a part belongs to it');
  });

  it('says what is wrong where something is', () => {
    const breaches = [{ of: 'seen', value: 1, limit: 0, calls: 'attention' }] as const;
    assert.deepEqual(answerTo(asking(), says('unhealthy', ' '), at(5), facts), { code: 'reason-needed' });
    assert.deepEqual(answerTo(asking(), says('unhealthy', 'Orders hang'), at(5), facts), [
      { ...checked(5, seen('unhealthy', 'Orders hang')), breaches, verdict: 'unhealthy' },
    ]);
  });

  it('is believed, and so is whoever else runs the deployment, and nobody else', () => {
    assert.deepEqual(answerTo(asking(), says('healthy', '', nestor), at(5), facts), { code: 'not-deployer' });
    const lead = factsLike({ policy, rolesHeld: new Set([role('devops-lead')]) });
    assert.deepEqual(answerTo(asking(), says('healthy', '', nestor), at(5), lead), [
      checked(5, { kind: 'seen', by: nestor, saw: 'healthy', note: '' }),
    ]);
  });
});

describe('what people vouch for', () => {
  const vouch = (lines: readonly number[], by = adele) => ({ kind: 'vouch-success', by, lines }) as const;

  it('are lines of policy, each once, whoever taps what', () => {
    const request = asking([], { vouched: [{ line: 'As in staging', by: adele, at: at(1) }] });
    assert.deepEqual(answerTo(request, vouch([2, 1, 0, 2, 7, -1]), at(3), facts), [
      { kind: 'success-vouched', lines: ['Nothing lost', 'No complaints'], by: adele, at: at(3) },
    ]);
    assert.deepEqual(answerTo(request, vouch([1]), at(3), facts), []);
    const all = afterAll(request, [[vouch([0, 2]), at(3)]], facts);
    assert.deepEqual('rollout' in all && all.rollout.watch?.vouched, [
      { line: 'As in staging', by: adele, at: at(1) },
      { line: 'No complaints', by: adele, at: at(3) },
      { line: 'Nothing lost', by: adele, at: at(3) },
    ]);
  });

  it('is the business of those who run the deployment', () => {
    const request = asking();
    assert.deepEqual(answerTo(request, vouch([0], nestor), at(3), facts), { code: 'not-deployer' });
    const lead = factsLike({ policy, rolesHeld: new Set([role('devops-lead')]) });
    assert.deepEqual(answerTo(request, vouch([0], nestor), at(3), lead), [
      { kind: 'success-vouched', lines: ['No complaints'], by: nestor, at: at(3) },
    ]);
  });
});
