import assert from 'node:assert/strict';
import type { PipelineId } from '../../bot/domain/ids.ts';
import { decideRun, evolveRuns, runPosts, standingOf, type RunEvent, type TargetRuns } from '../../bot/domain/target-runs.ts';
import { channel, FROM_ANYWHERE, later, PAYMENTS, policyLike, PROD, UAT } from '../support/given.ts';

const told = (changes: Partial<RunEvent> = {}): RunEvent => ({
  kind: 'run-told',
  service: PAYMENTS,
  environment: UAT,
  run: '8812',
  by: 'pipeline:payments-ci' as PipelineId,
  version: '2.5.0',
  ...FROM_ANYWHERE,
  standing: 'recorded',
  sequence: 1,
  what: 'started',
  at: later(0),
  ...changes,
});
const after = (...events: readonly Partial<RunEvent>[]): TargetRuns => {
  const [first, ...rest] = events.map(told);
  assert.ok(first);
  return rest.reduce(evolveRuns, evolveRuns(undefined, first));
};
const decided = (known: TargetRuns | undefined, changes: Partial<RunEvent>) => {
  const { kind: _kind, at: _at, ...rest } = told(changes);
  const answer = decideRun(known, rest, later(9));
  return answer.ok ? answer.value : answer.problem;
};

describe('a run that nobody has to request', () => {
  it('is kept with its reports, each once and in order', () => {
    assert.deepEqual(decided(undefined, {}), [told({ at: later(9) })]);
    const known = after({}, { sequence: 2, what: 'step-finished' });
    assert.deepEqual(decided(known, { sequence: 2, what: 'step-finished' }), []);
    assert.deepEqual(decided(known, { sequence: 2, what: 'succeeded' }), { code: 'sequence-used' });
    assert.deepEqual(decided(known, { sequence: 0 }), { code: 'out-of-order' });
    assert.deepEqual(decided(known, { sequence: 7, what: 'succeeded' }), [
      told({ sequence: 7, what: 'succeeded', at: later(9) }),
    ]);
    assert.deepEqual(decided(known, { run: '8813' }), [told({ run: '8813', at: later(9) })]);
    const { kind: _kind, service, environment, sequence: _sequence, what: _what, ...run } = told({ at: later(1) });
    const reports = [
      { sequence: 1, what: 'started' },
      { sequence: 2, what: 'succeeded' },
    ];
    assert.deepEqual(after({}, { sequence: 2, what: 'succeeded', at: later(1) }), {
      service,
      environment,
      runs: [{ ...run, reports, stray: 0 }],
      succeeded: ['2.5.0'],
      strays: 0,
    });
  });

  it('is kept among the thirty that were heard of last, the newest first', () => {
    const runs = Array.from({ length: 31 }, (_, n) => ({ run: `run-${n}` }));
    const known = after(...runs, { run: 'run-5', sequence: 2 });
    assert.deepEqual(
      [known.runs.length, known.runs[0]?.run, known.runs[1]?.run, known.runs.at(-1)?.run],
      [30, 'run-5', 'run-30', 'run-1'],
    );
  });

  it('proves its version by ending well, until it fails or goes back', () => {
    const ran = (what: RunEvent['what'], version = '2.5.0', sequence = 2) => ({ what, version, sequence });
    const table: readonly (readonly [readonly Partial<RunEvent>[], readonly string[]])[] = [
      [[ran('started')], []],
      [[ran('succeeded')], ['2.5.0']],
      [[ran('succeeded'), ran('started', '2.6.0')], ['2.5.0']],
      [
        [ran('succeeded'), ran('succeeded', '2.6.0')],
        ['2.6.0', '2.5.0'],
      ],
      [
        [ran('succeeded'), ran('succeeded', '2.6.0'), ran('succeeded')],
        ['2.5.0', '2.6.0'],
      ],
      [[ran('succeeded'), ran('succeeded', '2.6.0'), ran('failed')], ['2.6.0']],
      [[ran('succeeded'), ran('rolled-back')], []],
      [[{ ...ran('succeeded'), standing: 'no-request' }], []],
      [[ran('succeeded'), { ...ran('failed'), standing: 'other-trigger' }], ['2.5.0']],
    ];
    for (const [events, succeeded] of table) assert.deepEqual(after(...events).succeeded, succeeded);
    const many = after(...Array.from({ length: 201 }, (_, n) => ran('succeeded', `1.0.${n}`)));
    assert.deepEqual([many.succeeded.length, many.succeeded[0], many.succeeded.at(-1)], [200, '1.0.200', '1.0.1']);
  });
});

describe('a run that was not allowed', () => {
  const stray = (run: string, sequence = 1) => ({ run, sequence, standing: 'no-request' }) as const;

  it('is counted once, and told once in the channel of its service', () => {
    const known = after(stray('a'), {}, stray('b'), stray('a', 2));
    assert.equal(known.strays, 2);
    assert.deepEqual(
      known.runs.map(({ run, stray: n }) => [run, n]),
      [
        ['a', 1],
        ['b', 2],
        ['8812', 0],
      ],
    );
    const place = { kind: 'channel', key: channel('deployments') } as const;
    assert.deepEqual(runPosts(known, policyLike()), [
      { view: 'stray-1', place },
      { view: 'stray-2', place },
    ]);
  });

  it('is one without a request where policy wants one, or one that something else set off', () => {
    const standing = (environment: typeof PROD, problem: 'other-trigger' | undefined) =>
      standingOf({ service: PAYMENTS, environment }, problem, policyLike());
    assert.equal(standing(PROD, undefined), 'no-request');
    assert.equal(standing(PROD, 'other-trigger'), 'no-request');
    assert.equal(standing(UAT, 'other-trigger'), 'other-trigger');
    assert.equal(standing(UAT, undefined), 'recorded');
    assert.equal(
      standingOf({ service: PAYMENTS, environment: UAT }, undefined, { ...policyLike(), environments: new Map() }),
      'recorded',
    );
  });
});
