import assert from 'node:assert/strict';
import { createSendBudget } from '../support/send-budget.ts';

/** What a bot breaks that sends at these moments, in milliseconds, into one conversation. */
function breachesOf(moments: readonly number[], conversation = (_: number) => 'c') {
  let now = 0;
  const budget = createSendBudget(() => now);
  moments.forEach((at, n) => {
    now = at;
    budget.spend(conversation(n));
  });
  return budget.breaches().map(({ at, most, withinMs }) => [at, most, withinMs]);
}

const every = (ms: number, count: number) => Array.from({ length: count }, (_, n) => n * ms);

describe('the budget that the fake Teams keeps', () => {
  it('lets through what Teams lets through', () => {
    assert.deepEqual(breachesOf([...every(1, 7)]), []);
    assert.deepEqual(breachesOf(every(2_000, 1_800)), []);
  });

  it('catches one message too many in a second, two seconds, half a minute and an hour', () => {
    assert.deepEqual(breachesOf(every(1, 8)), [[7, 7, 1_000]]);
    assert.deepEqual(breachesOf(every(240, 9)), [[1_920, 8, 2_000]]);
    assert.deepEqual(breachesOf(every(490, 61)), [[29_400, 60, 30_000]]);
    assert.deepEqual(breachesOf(every(1_999, 1_801)), [[3_598_200, 1_800, 3_600_000]]);
  });

  it('catches more than fifty calls a second in all', () => {
    assert.deepEqual(
      breachesOf(every(1, 51), (n) => `c${n}`),
      [[50, 50, 1_000]],
    );
  });
});
