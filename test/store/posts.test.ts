import assert from 'node:assert/strict';
import { afterSend, type Lane } from '../../bot/domain/delivery.ts';
import { plusMinutes, type Instant } from '../../bot/domain/time.ts';
import type { BindingKey, PostOutcome, StalePost } from '../../bot/flows/ports.ts';
import type { Store } from '../../bot/store/open.ts';
import { MONDAY, WINDOW_START, adele, alex, later } from '../support/given.ts';
import { withStore } from '../support/store.ts';
import { ID, found, happening, saved, submission, voted } from './changes.ts';

const DEPLOYMENTS = 'channel:deployments' as BindingKey;
const APPROVALS = 'channel:approvals' as BindingKey;
const NEVER_USED: Lane = { short: undefined, long: undefined };
const seconds = (count: number, from: Instant = MONDAY) => plusMinutes(from, count / 60);

const drawn = (messageId: string, lane = NEVER_USED): PostOutcome => ({ kind: 'drawn', messageId, shown: 'digest', lane });

/** Takes cards and settles each as posted, until none is left. */
async function drawAll({ posts }: Store, now: Instant = MONDAY): Promise<readonly StalePost[]> {
  const taken: StalePost[] = [];
  for (;;) {
    const post = await posts.take(now);
    if (post === undefined) return taken;
    taken.push(post);
    await posts.settle(post, drawn(post.messageId ?? `message-${post.view}`), now);
  }
}

