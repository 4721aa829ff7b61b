import assert from 'node:assert/strict';
import type { AlertId, ChannelKey } from '../../bot/domain/ids.ts';
import type { FoldAlert } from '../../bot/flows/ports.ts';
import { MONDAY, alertLike, later } from '../support/given.ts';
import { withStore } from '../support/store.ts';

const INCIDENTS = { view: 'alert', place: { kind: 'channel', key: 'incidents' as ChannelKey } } as const;
const NEVER_USED = { short: undefined, long: undefined };
const alertId = (id: string) => id as AlertId;

/** A body is `<alert> <rule>`: enough to see what was read, and in which order. */
const read: FoldAlert = async (body, receivedAt, find) => {
  const [id = '', rule = ''] = body.split(' ');
  if (id === 'broken') throw new Error('no essentials');
  const before = await find(alertId(id));
  const alert = alertLike({ id: alertId(id), rule: `${before?.rule ?? ''}${rule}`, firedAt: receivedAt });
  return { alert, wishes: [INCIDENTS] };
};

withStore('alerts', (given) => {
  it('are folded from their bodies, oldest first', async () => {
    const { alerts } = await given.open();
    for (const [minute, body] of ['a 1', 'b 1', 'a 2'].entries()) await alerts.receive(body, later(minute));
    const changed = await alerts.fold(read);
    assert.deepEqual(
      changed.map(({ id, rule }) => [id, rule]),
      [
        ['a', '12'],
        ['b', '1'],
      ],
    );
    assert.equal((await alerts.find(alertId('a')))?.rule, '12');
    assert.deepEqual(
      (await alerts.list(1)).map(({ id }) => id),
      ['a'],
    );
  });

  it('keep the order of their bodies, however many there are', async () => {
    const { alerts } = await given.open();
    for (let n = 1; n <= 11; n += 1) await alerts.receive(`a ${n},`, MONDAY);
    await alerts.fold(read);
    assert.equal((await alerts.find(alertId('a')))?.rule, '1,2,3,4,5,6,7,8,9,10,11,');
  });

  it('are read once', async () => {
    const [one, other] = [await given.open(), await given.open()];
    for (let n = 0; n < 6; n += 1) await one.alerts.receive('a +', MONDAY);
    await Promise.all([one.alerts.fold(read), other.alerts.fold(read)]);
    assert.equal((await one.alerts.find(alertId('a')))?.rule, '++++++');
    assert.deepEqual(await one.alerts.fold(read), []);
  });

  it('are not held up by a body that cannot be read', async () => {
    const { alerts } = await given.open();
    for (const body of ['broken', 'a 1\0']) await alerts.receive(body, MONDAY);
    assert.deepEqual(
      (await alerts.fold(read)).map(({ rule }) => rule),
      ['1\uFFFD'],
    );
    assert.deepEqual(await given.sql('select body, unreadable from alert_body where unreadable is not null'), [
      { body: 'broken', unreadable: 'no essentials' },
    ]);
  });

  it('are not held up by one that cannot be written', async () => {
    const { alerts } = await given.open();
    for (const body of ['a 1', 'b 2']) await alerts.receive(body, MONDAY);
    const strange: FoldAlert = async (...given) => {
      const folded = await read(...given);
      return folded.alert.id === 'a' ? { ...folded, alert: { ...folded.alert, firedAt: 'soon' as typeof MONDAY } } : folded;
    };
    assert.deepEqual(
      (await alerts.fold(strange)).map(({ id }) => id),
      ['b'],
    );
    assert.equal(await alerts.find(alertId('a')), undefined);
  });

  it('have their card, which is redrawn with each body', async () => {
    const store = await given.open();
    await store.bindings.bind('channel:incidents' as never, { lane: 'incidents', address: 'to incidents' });
    await store.alerts.receive('a 1', MONDAY);
    await store.alerts.fold(read);
    const post = await store.posts.take(MONDAY);
    assert.deepEqual([post?.subject, post?.wanted], [{ kind: 'alert', id: 'a' }, 1]);
    assert.ok(post);
    await store.posts.settle(post, { kind: 'drawn', messageId: 'm1', shown: 'x', lane: NEVER_USED }, MONDAY);
    await store.alerts.receive('a 2', MONDAY);
    await store.alerts.fold(read);
    assert.deepEqual((await store.posts.take(MONDAY))?.messageId, 'm1');
  });

  it('are announced when they arrive, and their cards when they are folded', async () => {
    const { alerts, onWork } = await given.open();
    const heard = new Set<string>();
    onWork((work) => heard.add(work));
    await alerts.receive('a 1', MONDAY);
    assert.ok(heard.has('alerts'));
    heard.clear();
    await alerts.fold(read);
    assert.ok(heard.has('posts'));
  });
});
