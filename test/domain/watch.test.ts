import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plusMinutes } from '../../bot/domain/time.ts';
import {
  errorRate,
  evolveWatch,
  judge,
  minutesCovered,
  momentDue,
  moments,
  nextMoment,
  overall,
  verdictOf,
  type Check,
  type Reading,
  type Sample,
  type Verdict,
} from '../../bot/domain/watch.ts';
import { runs } from '../support/runs.ts';
import { later, WINDOW_START } from '../support/given.ts';
import { watchLike } from '../support/given-watch.ts';

const { limits } = watchLike([]);
const of = (sample: Partial<Sample>): Reading => ({
  kind: 'measured',
  minutes: 5,
  sample: { requests: 1_000, failed: 0, responseMs: 100, p99Ms: 150, failedConnections: 0, ...sample },
});
const said = (reading: Reading, alerts = 0) => {
  const { verdict, breaches } = judge(reading, alerts, limits);
  return [verdict, ...breaches.map(({ of: what, calls }) => `${what} ${calls}`)];
};

describe('a check', () => {
  const table: readonly (readonly [string, Reading, readonly string[]])[] = [
    ['nothing wrong', of({}), ['healthy']],
    ['exactly at the limit', of({ failed: 10, responseMs: 500 }), ['healthy']],
    ['more than 1 % errors', of({ failed: 11 }), ['unhealthy', 'error-rate attention']],
    ['exactly 5 % errors', of({ failed: 50 }), ['unhealthy', 'error-rate attention']],
    ['more than 5 % errors', of({ failed: 51 }), ['unhealthy', 'error-rate rollback']],
    ['slower than 500 ms', of({ responseMs: 501 }), ['unhealthy', 'response-time attention']],
    ['slower than 1000 ms', of({ responseMs: 1_001 }), ['unhealthy', 'response-time investigation']],
    [
      'more than 1000 failed calls a minute',
      of({ requests: 1_000_000, failed: 5_001 }),
      ['unhealthy', 'failed-calls investigation'],
    ],
    ['a database that cannot be reached', of({ failedConnections: 1 }), ['unhealthy', 'failed-connections investigation']],
    ['just enough requests', of({ requests: 100, failed: 1 }), ['healthy']],
    ['just enough requests, of which too many fail', of({ requests: 100, failed: 6 }), ['unhealthy', 'error-rate rollback']],
    ['slow answers to very few requests', of({ requests: 99, responseMs: 2_000 }), ['inconclusive']],
    [
      'slow answers to nobody knows how many',
      of({ requests: undefined, responseMs: 2_000 }),
      ['unhealthy', 'response-time investigation'],
    ],
    ['5000 failed calls in five minutes', of({ requests: 1_000_000, failed: 5_000 }), ['healthy']],
    ['half of very few requests failing', of({ requests: 99, failed: 50 }), ['inconclusive']],
    ['no requests at all', of({ requests: 0 }), ['inconclusive']],
    ['an unknown number of failures', of({ failed: undefined }), ['inconclusive']],
    ['an unknown number of requests', of({ requests: undefined, responseMs: undefined }), ['inconclusive']],
    ['no answer', { kind: 'unknown', because: 'throttled' }, ['inconclusive']],
  ];
  for (const [what, reading, expected] of table) {
    it(`of ${what} is ${expected.join(', ')}`, () => {
      assert.deepEqual(said(reading), expected);
    });
  }

  it('with an alert is never healthy, whatever the numbers are', () => {
    for (const [, reading] of table) assert.equal(said(reading, 2)[0], 'unhealthy');
  });

  it('is healthy only on enough requests, of which few enough fail, answered fast enough', () => {
    const maybe = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { nil: undefined });
    fc.assert(
      fc.property(maybe(3_000), maybe(3_000), maybe(3_000), maybe(2), (requests, failed, responseMs, failedConnections) => {
        if (judge(of({ requests, failed, responseMs, failedConnections }), 0, limits).verdict !== 'healthy') return;
        assert.ok(requests !== undefined && requests >= 100);
        assert.ok(failed !== undefined && failed / requests <= 0.01);
        assert.ok((responseMs ?? 0) <= 500 && (failedConnections ?? 0) === 0);
      }),
      runs(2_000),
    );
  });
});

describe('the verdict on several checks', () => {
  const checks = (...verdicts: readonly Verdict[]) => verdicts.map((verdict) => ({ verdict, breaches: [] }));
  const table: readonly (readonly [readonly Verdict[], Verdict])[] = [
    [[], 'inconclusive'],
    [['healthy', 'healthy'], 'healthy'],
    [['healthy', 'unhealthy', 'healthy'], 'healthy'],
    [['healthy', 'unhealthy', 'unhealthy', 'healthy'], 'unhealthy'],
    [['unhealthy', 'inconclusive', 'unhealthy', 'healthy'], 'unhealthy'],
    [['healthy', 'unhealthy'], 'unhealthy'],
    [['inconclusive', 'inconclusive'], 'inconclusive'],
    [['inconclusive', 'inconclusive', 'healthy'], 'inconclusive'],
    [['inconclusive', 'healthy'], 'healthy'],
  ];
  for (const [verdicts, expected] of table) {
    it(`${verdicts.join(', ') || 'none'}: ${expected}`, () => {
      assert.equal(verdictOf(checks(...verdicts), limits), expected);
    });
  }

  it('is unhealthy after one moment that called for a rollback', () => {
    const breach: Check['breaches'][number] = { of: 'error-rate', value: 6, limit: 5, calls: 'rollback' };
    assert.equal(
      verdictOf([{ verdict: 'unhealthy', breaches: [breach] }, ...checks('healthy', 'healthy')], limits),
      'unhealthy',
    );
  });

  it('is not unhealthy after one moment that called for less', () => {
    const breach: Check['breaches'][number] = { of: 'error-rate', value: 2, limit: 1, calls: 'attention' };
    const hiccup = { verdict: 'unhealthy', breaches: [breach] } as const;
    assert.equal(verdictOf([hiccup, ...checks('healthy', 'healthy')], limits), 'healthy');
  });

  it('is not made better by what comes after a part that ended badly', () => {
    const closed = [{ horizon: 'first-30-minutes', verdict: 'unhealthy', at: WINDOW_START }] as const;
    assert.equal(overall(watchLike([of({}), of({})], { closed })), 'unhealthy');
  });
});

