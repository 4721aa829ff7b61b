import assert from 'node:assert/strict';
import type { Answers } from '../../bot/domain/answers.ts';
import { SECTIONS, type FieldShape, type Section } from '../../bot/domain/field-shape.ts';
import { FIELDS, type FieldId } from '../../bot/domain/field-table.ts';
import { optionsOf } from '../../bot/domain/read-field.ts';
import { readAnswers } from '../../bot/domain/plan.ts';
import type { Template } from '../../bot/domain/template.ts';
import { isAsked, isShown, sectionsShown } from '../../bot/domain/relevance.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { adele, megan, NAMES, nestor, person, policyLike, PROD, UAT } from '../support/given.ts';

const policy = policyLike();
const calendar = createCalendar(policy.time);
/** Everything is asked that depends on these. */
const ALL: Answers = { environment: PROD, changes: 'frontend,backend,database,infrastructure' };

/** What one answer is read as, or the refusal beside its field. */
function read(id: FieldId, typed: string): unknown {
  const context = { policy, calendar, wall: calendar, people: new Set(NAMES.keys()) };
  const { read: found, problems } = readAnswers({ ...ALL, trafficIncrease: '5', [id]: typed }, context);
  const problem = problems.find(({ field }) => field === id);
  return problem === undefined ? (found as Readonly<Record<string, unknown>>)[id] : problem.refusal;
}
const fieldOf = (id: FieldId): FieldShape => FIELDS.find((field) => field.id === id) ?? assert.fail(id);

describe('an answer is read', () => {
  const cases: readonly (readonly [FieldId, typed: string, unknown])[] = [
    ['title', ' Ledger checkout ', 'Ledger checkout'],
    ['title', 'Ledger \r\n  checkout', 'Ledger checkout'],
    ['title', ' ', { code: 'missing' }],
    ['trafficDetails', '', ''],
    ['trafficDetails', 'x'.repeat(200), 'x'.repeat(200)],
    ['trafficDetails', 'x'.repeat(201), { code: 'too-long', most: 200 }],
    ['migration', 'One column.\n\nIn batches.', 'One column.\n\nIn batches.'],
    [
      'keyChanges',
      '- One\r\n\n  * Two  \n3. Three\n12) Four\n•   Five\n-six\n7.8 seven',
      ['One', 'Two', 'Three', 'Four', 'Five', '-six', '7.8 seven'],
    ],
    ['customerImpact', 'low', 'low'],
    ['customerImpact', 'Low', { code: 'not-an-option' }],
    ['environment', UAT, UAT],
    ['environment', 'moon', { code: 'not-an-option' }],
    ['changes', 'backend, database,backend', ['backend', 'database']],
    ['changes', 'backend,lots', { code: 'not-an-option' }],
    ['touchesSecurity', 'yes', true],
    ['touchesSecurity', 'no', false],
    ['touchesSecurity', 'maybe', { code: 'not-an-option' }],
    ['unitTests', '412', 412],
    ['unitTests', 'many', { code: 'not-a-number' }],
    ['duration', '1:30', 90],
    ['duration', 'long', { code: 'not-minutes' }],
    ['unitCoverage', '91.5 %', 91.5],
    ['unitCoverage', '101', { code: 'not-a-percentage', upTo: 100 }],
    ['trafficIncrease', '900', 900],
    ['trafficIncrease', '1001', { code: 'not-a-percentage', upTo: 1000 }],
    ['vulnerabilities', '2 low, 1 high', '1 high, 2 low'],
    ['vulnerabilities', 'some', { code: 'not-findings' }],
    ['evidence', 'Run https://ci.contoso.example/1\n', 'Run https://ci.contoso.example/1'],
    ['evidence', 'Run', { code: 'not-evidence', most: 10 }],
    ['penTestedOn', '2028-02-29', '2028-02-29'],
    ['date', '2026-02-29', { code: 'not-a-date' }],
    ['date', '26-11-2026', { code: 'not-a-date' }],
    ['penTestedOn', 'on 2026-11-26', { code: 'not-a-date' }],
    ['penTestedOn', '2026-11-26 or so', { code: 'not-a-date' }],
    ['penTestedOn', '2026-13-01', { code: 'not-a-date' }],
    ['stagedTime', '23:59', '23:59'],
    ['stagedTime', '19:00', '19:00'],
    ['stagedTime', '24:00', { code: 'not-a-time' }],
    ['stagedTime', '09:60', { code: 'not-a-time' }],
    ['stagedTime', 'at 09:00', { code: 'not-a-time' }],
    ['stagedTime', '09:00:00', { code: 'not-a-time' }],
    ['onCallEngineer', adele.toUpperCase(), adele],
    ['onCallEngineer', person(99), { code: 'unknown-person' }],
    ['onCallEngineer', 'Adele', { code: 'unknown-person' }],
    ['reviewers', `${megan},${nestor},${megan}`, [megan, nestor]],
    ['reviewers', `${megan},${person(99)}`, { code: 'unknown-person' }],
    ['reviewers', `${megan},Nestor`, { code: 'unknown-person' }],
    ['link', 'https://github.com/contoso/payments/pull/812', 'https://github.com/contoso/payments/pull/812'],
    ['link', 'http://github.com/contoso', { code: 'not-a-link' }],
    ['link', 'see https://github.com/contoso', { code: 'not-a-link' }],
    ['link', 'https://github.com/contoso and more', { code: 'not-a-link' }],
  ];
  for (const [id, typed, expected] of cases) {
    it(`as ${id}: ${JSON.stringify(typed.slice(0, 40))}`, () => {
      assert.deepEqual(read(id, typed), expected);
    });
  }

  it('as one of what policy has, where a choice comes from there', () => {
    const template: Template = { id: 'standard', title: 'Standard change', services: [], answers: {} };
    const known = policyLike({ templates: new Map([['standard', template]]) });
    const options = (id: FieldId) => optionsOf(fieldOf(id), known);
    assert.deepEqual((['service', 'environment', 'changeTypes', 'template', 'visibility', 'title'] as const).map(options), [
      ['payments'],
      ['uat', 'prod'],
      ['database-schema', 'new-feature-external', 'security-patch'],
      ['standard'],
      ['internal', 'external'],
      [],
    ]);
    assert.equal(isAsked('template', {}, known), true);
    assert.equal(isAsked('template', {}, policy), false);
  });
});