withStore('posts', (given) => {
  const bound = async (...keys: readonly BindingKey[]) => {
    const store = await given.open();
    for (const key of keys) await store.bindings.bind(key, { lane: `lane of ${key}`, address: `address of ${key}` });
    return store;
  };

  it('are taken once their place is bound, each with where to write', async () => {
    const store = await bound(DEPLOYMENTS);
    await saved(store, submission());
    const post = await store.posts.take(MONDAY);
    assert.ok(post);
    const { id: _id, ...rest } = post;
    assert.deepEqual(rest, {
      subject: { kind: 'request', id: ID },
      view: 'root',
      place: DEPLOYMENTS,
      address: `address of ${DEPLOYMENTS}`,
      threadOf: undefined,
      messageId: undefined,
      wanted: 1,
      shown: undefined,
      tries: 0,
      lane: NEVER_USED,
    });
  });

  it('wait for their place to be bound', async () => {
    const store = await given.open();
    await saved(store, submission());
    assert.equal(await store.posts.take(MONDAY), undefined);
    assert.equal(await store.posts.nextDue(MONDAY), undefined);
    await store.bindings.bind(`person:${alex}`, { lane: 'alex', address: 'to alex' });
    assert.equal((await store.posts.take(MONDAY))?.address, 'to alex');
  });

  it('are wished for once, and are drawn once for all that was saved meanwhile', async () => {
    const store = await bound(DEPLOYMENTS);
    const change = submission();
    await saved(store, voted(await saved(store, change)));
    await saved(store, { ...voted(await found(store)), wishes: change.wishes });
    const post = await store.posts.take(MONDAY);
    assert.ok(post);
    await store.posts.settle(post, drawn('m1'), MONDAY);
    assert.equal(await store.posts.take(MONDAY), undefined);
  });

  it('rest when they are drawn, and are redrawn with what they showed after the next change', async () => {
    const store = await bound(DEPLOYMENTS);
    const stored = await saved(store, submission());
    await drawAll(store);
    await saved(store, voted(stored));
    const post = await store.posts.take(MONDAY);
    assert.deepEqual([post?.messageId, post?.shown, post?.wanted], ['message-root', 'digest', 2]);
  });

  it('stay stale when they changed while they were being drawn', async () => {
    const store = await bound(DEPLOYMENTS);
    const stored = await saved(store, submission());
    const post = await store.posts.take(MONDAY);
    assert.ok(post);
    await saved(store, voted(stored));
    await store.posts.settle(post, drawn('m1'), MONDAY);
    assert.equal((await store.posts.take(MONDAY))?.messageId, 'm1');
  });

  it('have one writer a conversation, whichever instance it is', async () => {
    const [one, other] = [await bound(DEPLOYMENTS), await given.open()];
    await saved(one, submission());
    await saved(one, submission('DEP-1043' as typeof ID, { version: '2.5.0' }));
    const taken = await Promise.all([one.posts.take(MONDAY), other.posts.take(MONDAY), one.posts.take(MONDAY)]);
    assert.equal(taken.filter((post) => post !== undefined).length, 1);
  });

  it('of different conversations are written at the same time', async () => {
    const store = await bound(DEPLOYMENTS, APPROVALS);
    await saved(store, submission());
    const taken = [await store.posts.take(MONDAY), await store.posts.take(MONDAY), await store.posts.take(MONDAY)];
    assert.deepEqual(taken.map((post) => post?.view).toSorted(), ['approval-1', 'root', undefined]);
  });

  it('of a writer that died are taken by another after a minute', async () => {
    const store = await bound(DEPLOYMENTS);
    await saved(store, submission());
    await store.posts.take(MONDAY);
    assert.equal(await store.posts.take(seconds(59)), undefined);
    assert.equal(await store.posts.nextDue(seconds(59)), seconds(60));
    assert.equal((await store.posts.take(seconds(60)))?.view, 'root');
  });

  it('of a writer that has shut down are taken by another at once', async () => {
    const [one, other] = [await bound(DEPLOYMENTS), await given.open()];
    await saved(one, submission());
    await one.posts.take(MONDAY);
    await one.close();
    assert.equal((await other.posts.take(MONDAY))?.view, 'root');
  });

  it('wait for the budget of their conversation', async () => {
    const store = await bound(DEPLOYMENTS);
    await saved(store, submission());
    await saved(store, submission('DEP-1043' as typeof ID, { version: '2.5.0' }));
    let lane: Lane = NEVER_USED;
    for (let sent = 0; sent < 5; sent += 1) lane = afterSend(lane, MONDAY);
    const post = await store.posts.take(MONDAY);
    assert.ok(post);
    await store.posts.settle(post, drawn('m1', lane), MONDAY);
    assert.equal(await store.posts.take(MONDAY), undefined);
    assert.equal(await store.posts.nextDue(MONDAY), seconds(0.6));
    const next = await store.posts.take(seconds(0.6));
    assert.deepEqual(next?.lane, lane);
  });

  it('are tried again when it is time', async () => {
    const store = await bound(DEPLOYMENTS);
    await saved(store, submission());
    const post = await store.posts.take(MONDAY);
    assert.ok(post);
    await store.posts.settle(post, { kind: 'later', at: later(2), because: '429', lane: NEVER_USED }, MONDAY);
    assert.equal(await store.posts.take(later(1)), undefined);
    assert.equal(await store.posts.nextDue(MONDAY), later(2));
    assert.equal((await store.posts.take(later(2)))?.tries, 1);
  });

  it('that are dead are left alone until something changes', async () => {
    const store = await bound(DEPLOYMENTS);
    const stored = await saved(store, submission());
    const post = await store.posts.take(MONDAY);
    assert.ok(post);
    await store.posts.settle(post, { kind: 'dead', because: '403', lane: NEVER_USED }, MONDAY);
    assert.equal(await store.posts.take(later(60)), undefined);
    await saved(store, voted(stored));
    assert.equal((await store.posts.take(later(60)))?.view, 'root');
  });

  it('that failed get another chance when their place is bound anew', async () => {
    const store = await bound(DEPLOYMENTS, APPROVALS);
    await saved(store, submission());
    for (const because of ['403', '429']) {
      const post = await store.posts.take(MONDAY);
      assert.ok(post);
      const outcome = because === '403' ? { kind: 'dead' as const } : { kind: 'later' as const, at: later(9) };
      await store.posts.settle(post, { ...outcome, because, lane: NEVER_USED }, MONDAY);
    }
    for (const key of [DEPLOYMENTS, APPROVALS]) await store.bindings.bind(key, { lane: `new ${key}`, address: `new ${key}` });
    const again = await drawAll(store);
    assert.deepEqual(again.map(({ address }) => address).toSorted(), [`new ${APPROVALS}`, `new ${DEPLOYMENTS}`]);
  });

  it('that stand in a conversation stay there when their place moves', async () => {
    const store = await bound(DEPLOYMENTS);
    const stored = await saved(store, submission());
    await drawAll(store);
    await store.bindings.bind(DEPLOYMENTS, { lane: 'elsewhere', address: 'elsewhere' });
    await saved(store, voted(stored));
    assert.equal((await store.posts.take(MONDAY))?.address, `address of ${DEPLOYMENTS}`);
    assert.equal((await store.posts.threadOf(ID))?.address, `address of ${DEPLOYMENTS}`);
  });

  it('follow their conversation to its new address', async () => {
    const store = await bound(DEPLOYMENTS);
    const stored = await saved(store, submission());
    await drawAll(store);
    await store.bindings.bind(DEPLOYMENTS, { lane: `lane of ${DEPLOYMENTS}`, address: 'new address' });
    await saved(store, voted(stored));
    assert.equal((await store.posts.take(MONDAY))?.address, 'new address');
  });

  it('in a thread come after the message that starts it, and name it', async () => {
    const store = await bound(DEPLOYMENTS);
    const stored = await saved(store, submission());
    await saved(store, happening(stored, { kind: 'approved', at: MONDAY }, { kind: 'announced', at: MONDAY }));
    assert.equal(await store.posts.threadOf(ID), undefined);
    const taken = await drawAll(store);
    assert.deepEqual(
      taken.map(({ view, threadOf, address }) => [view, threadOf, address]),
      [
        ['root', undefined, `address of ${DEPLOYMENTS}`],
        ['scheduled', 'message-root', `address of ${DEPLOYMENTS}`],
      ],
    );
    assert.deepEqual(await store.posts.threadOf(ID), { address: `address of ${DEPLOYMENTS}`, messageId: 'message-root' });
  });

  it('in a thread are redrawn at most every two seconds, and the last state always lands', async () => {
    const store = await bound(DEPLOYMENTS);
    const stored = await saved(store, submission());
    await saved(store, happening(stored, { kind: 'approved', at: MONDAY }, { kind: 'announced', at: MONDAY }));
    await drawAll(store);
    for (const at of [MONDAY, later(1)]) {
      await saved(store, voted(await found(store)));
      assert.deepEqual(
        (await drawAll(store, at)).map(({ view }) => view),
        at === MONDAY ? ['root'] : ['root', 'scheduled'],
      );
    }
    await saved(store, voted(await found(store)));
    const [second, soon] = [later(1 + 1 / 60), later(1 + 2 / 60)];
    assert.deepEqual(
      (await drawAll(store, second)).map(({ view }) => view),
      ['root'],
    );
    assert.equal(await store.posts.nextDue(second), soon);
    assert.deepEqual(
      (await drawAll(store, soon)).map(({ view }) => view),
      ['scheduled'],
    );
  });

  it('that have waited longest are taken first', async () => {
    const store = await bound(DEPLOYMENTS);
    const first = await saved(store, submission());
    given.clock.now = () => later(1);
    await saved(store, submission('DEP-1043' as typeof ID, { version: '2.5.0' }));
    given.clock.now = () => later(2);
    await saved(store, voted(first));
    const order = (await drawAll(store, later(3))).map(({ subject }) => subject.id);
    assert.deepEqual(order, [ID, 'DEP-1043']);
  });

  it('are announced to whoever listens in this process', async () => {
    const store = await bound(DEPLOYMENTS);
    const heard = new Set<string>();
    const stop = store.onWork((work) => heard.add(work));
    const stored = await saved(store, submission());
    assert.ok(heard.has('posts') && heard.has('timers'));
    stop();
    heard.clear();
    await saved(store, happening(stored, { kind: 'cancelled', by: adele, reason: 'no', at: WINDOW_START }));
    assert.equal(heard.size, 0);
  });
});
