import assert from 'node:assert/strict';
import { createDeliverPosts, type DeliverPostsPorts } from '../../bot/flows/deliver-posts.ts';
import type { PostOutcome, StalePost } from '../../bot/flows/ports.ts';
import { MONDAY, pendingRequest } from '../support/given.ts';

const post = (id: string, changes: Partial<StalePost> = {}): StalePost => ({
  id,
  subject: { kind: 'request', id: pendingRequest().id },
  view: 'root',
  place: 'channel:deployments' as StalePost['place'],
  address: id,
  threadOf: undefined,
  messageId: undefined,
  wanted: 1,
  shown: undefined,
  tries: 0,
  lane: { short: undefined, long: undefined },
  ...changes,
});

/** Ports over a list of stale posts; says how each was settled. */
function given(stale: StalePost[], changes: Partial<DeliverPostsPorts> = {}) {
  const settled: [string, PostOutcome['kind']][] = [];
  const ports: DeliverPostsPorts = {
    posts: {
      take: () => Promise.resolve(stale.shift()),
      settle: ({ id }, outcome) => Promise.resolve(void settled.push([id, outcome.kind])),
    },
    draw: () => Promise.resolve({ card: { text: 'as it is' }, summary: 'summary' }),
    messenger: {
      post: () => Promise.resolve({ kind: 'sent', messageId: 'm1' }),
      redraw: () => Promise.resolve({ kind: 'sent', messageId: 'm1' }),
    },
    digest: (text) => text,
    clock: { now: () => MONDAY },
    chance: { fraction: () => 0 },
    onFault: () => undefined,
    ...changes,
  };
  return { deliver: createDeliverPosts(ports), settled };
}

describe('delivering', () => {
  it('goes on with other conversations while one of them is slow', async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const { deliver, settled } = given([post('slow'), post('quick')], {
      messenger: {
        post: async (address) => {
          if (address === 'slow') await slow;
          else answer();
          return { kind: 'sent', messageId: 'm1' };
        },
        redraw: () => assert.fail('nothing was posted yet'),
      },
    });
    assert.equal(await deliver(), 2);
    assert.deepEqual(settled, [
      ['quick', 'drawn'],
      ['slow', 'drawn'],
    ]);
  });

  it('sends nothing when the card already shows what it would show', async () => {
    const shown = JSON.stringify({ card: { text: 'as it is' }, summary: 'summary' });
    const never = () => assert.fail('nothing to send');
    const { deliver, settled } = given([post('a', { messageId: 'm1', shown })], { messenger: { post: never, redraw: never } });
    await deliver();
    assert.deepEqual(settled, [['a', 'drawn']]);
  });

  it('sets aside a card that cannot be drawn, tells of the fault and goes on', async () => {
    const faults: unknown[] = [];
    const { deliver, settled } = given([post('broken'), post('fine')], {
      draw: ({ id }) =>
        id === 'broken' ? Promise.reject(new Error('no template')) : Promise.resolve({ card: {}, summary: '' }),
      onFault: (error) => faults.push(error),
    });
    await deliver();
    assert.deepEqual(settled.toSorted(), [
      ['broken', 'later'],
      ['fine', 'drawn'],
    ]);
    assert.equal(faults.length, 1);
  });

  it('gives up on a card whose subject is gone', async () => {
    const { deliver, settled } = given([post('a')], { draw: () => Promise.resolve(undefined) });
    await deliver();
    assert.deepEqual(settled, [['a', 'dead']]);
  });

  it('fails when the store does, once what was under way has ended', async () => {
    const stale = [post('a'), post('b')];
    const { deliver } = given([], {
      posts: { take: () => Promise.resolve(stale.shift()), settle: () => Promise.reject(new Error('gone')) },
    });
    await assert.rejects(deliver(), /gone/);
  });
});
