import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { decide } from '../../bot/domain/decide.ts';
import { deniedBy, owesCompletion } from '../../bot/domain/emergency.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { requirementsOf } from '../../bot/domain/requirements.ts';
import {
  adele,
  alex,
  changeType,
  emergencyRequest,
  later,
  megan,
  MONDAY,
  patti,
  planLike,
  policyLike,
  pradeep,
  RISK,
} from '../support/given.ts';
import { declaredEmergency } from '../support/given-emergency.ts';

const policy = policyLike();
const started = (request: DeployRequest) =>
  decide(
    { ...request, state: 'approved', approvedAt: later(31) },
    { kind: 'start', by: adele },
    { policy, rolesHeld: new Set(), holds: NO_HOLDS },
    later(60),
  );

describe('whoever approved by voice', () => {
  const answer = (request: DeployRequest, by: PersonId, answered: 'confirmed' | 'denied') =>
    decide(request, { kind: 'answer-voice', by, said: answered }, { policy, rolesHeld: new Set() }, later(30));
  const after = (request: DeployRequest, by: PersonId, answered: 'confirmed' | 'denied') => {
    const decided = answer(request, by, answered);
    assert.ok(decided.ok, JSON.stringify(decided));
    return decided.value.reduce<DeployRequest>(evolve, request);
  };
  const fresh = declaredEmergency();

  it('says so again, which is all that they owe', () => {
    assert.deepEqual(answer(fresh, pradeep, 'confirmed'), {
      ok: true,
      value: [
        { kind: 'voice-answered', by: pradeep, said: 'confirmed', at: later(30) },
        { kind: 'obligation-met', id: 'confirm-approval-2', by: pradeep, note: '', at: later(30) },
      ],
    });
    const confirmed = after(fresh, pradeep, 'confirmed');
    assert.deepEqual(
      confirmed.emergency?.voices.map((one) => one.answer),
      [undefined, { said: 'confirmed', at: later(30) }],
    );
    assert.deepEqual(
      confirmed.obligations.filter(({ met }) => met !== undefined).map(({ id }) => id),
      ['confirm-approval-2'],
    );
    assert.deepEqual(deniedBy(confirmed), []);
  });

  it('can deny it, and then it does not start', () => {
    const denied = after(fresh, megan, 'denied');
    assert.deepEqual(deniedBy(denied), [megan]);
    assert.deepEqual(deniedBy(emergencyRequest({ emergency: undefined })), []);
    assert.deepEqual(started(denied), { ok: false, problem: { code: 'voice-denied' } });
  });

  it('said one thing, however often they tap', () => {
    const confirmed = after(fresh, megan, 'confirmed');
    assert.deepEqual(answer(confirmed, megan, 'confirmed'), { ok: true, value: [] });
    assert.deepEqual(answer(confirmed, megan, 'denied'), { ok: false, problem: { code: 'voice-answered' } });
  });

  it('is nobody else, and nobody where there was no emergency', () => {
    assert.deepEqual(answer(fresh, patti, 'confirmed'), { ok: false, problem: { code: 'no-voice' } });
    assert.deepEqual(answer(emergencyRequest({ emergency: undefined }), megan, 'confirmed'), {
      ok: false,
      problem: { code: 'no-voice' },
    });
  });
});

describe('what an emergency left out', () => {
  const revise = (request: DeployRequest, plan: Plan) =>
    decide(
      request,
      { kind: 'revise', by: alex, plan, risk: RISK, revision: request.revision },
      { policy, rolesHeld: new Set() },
      later(60),
    );

  it('is written down afterwards, once, and asks nobody again', () => {
    const begun = declaredEmergency();
    assert.ok(owesCompletion(begun));
    const plan = planLike({ changeTypes: [changeType('security-patch')] });
    assert.ok(requirementsOf(plan, policy).length > begun.requirements.length, 'more would be asked of a usual request');
    const decided = revise(begun, plan);
    assert.deepEqual(decided, {
      ok: true,
      value: [
        { kind: 'emergency-completed', by: alex, plan, risk: RISK, at: later(60) },
        { kind: 'obligation-met', id: 'complete-request', by: alex, note: '', at: later(60) },
      ],
    });
    const whole = decided.ok ? decided.value.reduce<DeployRequest>(evolve, begun) : begun;
    assert.deepEqual([whole.plan, whole.requirements, whole.revision], [plan, begun.requirements, 2]);
    assert.equal(owesCompletion(whole), false);
    assert.equal(owesCompletion(emergencyRequest()), false);
  });
});

describe('standing by', () => {
  const looks = (request: DeployRequest) => {
    const start = started(request);
    assert.ok(start.ok, JSON.stringify(start));
    return start.value.flatMap((event) => (event.kind === 'obligation-owed' ? [event.owed] : []));
  };

  it('is owed from the start of an emergency by the on-call engineer, a look every half hour for two hours', () => {
    const look = (n: number) => ({
      id: `standby-check-${String(n)}`,
      kind: 'standby-check',
      owner: adele,
      since: later(60 + 30 * (n - 1)),
      due: later(60 + 30 * n),
    });
    assert.deepEqual(looks(declaredEmergency()), [look(1), look(2), look(3), look(4)]);
  });

  it('is owed by nobody for a request that went the usual way', () => {
    const usual = { ...declaredEmergency(), emergency: undefined };
    const named = [alex, adele].map((by) => ({ by, at: MONDAY }));
    assert.deepEqual(looks({ ...usual, readiness: { ...usual.readiness, present: named } }), []);
  });
});
