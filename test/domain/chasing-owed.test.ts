import assert from 'node:assert/strict';
import type { Chase } from '../../bot/domain/chase.ts';
import type { LevelReached } from '../../bot/domain/levels.ts';
import { owe, type ObligationKind } from '../../bot/domain/obligation.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { alex, channel, deployedRequest, halfApproved, isaiah, later, MONDAY, pradeep } from '../support/given.ts';
import { chase, chaseFacts, unanswered } from '../support/given-chases.ts';

const [HOUR, DAY] = [60, 24 * 60];
const steps = (chases: readonly Chase[]) => chases.map(({ step, people, at }) => [step, people, at]);

describe('what is owed and not done', () => {
  const owing = (kind: ObligationKind, within: number, request: DeployRequest = deployedRequest()) =>
    evolve(request, owe({ kind, owner: alex, since: MONDAY, within }, MONDAY));

  it('is chased at the pace of its kind, by its owner first, in the night too', () => {
    const paces: readonly (readonly [ObligationKind, number, readonly number[]])[] = [
      ['review', 120, [60, 120, 180, 240]],
      ['cause', DAY, [DAY / 2, DAY, DAY + 60, DAY + 120]],
      ['action', 7 * DAY, [3.5 * DAY, 7 * DAY, 8 * DAY, 9 * DAY]],
    ];
    for (const [kind, within, minutes] of paces) {
      assert.deepEqual(
        steps(unanswered(owing(kind, within))),
        [
          ['half', [alex]],
          ['due', [alex]],
          ['level-1', [isaiah]],
          ['level-2', [pradeep]],
        ].map(([step, people], n) => [step, people, later(minutes[n] ?? 0)]),
        kind,
      );
    }
  });

  it('is not reminded of halfway where it is owed within minutes, and goes up as quickly', () => {
    for (const kind of ['issue-update', 'investigate', 'watch-check', 'pipeline-report'] as const) {
      assert.deepEqual(
        unanswered(owing(kind, 15)).map(({ step, at }) => [step, at]),
        [
          ['due', later(15)],
          ['level-1', later(30)],
          ['level-2', later(45)],
        ],
        kind,
      );
    }
    assert.deepEqual(
      unanswered(owing('watch-check', 0.5)).map(({ at }) => at),
      [later(0.5), later(1.5), later(2.5)],
      'a minute at least',
    );
  });

  it('is told beside a phase that waits, and alone while nobody is at work', () => {
    const night = later(DAY + 11 * HOUR);
    const both = evolve(halfApproved(), owe({ kind: 'cause', owner: alex, since: night, within: 120 }, night));
    const events = chase(both, later(60, night));
    assert.ok('map' in events);
    assert.deepEqual(
      events.map((event) => event.kind === 'chased' && [event.about, event.step]),
      [[{ kind: 'obligation', id: 'cause' }, 'half']],
    );
    const morning = chase(both, later(2 * DAY));
    assert.ok('map' in morning);
    assert.deepEqual(
      morning.map((event) => event.kind === 'chased' && [event.about.kind, event.step]),
      [
        ['phase', 'half'],
        ['obligation', 'due'],
      ],
    );
  });

  it('passes over levels that nobody is behind, and tells the last one as it is', () => {
    const nobody: LevelReached = { people: [], channel: undefined };
    const inChannel: LevelReached = { people: [], channel: channel('incidents') };
    const told = (...reached: readonly LevelReached[]) =>
      unanswered(owing('review', 120), chaseFacts({ levels: reached }))
        .slice(2)
        .map(({ step, people, channel: where }) => [step, people, where]);
    assert.deepEqual(told(nobody, inChannel), [['level-2', [], channel('incidents')]]);
    assert.deepEqual(told(inChannel, nobody), [
      ['level-1', [], channel('incidents')],
      ['level-2', [], undefined],
    ]);
    assert.deepEqual(told(nobody, nobody), [['level-2', [], undefined]]);
  });
});
