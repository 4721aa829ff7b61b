import assert from 'node:assert/strict';
import { FIELDS, fieldsOf, isFieldId, SECTIONS } from '../../bot/domain/fields.ts';
import { answersOf, completePlan, readAnswers, saidIn, type Plan } from '../../bot/domain/plan.ts';
import type { WallClock } from '../../bot/domain/time.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { later, NAMES, planLike, policyLike, WINDOW_START } from '../support/given.ts';

const policy = policyLike();
const [madrid, newYork] = ['Europe/Madrid', 'America/New_York'].map((zone) => createCalendar({ zone })) as [
  ReturnType<typeof createCalendar>,
  ReturnType<typeof createCalendar>,
];
const answers = answersOf(planLike(), madrid);
const read = (changes: Partial<Record<keyof typeof answers, string>>, wall: WallClock = madrid) =>
  readAnswers({ ...answers, ...changes }, { policy, calendar: madrid, wall, people: new Set(NAMES.keys()) });

describe('a plan', () => {
  it('is read back from the answers that it gives', () => {
    const { read: plan, problems } = read({});
    assert.deepEqual(problems, []);
    assert.deepEqual(plan, planLike());
  });

  it('begins when its day and time say, and takes as long as it says', () => {
    const { read: plan } = read({ date: '2026-11-30', time: '10:15', duration: '45' });
    const start = later(4 * 1_440 + 75, WINDOW_START);
    assert.deepEqual(plan.window, { start, end: later(45, start) });
    assert.equal('date' in plan || 'time' in plan, false);
  });

  it('has no window while a part of it is missing, or no clock shows it', () => {
    const wrong = (changes: Parameters<typeof read>[0]) => {
      const { read: plan, problems } = read(changes);
      assert.equal(plan.window, undefined);
      assert.equal(plan.title, 'Ledger checkout', 'the rest is read');
      return problems.map(({ field, refusal }) => [field, refusal.code]);
    };
    assert.deepEqual(wrong({ date: '' }), [['date', 'missing']]);
    assert.deepEqual(wrong({ time: 'noon' }), [['time', 'not-a-time']]);
    assert.deepEqual(wrong({ duration: 'long' }), [['duration', 'not-minutes']]);
    assert.deepEqual(wrong({ date: '2027-03-28', time: '02:30' }), [['time', 'not-a-time']], 'skipped in spring');
  });

  it('is the same by whichever clock it was typed', () => {
    const there = answersOf(planLike(), madrid, newYork);
    assert.deepEqual(
      [there.date, there.time, there.stagedOn, there.stagedTime],
      ['2026-11-26', '03:00', '2026-11-20', '04:00'],
    );
    assert.deepEqual(read(there, newYork).read, planLike());
  });

  it('leaves an optional answer empty that was not given, and says a zero where one had to be', () => {
    const said = saidIn(planLike({ trafficIncrease: 0, unitTests: 0, rollbackTested: false }));
    const zero = FIELDS.filter(({ id }) => said[id] === '0').map(({ id, need }) => [id, need]);
    assert.deepEqual([zero, said.trafficIncrease], [[['unitTests', 'required']], '']);
    const numbers = FIELDS.filter(
      ({ kind, need }) => ['number', 'percentage', 'minutes'].includes(kind) && need === 'optional',
    );
    const nothing = saidIn(planLike(Object.fromEntries(numbers.map(({ id }) => [id, 0]))));
    assert.deepEqual(new Set(numbers.map(({ id }) => nothing[id])), new Set(['']));
    assert.deepEqual([said.rollbackTested, said.prReviewed, said.changes], ['no', 'yes', 'backend,database']);
    assert.equal(said.steps, planLike().steps.join('\n'));
    assert.equal('date' in said || 'time' in said, false);
  });

  it('that was kept before a question was asked has no answer to it', () => {
    const { visibility: _visibility, unitTests: _tests, keyChanges: _changes, ...kept } = planLike();
    assert.deepEqual(completePlan(kept as Plan), planLike({ visibility: '', unitTests: 0, keyChanges: [] }));
  });
});

describe('a question of the form', () => {
  it('stands in one section, and is known by its name', () => {
    assert.deepEqual(SECTIONS.flatMap(fieldsOf), FIELDS);
    assert.deepEqual(
      fieldsOf('on-call').map(({ id }) => id),
      [
        'notifyCustomers',
        'updateStatusPage',
        'notifyStakeholders',
        'onCallEngineer',
        'onCallContact',
        'backupEngineer',
        'backupContact',
        'managerOnCall',
        'managerContact',
      ],
    );
    assert.deepEqual(['title', 'nonsense', ''].map(isFieldId), [true, false, false]);
  });
});