describe('a question is asked', () => {
  const cases: readonly (readonly [FieldId, when: readonly Answers[], not: readonly Answers[]])[] = [
    ['frontendDetails', [{ changes: 'backend,frontend' }], [{ changes: 'backend' }, {}]],
    ['migration', [{ changes: 'database' }], [{ changes: 'backend' }]],
    ['trafficDetails', [{ trafficIncrease: '10' }], [{ trafficIncrease: '0' }, { trafficIncrease: '0.0 %' }, {}]],
    ['capacity', [{ trafficIncrease: '5' }, { changes: 'infrastructure' }], [{ changes: 'backend' }]],
    ['baseline', [{ changeTypes: 'performance-improvement' }, { trafficIncrease: '5' }], [{ changes: 'infrastructure' }]],
    ['stagedOn', [{ environment: PROD }], [{ environment: UAT }, { environment: 'moon' }, { environment: 'No such' }, {}]],
    [
      'stagingResolved',
      [{ environment: PROD, stagingIssues: '2 low' }],
      [{ environment: PROD }, { environment: PROD, stagingIssues: 'none' }, { environment: UAT, stagingIssues: '2 low' }],
    ],
    [
      'vulnerabilitiesResolved',
      [{ vulnerabilities: '1 high' }],
      [{ vulnerabilities: 'none' }, { vulnerabilities: 'some' }, {}],
    ],
    ['notifyCustomers', [{ customerImpact: 'low' }], [{ customerImpact: 'none' }, {}]],
    ['updateStatusPage', [{ userImpact: 'brief' }, { maintenance: 'yes' }], [{ userImpact: 'none', maintenance: 'no' }, {}]],
    ['title', [{}], []],
  ];
  for (const [id, when, not] of cases) {
    it(`where it is to the point: ${id}`, () => {
      for (const answers of when) assert.equal(isAsked(id, answers, policy), true, JSON.stringify(answers));
      for (const answers of not) assert.equal(isAsked(id, answers, policy), false, JSON.stringify(answers));
    });
  }

  it('in a section that is shown, which others are not', () => {
    const hidden = (answers: Answers): readonly Section[] => SECTIONS.filter((section) => !isShown(section, answers, policy));
    assert.deepEqual(hidden({ environment: PROD, trafficIncrease: '5' }), []);
    assert.deepEqual(hidden({ environment: UAT }), ['scalability', 'staging']);
    const shown = sectionsShown({ environment: UAT }, policy);
    assert.deepEqual(shown, ['what', 'impact', 'changes', 'risk', 'testing', 'review', 'rollback', 'window', 'on-call']);
  });
});