describe('a watch as it is kept', () => {
  const opened = {
    kind: 'watch-opened',
    since: WINDOW_START,
    source: 'asked',
    horizons: [],
    limits,
    before: undefined,
  } as const;

  it('begins with nothing looked at, and nothing else begins it', () => {
    const { kind: _kind, ...rest } = opened;
    assert.deepEqual(evolveWatch(undefined, { ...opened, at: later(1, WINDOW_START) }), {
      ...rest,
      checks: [],
      asked: undefined,
      closed: [],
      vouched: [],
    });
    assert.throws(
      () => evolveWatch(undefined, { kind: 'check-asked', n: 1, at: WINDOW_START }),
      /cannot begin with check-asked/,
    );
  });

  it('covers the minutes since the look before', () => {
    const watch = watchLike([of({})]);
    assert.equal(minutesCovered(watch, later(20, watch.since)), 15);
    assert.equal(minutesCovered({ ...watch, checks: [] }, later(20, watch.since)), 20);
    assert.equal(minutesCovered(watch, later(5, watch.since)), 1, 'never none');
  });

  it('is as bad as its worst part, and healthy when one was', () => {
    const closed = (...verdicts: readonly Verdict[]) =>
      verdicts.map((verdict, n) => ({ horizon: `part-${n}`, verdict, at: WINDOW_START }));
    const bad = watchLike([of({ failed: 20 }), of({ failed: 20 })]);
    assert.equal(overall(watchLike([])), 'inconclusive');
    assert.equal(overall(watchLike([of({})])), 'healthy');
    assert.equal(overall({ ...watchLike([]), closed: closed('healthy', 'inconclusive') }), 'healthy');
    assert.equal(overall({ ...watchLike([of({})]), closed: closed('inconclusive', 'unhealthy') }), 'unhealthy');
    assert.equal(overall(bad), 'unhealthy');
    const summed = [{ horizon: 'first-30-minutes', verdict: 'healthy', at: WINDOW_START }] as const;
    assert.equal(overall({ ...bad, closed: summed }), 'healthy', 'what was summed up is not counted again');
    assert.equal(overall({ ...bad, closed: [...closed('healthy'), ...summed] }), 'healthy');
    assert.equal(overall({ ...bad, closed: closed('healthy') }), 'unhealthy', 'another part was');
  });

  it('knows no rate of errors where there was nothing to fail', () => {
    assert.equal(errorRate({ requests: 200, failed: 3 }), 1.5);
    assert.equal(errorRate({ requests: 0, failed: 0 }), undefined);
    assert.equal(errorRate({ requests: undefined, failed: 3 }), undefined);
    assert.equal(errorRate({ requests: 200, failed: undefined }), undefined);
  });
});

describe('the moments of a watch', () => {
  const watch = watchLike([]);

  it('are every five minutes for half an hour, then every hour for a day', () => {
    const minutes = moments(watch).map(({ at }) => (Date.parse(at) - Date.parse(watch.since)) / 60_000);
    assert.deepEqual(minutes.slice(0, 8), [5, 10, 15, 20, 25, 30, 60, 120]);
    assert.equal(minutes.at(-1), 1_440);
    assert.equal(minutes.length, 6 + 24);
  });

  it('come as often as people are asked, where people are asked', () => {
    const minutes = moments({ ...watch, source: 'asked' }).map(({ at }) => (Date.parse(at) - Date.parse(watch.since)) / 60_000);
    assert.deepEqual(minutes, [5, 10, 15, 20, 25, 30, 1_440]);
  });

  it('that were missed are covered by the newest one', () => {
    const now = plusMinutes(watch.since, 22);
    assert.equal(momentDue(watch, now)?.at, plusMinutes(watch.since, 20));
    assert.equal(momentDue(watch, watch.since), undefined);
  });

  it('rise without repeats, end with each part, and are each looked at once', () => {
    const minute = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(fc.array(fc.tuple(minute, minute, minute), { minLength: 1, maxLength: 4 }), (parts) => {
        let until = 0;
        const horizons = parts.map(([longer, every, ask], n) => ({
          id: `part-${n}`,
          title: '',
          until: (until += longer),
          every,
          ask,
        }));
        const all = moments({ ...watch, horizons });
        const times = all.map(({ at }) => at);
        assert.deepEqual(times, [...new Set(times)].sort());
        for (const { id, until: end } of horizons) {
          assert.equal(all.findLast(({ horizon }) => horizon.id === id)?.at, plusMinutes(watch.since, end));
        }
        const [first] = all;
        assert.ok(first);
        assert.equal(nextMoment({ ...watch, horizons })?.at, first.at);
      }),
      runs(300),
    );
  });

  it('are over when the last was looked at', () => {
    const last = {
      at: later(1_440, watch.since),
      horizon: 'first-24-hours',
      reading: of({}),
      breaches: [],
      verdict: 'healthy',
    } as const;
    assert.equal(nextMoment({ ...watch, checks: [last] }), undefined);
  });
});
