import assert from 'node:assert/strict';
import type { Alert } from '../../bot/domain/alert.ts';
import { openGroup, withAlert, type AlertGroup } from '../../bot/domain/alert-group.ts';
import { postsOfGroup } from '../../bot/domain/alert-posts.ts';
import { groupId, type AlertId } from '../../bot/domain/ids.ts';
import type { Fold, Folding, GroupChange, Turn } from '../../bot/flows/alert-ports.ts';
import { alertLike, groupLike, told } from '../support/given-alerts.ts';
import { channel, later, MONDAY } from '../support/given.ts';
import { withStore } from '../support/store.ts';

const NEVER_USED = { short: undefined, long: undefined };
const alertId = (id: string) => id as AlertId;

/** A body is `<alert> <rule>`, and each alert is a group by itself: enough to see what was read, and in which order. */
const fold: Fold = async ({ bodies, alerts, groups, nextGroupId }) => {
  const read = new Map<AlertId, Alert>();
  for (const { body, receivedAt } of bodies) {
    const [id = '', rule = ''] = body.split(' ');
    if (id === 'broken') throw new Error('no essentials');
    const before = read.get(alertId(id)) ?? (await alerts([alertId(id)]))[0];
    const group = before?.group ?? (await nextGroupId());
    read.set(alertId(id), alertLike({ id: alertId(id), rule: `${before?.rule ?? ''}${rule}`, firedAt: receivedAt, group }));
  }
  const known = await groups(
    [],
    [...read.values()].flatMap(({ group }) => group ?? []),
  );
  const changes = [...read.values()].map((alert) => {
    const before = known.find(({ id }) => id === alert.group);
    const opened = before ?? openGroup(alert.group ?? groupId(1), alert, { to: [channel('incidents')], mention: [] }, MONDAY);
    const group = told({ ...withAlert(opened, undefined, alert, MONDAY), key: alert.id, revision: opened.revision + 1 });
    return changeOf(group);
  });
  return { ...NOTHING, alerts: [...read.values()], groups: changes };
};

const NOTHING: Folding = {
  alerts: [],
  groups: [],
  counting: [],
  storms: [],
  silences: [],
  unreadable: [],
  said: [],
  quiet: [],
};

const changeOf = (group: AlertGroup, due?: GroupChange['due']): GroupChange => ({
  group,
  wishes: postsOfGroup({ ...group, request: undefined }),
  isStale: true,
  isUrgent: true,
  due,
});

const rules = (turns: readonly Folding[]) => turns.flatMap(({ alerts }) => alerts.map(({ id, rule }) => [id, rule]));

