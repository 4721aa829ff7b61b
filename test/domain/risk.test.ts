import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Plan } from '../../bot/domain/plan.ts';
import { isUnderstated, riskOf, RISK_LEVELS, type History, type RiskReason } from '../../bot/domain/risk.ts';
import { warningsOf, type Warning } from '../../bot/domain/warnings.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { changeType, later, planLike, policyLike, WINDOW_START } from '../support/given.ts';

const calendar = createCalendar({ zone: 'Europe/Madrid' });
const policy = policyLike();
const CALM: History = { isFirst: false, lastFailed: false };
const calm = (changes: Partial<Plan> = {}): Plan => planLike({ changes: ['backend'], ...changes });
const risk = (plan: Plan, history = CALM) => riskOf(plan, { policy, calendar, history, planned: [], editing: undefined });
const at = (minutes: number) => ({ window: { start: later(minutes, WINDOW_START), end: later(minutes + 30, WINDOW_START) } });

describe('computed risk', () => {
  it('is low when nothing speaks for more', () => {
    assert.deepEqual(risk(calm()), { level: 'low', reasons: [] });
  });

  const reasons: readonly (readonly [RiskReason, Partial<Plan>, History?])[] = [
    ['schema-change', { changes: ['database'] }],
    ['rollback-untested', { rollbackTested: false }],
    ['data-rollback', { dataRollback: true }],
    ['rollback-slow', { rollbackMinutes: 31 }],
    ['weekend', at(2 * 24 * 60)],
    ['out-of-hours', at(9 * 60)],
    ['low-confidence', { confidence: 'below-80' }],
    ['low-confidence', { confidence: '80-90' }],
    ['first-deployment', {}, { isFirst: true, lastFailed: false }],
    ['previous-failed', {}, { isFirst: false, lastFailed: true }],
    ['infrastructure-change', { changes: ['infrastructure'] }],
    ['touches-security', { touchesSecurity: true }],
    ['customers-notice', { customerImpact: 'medium' }],
    ['more-traffic', { trafficIncrease: 21 }],
    ['tests-failing', { e2eStatus: 'failing' }],
    ['findings-open', { vulnerabilities: '1 low', vulnerabilitiesResolved: false }],
  ];
  for (const [reason, changes, history] of reasons) {
    it(`counts ${reason} for ${JSON.stringify(history ?? changes)}`, () => {
      assert.deepEqual(risk(calm(changes), history).reasons, [reason]);
    });
  }

  it('adds up: a schema change is medium, with an untested way back and a first deployment high, on a Saturday too critical', () => {
    assert.equal(risk(planLike()).level, 'medium');
    const first = { isFirst: true, lastFailed: false };
    assert.equal(risk(planLike({ rollbackTested: false }), first).level, 'high');
    assert.equal(risk(planLike({ rollbackTested: false, dataRollback: true, ...at(2 * 24 * 60) }), first).level, 'critical');
  });

  it('never falls when one more thing speaks for it', () => {
    const changes = reasons.map(([, change]) => change);
    fc.assert(
      fc.property(fc.subarray(changes), fc.constantFrom(...changes), (some, one) => {
        const merged = Object.assign({}, ...some) as Partial<Plan>;
        const more = { ...one, ...merged };
        const level = (plan: Partial<Plan>) => RISK_LEVELS.indexOf(risk(calm(plan)).level);
        assert.ok(level(more) >= level(merged));
      }),
    );
  });

  it('is understated only when less is said', () => {
    assert.ok(isUnderstated('low', { level: 'medium', reasons: [] }));
    assert.ok(!isUnderstated('medium', { level: 'medium', reasons: [] }));
    assert.ok(!isUnderstated('critical', { level: 'low', reasons: [] }));
  });
});

describe('warnings that do not block', () => {
  const codes = (changes: Partial<Plan>) => warningsOf(calm(changes), policy.thresholds).map(({ code }) => code);

  it('are none for a careful request', () => {
    assert.deepEqual(codes({}), []);
  });

  const warned: readonly (readonly [Warning['code'], Partial<Plan>])[] = [
    ['staging-short', { stagingTestedOn: '2026-11-21', stagingTestedTime: '09:59' }],
    ['load-untested', { trafficIncrease: 20.5, loadTests: 'not-run' }],
    ['tests-failing', { unitStatus: 'failing' }],
    ['tests-failing', { accessibilityTests: 'fail' }],
    ['findings-open', { stagingIssues: '1 high', stagingResolved: false }],
    ['rollback-untested', { rollbackTested: false }],
    ['data-rollback', { dataRollback: true }],
    ['security-unreviewed', { securityReviewed: false }],
    ['review-incomplete', { prReviewed: false }],
    ['review-incomplete', { architectureReviewed: false }],
    ['capacity-short', { capacity: 'needs-expansion' }],
    ['not-benchmarked', { changeTypes: [changeType('performance-improvement')] }],
    ['customers-untold', { customerImpact: 'low' }],
    ['users-untold', { maintenance: true }],
    ['risks-unmitigated', { mitigations: [] }],
    ['criteria-loose', { rollbackErrorRate: 6 }],
    ['criteria-loose', { rollbackFailedCalls: 1001 }],
  ];
  for (const [code, changes] of warned) {
    it(`say ${code} for ${JSON.stringify(changes)}`, () => {
      assert.deepEqual(codes(changes), [code]);
    });
  }

  it('are silent at the limit itself', () => {
    const changes = { stagingTestedOn: '2026-11-21', stagingTestedTime: '10:00', trafficIncrease: 20, loadTests: 'not-run' };
    assert.deepEqual(codes({ ...changes, rollbackErrorRate: 5 }), []);
  });

  it('do not speak of staging where nobody was asked about it', () => {
    assert.deepEqual(codes({ stagedOn: '', stagedTime: '', stagingTestedOn: '', stagingTestedTime: '' }), []);
  });
});
