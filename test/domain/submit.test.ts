import assert from 'node:assert/strict';
import type { FreezeId, RequestId } from '../../bot/domain/ids.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { requirementsOf } from '../../bot/domain/requirements.ts';
import { decideSubmission } from '../../bot/domain/submit.ts';
import { adele, alex, later, planLike, policyLike, PROD, RISK, WINDOW_START } from '../support/given.ts';

const id = 'DEP-7' as RequestId;
const policy = policyLike();
const plan = planLike();
const NOW = later(12);

describe('a plan that is handed in', () => {
  it('is a request that keeps what policy asked of it then, and opens its first phase', () => {
    const events = decideSubmission(id, alex, plan, RISK, policy, NOW);
    assert.deepEqual(events, [
      {
        kind: 'submitted',
        id,
        by: alex,
        plan,
        risk: RISK,
        requirements: requirementsOf(plan, policy),
        phases: [{ id: 'technical', title: 'Technical review', slaDays: 2 }],
        personFills: 'one-role',
        policyVersion: 'policy-1',
        at: NOW,
      },
      { kind: 'phase-opened', phase: 'technical', at: NOW },
    ]);
    const request = events.reduce<DeployRequest | undefined>(evolve, undefined);
    assert.deepEqual([request?.state, request?.revision, request?.submittedAt], ['pending', 1, NOW]);
  });

  it('meets at once the freezes over its window, where policy lets it in all the same', () => {
    const span = { start: WINDOW_START, end: later(30, WINDOW_START) };
    const freeze = { id: 'FRZ-1' as FreezeId, scope: {}, span, reason: 'Year end', by: adele };
    const events = decideSubmission(id, alex, plan, { ...RISK, frozen: [freeze] }, policy, NOW);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['submitted', 'freeze-met', 'phase-opened'],
    );
    assert.deepEqual(events[1], { kind: 'freeze-met', freeze, at: NOW });
  });

  it('is approved at once where nobody has to approve it', () => {
    const prod = policy.environments.get(PROD);
    assert.ok(prod);
    const recorded = policyLike({ environments: new Map([[PROD, { ...prod, rules: 'none' }]]) });
    const events = decideSubmission(id, alex, plan, RISK, recorded, NOW);
    assert.deepEqual(
      events.map((event) => [event.kind, event.at]),
      [
        ['submitted', NOW],
        ['approved', NOW],
      ],
    );
  });
});