withStore('alerts', (given) => {
  it('are folded from their bodies, oldest first', async () => {
    const { alerts } = await given.open();
    for (const [minute, body] of ['a 1', 'b 1', 'a 2'].entries()) await alerts.receive(body, later(minute));
    assert.deepEqual(rules(await alerts.fold(fold)), [
      ['a', '12'],
      ['b', '1'],
    ]);
    assert.equal((await alerts.find(alertId('a')))?.rule, '12');
    assert.deepEqual(
      (await alerts.list(1)).map(({ id }) => id),
      ['a'],
    );
  });

  it('keep the order of their bodies, however many there are and however they arrive', async () => {
    const { alerts } = await given.open();
    await Promise.all(Array.from({ length: 450 }, (_, n) => alerts.receive(`a ${n},`, MONDAY)));
    await alerts.fold(fold);
    const expected = Array.from({ length: 450 }, (_, n) => `${n},`).join('');
    assert.equal((await alerts.find(alertId('a')))?.rule, expected);
  });

  it('that come together are on the disk together, with one commit', async () => {
    const { alerts } = await given.open();
    await Promise.all(Array.from({ length: 60 }, (_, n) => alerts.receive(`a ${n}`, MONDAY)));
    const stored = await given.sql(
      'select count(*)::integer as bodies, count(distinct xmin::text)::integer as commits from alert_body',
    );
    assert.deepEqual(stored, [{ bodies: 60, commits: 1 }]);
  });

  it('are read once', async () => {
    const [one, other] = [await given.open(), await given.open()];
    for (let n = 0; n < 6; n += 1) await one.alerts.receive('a +', MONDAY);
    await Promise.all([one.alerts.fold(fold), other.alerts.fold(fold)]);
    assert.equal((await one.alerts.find(alertId('a')))?.rule, '++++++');
    assert.deepEqual(await one.alerts.fold(fold), []);
  });

  it('are not held up by a body that cannot be read', async () => {
    const { alerts } = await given.open();
    for (const body of ['b 1', 'broken', 'a 1\0']) await alerts.receive(body, MONDAY);
    assert.deepEqual(rules(await alerts.fold(fold)), [
      ['b', '1'],
      ['a', '1\uFFFD'],
    ]);
    assert.deepEqual(await given.sql('select body, unreadable from alert_body where unreadable is not null'), [
      { body: 'broken', unreadable: 'no essentials' },
    ]);
  });

  it('are not held up by one that cannot be written', async () => {
    const { alerts } = await given.open();
    for (const body of ['a 1', 'b 2']) await alerts.receive(body, MONDAY);
    const strange: Fold = async (turn) => {
      const folding = await fold(turn);
      const soon = (alert: Alert) => (alert.id === 'a' ? { ...alert, firedAt: 'soon' as typeof MONDAY } : alert);
      return { ...folding, alerts: folding.alerts.map(soon) };
    };
    assert.deepEqual(rules(await alerts.fold(strange)), [['b', '2']]);
    assert.equal(await alerts.find(alertId('a')), undefined);
  });

  it('have the card of their group, which is redrawn with each body', async () => {
    const store = await given.open();
    await store.bindings.bind('channel:incidents' as never, { lane: 'incidents', address: 'to incidents' });
    await store.alerts.receive('a 1', MONDAY);
    await store.alerts.fold(fold);
    const post = await store.posts.take(MONDAY);
    assert.deepEqual([post?.subject, post?.wanted], [{ kind: 'alert-group', id: 'AG-1' }, 1]);
    assert.ok(post);
    await store.posts.settle(post, { kind: 'drawn', messageId: 'm1', shown: 'x', lane: NEVER_USED }, MONDAY);
    await store.alerts.receive('a 2', MONDAY);
    await store.alerts.fold(fold);
    assert.deepEqual((await store.posts.take(MONDAY))?.messageId, 'm1');
  });

  it('are announced when they arrive, and their cards when they are folded', async () => {
    const { alerts, onWork } = await given.open();
    const heard = new Set<string>();
    onWork((work) => heard.add(work));
    await alerts.receive('a 1', MONDAY);
    assert.ok(heard.has('alerts'));
    heard.clear();
    await alerts.fold(fold);
    assert.ok(heard.has('posts'));
  });

  it('are kept as they came until they are forgotten, which those not yet read never are', async () => {
    const { alerts } = await given.open();
    await alerts.receive('a 1', MONDAY);
    await alerts.fold(fold);
    await alerts.receive('b 1', MONDAY);
    await alerts.forget(later(1));
    assert.deepEqual(await given.sql('select body from alert_body'), [{ body: 'b 1' }]);
  });
});

withStore('groups of alerts', (given) => {
  const group = { ...groupLike(), key: 'one', revision: 1 };
  const opens =
    (change: GroupChange): Fold =>
    () =>
      Promise.resolve({ ...NOTHING, groups: [change] });

  it('are looked at when they are due, and then not until they are due again', async () => {
    const { alerts } = await given.open();
    await alerts.receive('x', MONDAY);
    await alerts.fold(opens(changeOf(group, later(5))));
    assert.equal(await alerts.nextDue(), later(5));
    assert.deepEqual(await alerts.fold(fold), []);

    given.clock.now = () => later(5);
    const seen: Turn['due'][] = [];
    await alerts.fold(({ due }) => {
      seen.push(due);
      return Promise.resolve({ ...NOTHING, groups: due.map((one) => changeOf({ ...one, revision: one.revision + 1 })) });
    });
    assert.deepEqual(
      seen.map((due) => due.map(({ id }) => id)),
      [[group.id]],
    );
  });

  it('take a change only from where they stand', async () => {
    const { alerts, alertGroups } = await given.open();
    await alerts.receive('x', MONDAY);
    await alerts.fold(opens(changeOf(group)));
    const change = changeOf({ ...group, revision: 2, repeats: 1 });
    assert.deepEqual(
      [await alertGroups.save(change, []), await alertGroups.save({ ...change, group: { ...change.group, repeats: 2 } }, [])],
      ['saved', 'conflict'],
    );
    assert.equal((await alertGroups.find(group.id))?.repeats, 1);
  });

  it('go first in their conversation when they are urgent', async () => {
    const store = await given.open();
    await store.bindings.bind('channel:incidents' as never, { lane: 'incidents', address: 'to incidents' });
    await store.alerts.receive('x', MONDAY);
    const calm = { ...changeOf(told(group)), isUrgent: false };
    const urgent = changeOf(told({ ...group, id: groupId(8), key: 'other' }));
    await store.alerts.fold(() => Promise.resolve({ ...NOTHING, groups: [calm, urgent] }));
    assert.deepEqual((await store.posts.take(MONDAY))?.subject, { kind: 'alert-group', id: 'AG-8' });
  });
});
