import assert from 'node:assert/strict';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { createForesight } from '../../bot/chat/foresight.ts';
import type { CardMessage } from '../../bot/cards/context.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { pendingRequest } from '../support/given.ts';

describe('the card that answers a change', () => {
  const given = (draw: (request: DeployRequest) => void = () => undefined) => {
    const drawn: DeployRequest[] = [];
    const foresight = createForesight((request): CardMessage => {
      draw(request);
      drawn.push(request);
      return { card: { type: 'AdaptiveCard' }, summary: `card ${drawn.length}` };
    });
    return { ...foresight, drawn };
  };
  const [one, other] = [pendingRequest(), pendingRequest()];

  it('is drawn once, while the change is being written', async () => {
    const { foresee, of, drawn } = given();
    foresee(one);
    await othersTurn();
    assert.deepEqual(drawn, [one]);
    assert.equal(of(one).summary, 'card 1');
    assert.equal(drawn.length, 1);
  });

  it('is drawn of what was written in the end, when that is something else', async () => {
    const { foresee, of, drawn } = given();
    foresee(one);
    await othersTurn();
    of(other);
    assert.deepEqual(drawn, [one, other]);
  });

  it('is not drawn a second time when the writing was faster', async () => {
    const { foresee, of, drawn } = given();
    foresee(one);
    of(one);
    await othersTurn();
    assert.equal(drawn.length, 1);
  });

  it('ends in the fault that drawing it ends in, told to whoever waits for it', async () => {
    const { foresee, of } = given(() => {
      throw new Error('no such word');
    });
    foresee(one);
    await othersTurn();
    assert.throws(() => of(one), /no such word/);
  });
});
