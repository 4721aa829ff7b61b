import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import type { Answers } from '../../bot/domain/answers.ts';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { FreezeId, RequestId, ServiceId } from '../../bot/domain/ids.ts';
import { answersOf } from '../../bot/domain/plan.ts';
import { checkAnswers, type RuleFacts } from '../../bot/domain/rules.ts';
import type { Template } from '../../bot/domain/template.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { versions } from '../../bot/policy/versions.ts';
import {
  adele,
  alex,
  later,
  megan,
  MONDAY,
  NAMES,
  PAYMENTS,
  planLike,
  policyLike,
  PROD,
  pullLike,
  role,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const calendar = createCalendar(policy.time);
const tokyo = createCalendar({ zone: 'Asia/Tokyo' });
const ORDERS = 'orders' as ServiceId;
const { window } = planLike();

/** What is wrong with a plan that is right but for these answers, in a world that is empty but for this. */
function wrong(changes: Answers = {}, world: Partial<RuleFacts> = {}, now: Instant = MONDAY): readonly unknown[] {
  const facts: RuleFacts = {
    policy,
    calendar,
    wall: calendar,
    versions,
    requester: alex,
    editing: undefined,
    people: new Set(NAMES.keys()),
    holders: new Map([...policy.roles].map(([id, { members }]) => [id, members])),
    history: { isFirst: false, lastFailed: false },
    planned: [],
    others: [],
    running: [],
    holds: NO_HOLDS,
    ...world,
  };
  const checked = checkAnswers({ ...answersOf(planLike(), calendar, facts.wall), ...changes }, facts, now);
  return checked.ok ? [checked.value] : checked.problem;
}
const right = [planLike()];
const other = { id: 'DEP-7' as RequestId, service: PAYMENTS, environment: PROD, version: '2.4.1', window };
const apart = { start: later(60, WINDOW_START), end: later(90, WINDOW_START) };

describe('a version', () => {
  it('is newer than the one that runs in the same place', () => {
    const running = { service: PAYMENTS, environment: PROD, version: '2.4.1' };
    assert.deepEqual(wrong({}, { running: [running] }), [
      { field: 'version', refusal: { code: 'version-not-newer', running: '2.4.1' } },
    ]);
    for (const elsewhere of [
      { ...running, service: ORDERS },
      { ...running, environment: UAT },
      { ...running, version: '2.4.0' },
    ]) {
      assert.deepEqual(wrong({}, { running: [elsewhere] }), right);
    }
  });

  it('is asked for in one request for the same place', () => {
    const twin = { ...other, window: apart };
    const requested = { field: 'version', refusal: { code: 'already-requested', by: 'DEP-7' } };
    assert.deepEqual(wrong({}, { others: [twin] }), [requested]);
    assert.deepEqual(wrong({}, { others: [twin], editing: twin.id }), right);
    for (const different of [
      { ...twin, service: ORDERS },
      { ...twin, environment: UAT },
      { ...twin, version: '2.4.2' },
    ]) {
      assert.deepEqual(wrong({}, { others: [different] }), right);
    }
  });

  it('has run well in the environment before, where that is to be reported', () => {
    const proven = { before: UAT, versions: ['2.4.0'] };
    assert.deepEqual(wrong({}, { holds: { ...NO_HOLDS, proven } }), [
      { field: 'version', refusal: { code: 'not-proven', version: '2.4.1', before: UAT } },
    ]);
  });
});

describe('a window', () => {
  it('is not one that another request has, or a lock, in the same place', () => {
    const taken = { ...other, version: '2.4.2' };
    assert.deepEqual(wrong({}, { others: [taken] }), [
      { field: 'time', refusal: { code: 'window-taken', by: 'DEP-7', until: window.end } },
    ]);
    for (const free of [
      { ...taken, service: ORDERS },
      { ...taken, environment: UAT },
      { ...taken, window: apart },
    ]) {
      assert.deepEqual(wrong({}, { others: [free] }), right);
    }
    const lock = { kind: 'taken', by: megan, reason: 'Load test', until: window.end, for: undefined } as const;
    assert.deepEqual(wrong({}, { holds: { ...NO_HOLDS, locks: [lock] } }), [
      { field: 'time', refusal: { code: 'locked', lock } },
    ]);
  });

  it('is not frozen, unless policy lets a frozen one in', () => {
    const freeze: Freeze = { id: 'FRZ-1' as FreezeId, scope: {}, span: window, reason: 'Year end', by: adele };
    const holds = { ...NO_HOLDS, freezes: [freeze] };
    const refusal = { code: 'frozen', freeze: freeze.id, reason: 'Year end', by: adele, until: window.end };
    assert.deepEqual(wrong({}, { holds }), [{ field: 'time', refusal }]);
    const warned = policyLike({ freezes: { ...policy.freezes, submission: 'warn' } });
    assert.deepEqual(wrong({}, { holds, policy: warned }), right);
  });

  it('is still to come', () => {
    assert.deepEqual(wrong({}, {}, later(-1, WINDOW_START)), right);
    assert.deepEqual(wrong({}, {}, WINDOW_START), [{ field: 'time', refusal: { code: 'window-past' } }]);
  });
});

describe('the rest of a request', () => {
  it('is as good as policy wants, and no better', () => {
    assert.deepEqual(wrong({ unitCoverage: '80' }), [planLike({ unitCoverage: 80 })]);
    assert.deepEqual(wrong({ unitCoverage: '79.9' }), [
      { field: 'unitCoverage', refusal: { code: 'coverage-too-low', minimum: 80 } },
    ]);
  });

  it('names a commit in seven to forty hexadecimal digits', () => {
    const commits = ['5275a45', '5275A45B7E99C7FD7265B790392C10A74101A67A'];
    for (const commit of commits) assert.deepEqual(wrong({ commit }), [planLike({ commit })]);
    for (const commit of ['5275a4', 'g275a45', 'x 5275a45', '5275a45 x']) {
      assert.deepEqual(wrong({ commit }), [{ field: 'commit', refusal: { code: 'not-a-commit' } }], commit);
    }
  });

  it('was staged and tested by today, on the clock of whoever says so too', () => {
    const today = { stagedOn: '2026-11-23', stagingTestedOn: '2026-11-23', stagedTime: '', stagingTestedTime: '' };
    assert.deepEqual(wrong(today), [planLike(today)]);
    const inFuture = { code: 'staged-in-future' };
    const tomorrow = { ...today, stagedOn: '2026-11-24', stagingTestedOn: '2026-11-24' };
    assert.deepEqual(wrong(tomorrow), [
      { field: 'stagedOn', refusal: inFuture },
      { field: 'stagingTestedOn', refusal: inFuture },
    ]);
    const evening = later(8 * 60);
    assert.deepEqual(wrong(tomorrow, { wall: tokyo }, evening), [planLike(tomorrow)], 'it is tomorrow in Tokyo');
    const backwards = { ...today, stagingTestedOn: '2026-11-22' };
    assert.deepEqual(wrong(backwards), [{ field: 'stagingTestedOn', refusal: { code: 'tested-before-staged' } }]);
  });

  it('uses a standard change where it belongs', () => {
    const template = (services: readonly ServiceId[]): Partial<RuleFacts> => {
      const standard: Template = { id: 'standard', title: 'Standard change', services, answers: {} };
      return { policy: policyLike({ templates: new Map([['standard', standard]]) }) };
    };
    const plan = [planLike({ template: 'standard' })];
    assert.deepEqual(wrong({ template: 'standard' }, template([])), plan);
    assert.deepEqual(wrong({ template: 'standard' }, template([ORDERS, PAYMENTS])), plan);
    assert.deepEqual(wrong({ template: 'standard' }, template([ORDERS])), [
      { field: 'template', refusal: { code: 'template-elsewhere', services: [ORDERS] } },
    ]);
  });

  it('can be approved by the people there are', () => {
    const nobody = new Map([...policy.roles].map(([id, { members }]) => [id, id === role('dba') ? [] : members]));
    assert.deepEqual(wrong({}, { holders: nobody }), [
      { field: 'changeTypes', refusal: { code: 'nobody-holds', roles: [role('dba')] } },
    ]);
    const twice = new Map([...nobody, [role('dba'), [megan]] as const]);
    assert.deepEqual(wrong({}, { holders: twice }), [
      { field: 'changeTypes', refusal: { code: 'too-few-people', roles: [role('cto')] } },
    ]);
  });

  it('keeps what its pull request said', () => {
    assert.deepEqual(wrong({}, { pull: pullLike() }), [{ ...planLike(), pull: pullLike() }]);
  });
});

describe('an emergency that is written down afterwards', () => {
  const begun = planLike({ version: '2.4.2', window: { start: later(-60), end: later(180) }, duration: 240 });

  it('stays what it is and when it began, and no rule comes too late', () => {
    const checked = wrong({ unitCoverage: '10', version: '9.9.9' }, { begun, others: [other] });
    assert.deepEqual(checked, [{ ...begun, unitCoverage: 10 }]);
  });

  it('is read as strictly as any other', () => {
    assert.deepEqual(wrong({ unitCoverage: 'most' }, { begun }), [
      { field: 'unitCoverage', refusal: { code: 'not-a-percentage', upTo: 100 } },
    ]);
  });
});
