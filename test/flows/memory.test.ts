import assert from 'node:assert/strict';
import { plusMinutes } from '../../bot/domain/time.ts';
import { createMemory } from '../../bot/flows/memory.ts';
import { MONDAY } from '../support/given.ts';

/** A store of one number, which counts how often it is asked and answers when it is let. */
function given() {
  let now = MONDAY;
  let asked = 0;
  const memory = createMemory({ now: () => now });
  const waiting: (() => void)[] = [];
  const remembered = memory.of((question: { readonly of: string }) => {
    asked += 1;
    const answer = `${question.of} ${asked}`;
    return new Promise<string>((resolve, reject) => {
      waiting.push(() => {
        if (question.of === 'nothing') reject(new Error('unreachable'));
        else resolve(answer);
      });
    });
  });
  const ask = (of: string) => {
    const answer = remembered({ of });
    for (const answered of waiting.splice(0)) answered();
    return answer;
  };
  const pass = (minutes: number) => {
    now = plusMinutes(now, minutes);
  };
  return { ...memory, ask, remembered, waiting, pass };
}

describe('what the store is asked while a form is filled', () => {
  it('is asked once for each question', async () => {
    const { ask } = given();
    assert.deepEqual(
      [await ask('payments'), await ask('payments'), await ask('orders')],
      ['payments 1', 'payments 1', 'orders 2'],
    );
  });

  it('is asked again once something has changed', async () => {
    const { ask, forget } = given();
    await ask('payments');
    forget();
    assert.equal(await ask('payments'), 'payments 2');
  });

  it('is asked again when the change came while the answer was under way', async () => {
    const { ask, forget, remembered, waiting } = given();
    const early = remembered({ of: 'payments' });
    forget();
    for (const answered of waiting.splice(0)) answered();
    assert.deepEqual([await early, await ask('payments')], ['payments 1', 'payments 2']);
  });

  it('is asked again after a minute, should word of a change be lost', async () => {
    const { ask, pass } = given();
    await ask('payments');
    pass(1);
    assert.equal(await ask('payments'), 'payments 2');
  });

  it('is asked again when it gave no answer', async () => {
    const { ask, remembered, waiting } = given();
    await assert.rejects(ask('nothing'), /unreachable/);
    const again = remembered({ of: 'nothing' });
    assert.equal(waiting.length, 1);
    waiting[0]?.();
    await assert.rejects(again, /unreachable/);
  });
});
