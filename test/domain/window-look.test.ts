import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { FreezeId } from '../../bot/domain/ids.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import type { FieldProblem } from '../../bot/domain/refusal.ts';
import type { RuleFacts } from '../../bot/domain/rules.ts';
import { hoursInStaging } from '../../bot/domain/staging.ts';
import { lookAtWindow } from '../../bot/domain/window-look.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { versions } from '../../bot/policy/versions.ts';
import { adele, alex, later, MONDAY, planLike, policyLike, WINDOW_START } from '../support/given.ts';

const policy = policyLike();
const calendar = createCalendar(policy.time);
const { window } = planLike();
const freeze: Freeze = { id: 'FRZ-1' as FreezeId, scope: {}, span: window, reason: 'Year end', by: adele };
const frozen = { code: 'frozen', freeze: freeze.id, reason: 'Year end', by: adele, until: window.end } as const;
const factsWith = (freezes: readonly Freeze[]): RuleFacts => ({
  policy,
  calendar,
  wall: calendar,
  versions,
  requester: alex,
  editing: undefined,
  people: new Set(),
  holders: new Map(),
  history: { isFirst: false, lastFailed: false },
  planned: [],
  others: [],
  running: [],
  holds: { ...NO_HOLDS, freezes },
});
const look = (read: Partial<Plan> = planLike(), problems: readonly FieldProblem[] = [], freezes: readonly Freeze[] = []) =>
  lookAtWindow(read, problems, factsWith(freezes), MONDAY);

describe('the window of a form', () => {
  it('needs no other one where nothing is wrong with it', () => {
    assert.deepEqual(look(), { span: window, wrong: undefined, slots: [] });
  });

  it('is offered others where something is wrong with it, and nothing else counts as wrong with it', () => {
    const problems: readonly FieldProblem[] = [
      { field: 'version', refusal: { code: 'not-a-version' } },
      { field: 'date', refusal: { code: 'window-past' } },
    ];
    const { wrong, slots } = look(planLike(), problems);
    assert.deepEqual([wrong, slots[0], slots.length], [{ code: 'window-past' }, WINDOW_START, 3]);
    assert.deepEqual(look(planLike(), problems.slice(0, 1)), { span: window, wrong: undefined, slots: [] });
  });

  it('is told of a freeze, also where policy lets it be handed in', () => {
    const { wrong, slots } = look(planLike(), [], [freeze]);
    assert.deepEqual([wrong, slots[0]], [frozen, window.end]);
    const elsewhere = { ...freeze, span: { start: window.end, end: later(60, window.end) } };
    assert.equal(look(planLike(), [], [elsewhere]).wrong, undefined);
  });

  it('is offered where it does not say one yet', () => {
    const { window: _window, ...unsaid } = planLike();
    const { span, wrong, slots } = look(unsaid, [], [freeze]);
    assert.deepEqual([span, wrong, slots[0]], [undefined, undefined, later(15)]);
  });
});

describe('the hours in staging', () => {
  const hours = (...[stagedOn, stagedTime, stagingTestedOn, stagingTestedTime]: readonly [string, string, string, string]) =>
    hoursInStaging({ stagedOn, stagedTime, stagingTestedOn, stagingTestedTime });

  it('are from its deployment there to the end of its tests, whole days where no time of day is given', () => {
    assert.equal(hours('2026-11-20', '10:00', '2026-11-22', '17:30'), 55.5);
    assert.equal(hours('2026-11-20', '', '2026-11-22', ''), 48);
    assert.equal(hours('2026-11-20', '10:00', '2026-11-21', ''), 26);
    assert.equal(hours('2026-11-20', '', '2026-11-21', '10:00'), 22);
  });

  it('are unknown where one of the two days is', () => {
    assert.equal(hours('', '', '2026-11-22', ''), undefined);
    assert.equal(hours('2026-11-20', '10:00', '', ''), undefined);
  });
});
