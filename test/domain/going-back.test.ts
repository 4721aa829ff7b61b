import assert from 'node:assert/strict';
import type { PipelineId } from '../../bot/domain/ids.ts';
import type { AskedBack } from '../../bot/domain/rollout.ts';
import { afterAll, answerTo, factsLike } from '../support/deciding.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  later,
  lynne,
  megan,
  nestor,
  planLike,
  policyLike,
  rolledBackRequest,
  rollingBackRequest,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const now = later(15, WINDOW_START);
const policy = policyLike({ execution: { ...policyLike().execution, rollbackConfirmations: 1 } });
const facts = factsLike({ policy });
const CI = 'pipeline:payments-ci' as PipelineId;
const back = (by: Parameters<typeof askOf>[0], reason = ' Error rate ') => ({ kind: 'roll-back', by, reason }) as const;
const askOf = (by: AskedBack['by'], changes: Partial<AskedBack> = {}): AskedBack => ({
  by,
  reason: 'Error rate',
  at: later(13, WINDOW_START),
  answer: undefined,
  ...changes,
});
const asked = (...asks: readonly AskedBack[]) => deployingRequest({ rollout: { ...deployingRequest().rollout, asks } });
const wentBack = (by: AskedBack['by'], confirmedBy: AskedBack['by'] | undefined) => [
  { kind: 'rollback-started', by, reason: 'Error rate', confirmedBy, at: now },
];
const confirm = (by = lynne) => ({ kind: 'confirm-rollback', by }) as const;
const withdraw = (by = lynne) => ({ kind: 'withdraw-rollback', by }) as const;

describe('going back', () => {
  it('is asked for with a reason, and done once a second person agrees', () => {
    assert.deepEqual(answerTo(deployingRequest(), back(adele, ' '), now, facts), { code: 'reason-needed' });
    assert.deepEqual(answerTo(deployingRequest(), back(adele), now, facts), [
      { kind: 'rollback-asked', by: adele, reason: 'Error rate', at: now },
    ]);
    assert.deepEqual(answerTo(asked(askOf(adele)), confirm(adele), now, facts), { code: 'own-rollback' });
    assert.deepEqual(answerTo(asked(askOf(adele)), confirm(), now, facts), wentBack(adele, lynne));
    assert.deepEqual(answerTo(deployingRequest(), confirm(), now, facts), { code: 'no-rollback-asked' });
  });

  it('is agreed to by who wants the same, in other words or in none', () => {
    assert.deepEqual(answerTo(asked(askOf(adele)), back(adele), now, facts), [], 'the same person again');
    assert.deepEqual(answerTo(asked(askOf(adele)), back(lynne, ''), now, facts), wentBack(adele, lynne));
    assert.deepEqual(answerTo(asked(askOf(adele)), back(CI), now, facts), [], 'a pipeline agrees to nothing');
  });

  it('may be withdrawn, and is asked for anew after that', () => {
    const gone = afterAll(asked(askOf(adele)), [[withdraw(), now]], facts);
    assert.deepEqual('rollout' in gone && gone.rollout.asks, [
      askOf(adele, { answer: { kind: 'withdrawn', by: lynne, at: now } }),
    ]);
    assert.deepEqual(answerTo(gone, withdraw(), now, facts), []);
    assert.deepEqual(answerTo(gone, confirm(), now, facts), { code: 'no-rollback-asked' });
    const again = afterAll(gone, [[back(alex), later(1, now)]], facts);
    assert.equal('rollout' in again && again.rollout.asks.length, 2);
    const confirmed = afterAll(again, [[confirm(), later(2, now)]], facts);
    assert.deepEqual('rollout' in confirmed && [confirmed.state, confirmed.rollout.asks.map(({ answer }) => answer)], [
      'rolling-back',
      [
        { kind: 'withdrawn', by: lynne, at: now },
        { kind: 'confirmed', by: lynne, at: later(2, now) },
      ],
    ]);
  });

  it('keeps the measurement that called for it', () => {
    const breach = { of: 'error-rate', value: 6, limit: 5, calls: 'rollback' } as const;
    const byWatch = asked(askOf('watch', { reason: '', breach }));
    assert.deepEqual(answerTo(byWatch, confirm(), now, facts), [
      { kind: 'rollback-started', by: 'watch', reason: '', breach, confirmedBy: lynne, at: now },
    ]);
  });

  it('happens at once where policy wants nobody else, in light environments, and when a pipeline has begun it', () => {
    assert.deepEqual(answerTo(deployingRequest(), back(adele), now), wentBack(adele, undefined));
    const light = deployingRequest({ plan: planLike({ environment: UAT }) });
    assert.deepEqual(answerTo(light, back(adele), now, facts), wentBack(adele, undefined));
    assert.deepEqual(answerTo(deployingRequest(), back(CI), now, facts), wentBack(CI, undefined));
    assert.deepEqual(answerTo(deployingRequest(), back(CI, ' '), now, facts), { code: 'reason-needed' });
  });

  it('is possible from its start until it is complete, and happens once', () => {
    assert.deepEqual(answerTo(deployedRequest(), back(adele), now), wentBack(adele, undefined));
    for (const request of [approvedRequest(), rolledBackRequest(), { ...deployedRequest(), state: 'complete' } as const]) {
      assert.deepEqual(answerTo(request, back(adele), now), { code: 'not-deploying', state: request.state });
    }
    for (const command of [back(adele), confirm(), withdraw()]) {
      assert.deepEqual(answerTo(rollingBackRequest(), command, now, facts), []);
      assert.deepEqual(answerTo(asked(askOf(megan)), { ...command, by: nestor }, now, facts), { code: 'not-deployer' });
    }
  });

  it('begins again from a deployment that was over, which is not over any more', () => {
    const gone = afterAll(deployedRequest(), [[back(adele), now]]);
    const { live } = deployedRequest().rollout;
    assert.deepEqual('rollout' in gone && [gone.state, gone.rollout.live, gone.rollout.ended, gone.rollout.rollback], [
      'rolling-back',
      live,
      undefined,
      { by: adele, reason: 'Error rate', confirmedBy: undefined, at: now },
    ]);
    const over = afterAll(gone, [[{ kind: 'finish', by: lynne }, later(9, now)]]);
    assert.deepEqual('rollout' in over && [over.state, over.rollout.ended], ['rolled-back', { by: lynne, at: later(9, now) }]);
  });
});
