import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import type { Answers, FieldId } from '../../bot/domain/fields.ts';
import { answersOf } from '../../bot/domain/plan.ts';
import type { FieldRefusal } from '../../bot/domain/refusal.ts';
import { checkAnswers, type RuleFacts } from '../../bot/domain/rules.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { versions } from '../../bot/policy/versions.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import {
  alex,
  isaiah,
  later,
  MONDAY,
  NAMES,
  nestor,
  PAYMENTS,
  planLike,
  policyLike,
  PROD,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const calendar = createCalendar({ zone: 'Europe/Madrid' });

const facts = (changes: Partial<RuleFacts> = {}): RuleFacts => ({
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
  ...changes,
});

const answers = (changes: Answers = {}): Answers => ({ ...answersOf(planLike(), calendar), ...changes });

const other = { id: 'DEP-7' as RequestId, service: PAYMENTS, environment: PROD, version: '2.4.0', window: planLike().window };

describe('the answers of a request', () => {
  it('give the plan that they were written from', () => {
    const checked = checkAnswers(answers(), facts(), MONDAY);
    assert.deepEqual(checked.ok ? checked.value : checked.problem, planLike());
  });

  const blocked: readonly (readonly [string, Answers, Partial<RuleFacts>, FieldId, FieldRefusal['code']])[] = [
    ['a version that is not semantic', { version: 'v2' }, {}, 'version', 'not-a-version'],
    [
      'a version no newer than what runs',
      {},
      { running: [{ service: PAYMENTS, environment: PROD, version: '2.4.1' }] },
      'version',
      'version-not-newer',
    ],
    [
      'a version that another request asks for',
      {},
      { others: [{ ...other, version: '2.4.1', window: { start: later(1), end: later(2) } }] },
      'version',
      'already-requested',
    ],
    ['coverage under 80 %', { unitCoverage: '79.9' }, {}, 'unitCoverage', 'coverage-too-low'],
    ['coverage that is no percentage', { unitCoverage: 'most' }, {}, 'unitCoverage', 'not-a-percentage'],
    ['one reviewer', { reviewers: isaiah }, {}, 'reviewers', 'too-few-reviewers'],
    ['one reviewer twice', { reviewers: `${isaiah},${isaiah}` }, {}, 'reviewers', 'too-few-reviewers'],
    ['the requester as reviewer', { reviewers: `${alex},${isaiah}` }, {}, 'reviewers', 'reviewer-is-requester'],
    ['a reviewer nobody knows', { reviewers: '00000000-0000-4000-8000-00000000ffff' }, {}, 'reviewers', 'unknown-person'],
    ['no rollback steps', { rollbackSteps: ' \n ' }, {}, 'rollbackSteps', 'missing'],
    ['a database change without its migration', { migration: '' }, {}, 'migration', 'missing'],
    ['a failed staging run', { stagingSucceeded: 'no' }, {}, 'stagingSucceeded', 'staging-not-proven'],
    ['a staging run tomorrow', { stagedOn: '2026-11-24', stagingTestedOn: '2026-11-23' }, {}, 'stagedOn', 'staged-in-future'],
    ['staging tests before staging', { stagingTestedOn: '2026-11-19' }, {}, 'stagingTestedOn', 'tested-before-staged'],
    ['staging tests that end tomorrow', { stagingTestedOn: '2026-11-24' }, {}, 'stagingTestedOn', 'staged-in-future'],
    [
      'issues in staging that nobody says are resolved',
      { stagingIssues: '1 high', stagingResolved: '' },
      {},
      'stagingResolved',
      'missing',
    ],
    ['issues without their severity', { stagingIssues: 'a few' }, {}, 'stagingIssues', 'not-findings'],
    [
      'vulnerabilities that nobody says are resolved',
      { vulnerabilities: '2 low', vulnerabilitiesResolved: '' },
      {},
      'vulnerabilitiesResolved',
      'missing',
    ],
    ['a reviewer who wrote the code', { authors: nestor }, {}, 'reviewers', 'reviewer-is-author'],
    ['a commit that is none', { commit: 'the latest' }, {}, 'commit', 'not-a-commit'],
    ['a migration that nobody can undo', { migrationRollback: '' }, {}, 'migrationRollback', 'missing'],
    ['a rollback that takes two days', { rollbackMinutes: '48 h' }, {}, 'rollbackMinutes', 'not-minutes'],
    ['more traffic without a word on capacity', { trafficIncrease: '40', loadTests: 'pass' }, {}, 'capacity', 'missing'],
    ['a window that has passed', { date: '2026-11-19' }, {}, 'time', 'window-past'],
    ['a window outside the allowed hours', { time: '18:00' }, {}, 'time', 'window-not-allowed'],
    ['a window that ends too late', { time: '15:45' }, {}, 'time', 'window-not-allowed'],
    ['a window of another request for the service', {}, { others: [other] }, 'time', 'window-taken'],
    ['an hour that spring leaves out', { date: '2027-03-28', time: '02:30' }, {}, 'time', 'not-a-time'],
    ['30 February', { date: '2027-02-30' }, {}, 'date', 'not-a-date'],
    [
      'a backup who is on call already',
      { backupEngineer: planLike().onCallEngineer },
      {},
      'backupEngineer',
      'backup-is-on-call',
    ],
    ['a service that policy does not have', { service: 'ledger' }, {}, 'service', 'not-an-option'],
    ['a link that is not https', { link: 'javascript:alert(1)' }, {}, 'link', 'not-a-link'],
    ['a summary longer than a card takes', { summary: 'x'.repeat(601) }, {}, 'summary', 'too-long'],
    ['a role that nobody holds', {}, { holders: new Map() }, 'changeTypes', 'nobody-holds'],
  ];
  for (const [what, changes, world, field, code] of blocked) {
    it(`are turned down beside ${field} for ${what}`, () => {
      const checked = checkAnswers(answers(changes), facts(world), MONDAY);
      assert.deepEqual(checked.ok ? [] : checked.problem.map((problem) => [problem.field, problem.refusal.code]), [
        [field, code],
      ]);
    });
  }

  it('are told the next start that fits', () => {
    const checked = checkAnswers(answers({ time: '18:00' }), facts(), MONDAY);
    const refusal = checked.ok ? undefined : checked.problem[0]?.refusal;
    // Friday to Sunday are closed, so after Thursday 18:00 the next start is Monday.
    assert.deepEqual(refusal, { code: 'window-not-allowed', next: later(4 * 24 * 60, WINDOW_START) });
  });

  it('may move the window of the request that they edit', () => {
    assert.ok(checkAnswers(answers(), facts({ others: [other], editing: other.id }), MONDAY).ok);
  });

  it('need no migration when the database does not change, and no staging outside production', () => {
    assert.ok(checkAnswers(answers({ changes: 'backend', migration: '' }), facts(), MONDAY).ok);
    assert.ok(checkAnswers(answers({ environment: 'uat', stagedOn: '', stagingSucceeded: '' }), facts(), MONDAY).ok);
  });

  it('speak of what is there before the rest is filled in', () => {
    const checked = checkAnswers({ version: 'two' }, facts(), MONDAY);
    const codes = checked.ok
      ? []
      : checked.problem.filter(({ field }) => field === 'version').map(({ refusal }) => refusal.code);
    assert.deepEqual(codes, ['not-a-version']);
  });

  it('keep lists as people write them', () => {
    const checked = checkAnswers(answers({ steps: '1. Back up\n2) Swap\n- Open\n\n' }), facts(), MONDAY);
    assert.deepEqual(checked.ok && checked.value.steps, ['Back up', 'Swap', 'Open']);
  });
});
