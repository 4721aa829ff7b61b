import assert from 'node:assert/strict';
import type { RequestId, ServiceId } from '../../bot/domain/ids.ts';
import type { RequestFilter } from '../../bot/flows/ports.ts';
import { MONDAY, PAYMENTS, UAT, adele, alex, approval, later, megan } from '../support/given.ts';
import { withStore } from '../support/store.ts';
import { ID, found, happening, saved, submission, voted } from './changes.ts';

const [FIRST, SECOND, THIRD] = ['DEP-1001' as RequestId, 'DEP-1002' as RequestId, 'DEP-1003' as RequestId] as const;

/** As JSON has it: what was undefined is absent. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

withStore('requests', (given) => {
  it('are numbered from DEP-1001', async () => {
    const { requests } = await given.open();
    assert.deepEqual([await requests.nextId(), await requests.nextId()], [FIRST, SECOND]);
  });

  it('are found as they were saved', async () => {
    const store = await given.open();
    const change = submission();
    const stored = await saved(store, change);
    assert.deepEqual(stored.request, plain(change.request));
    assert.equal(stored.place.seq, 2);
  });

  it('are not found before they are saved', async () => {
    const { requests } = await given.open();
    assert.equal(await requests.find(ID), undefined);
  });

  it('keep what was typed, whatever characters it has', async () => {
    const store = await given.open();
    const title = '\'; drop table event; -- \u{1F680} \\u0000 "quoted" ${1 + 1}';
    const stored = await saved(store, submission(ID, { title }));
    assert.equal(stored.request.plan.title, title);
  });

  it('keep the rest of a text that has characters no database takes', async () => {
    const store = await given.open();
    const stored = await saved(store, submission(ID, { title: 'a\0b\ud800c' }));
    assert.equal(stored.request.plan.title, 'a\uFFFDb\uFFFDc');
  });

  it('go on from where they stood', async () => {
    const store = await given.open();
    const stored = await saved(store, voted(await saved(store, submission())));
    assert.equal(stored.place.seq, 3);
    assert.equal(stored.request.votes.length, 1);
  });

  it('turn a save away that was decided on an older state', async () => {
    const store = await given.open();
    const old = await saved(store, submission());
    const now = await saved(store, voted(old));
    assert.equal(await store.requests.save(voted(old, approval(megan, 'cto', 6))), 'conflict');
    assert.deepEqual(await found(store), now);
  });

  it('let one of many saves at once through', async () => {
    const [one, other] = [await given.open(), await given.open()];
    const stored = await saved(one, submission());
    const outcomes = await Promise.all(
      [one, other, one, other].map(({ requests }, n) => requests.save(voted(stored, approval(megan, 'cto', n)))),
    );
    assert.deepEqual(outcomes.toSorted(), ['conflict', 'conflict', 'conflict', 'saved']);
    assert.equal((await one.record.of(ID)).length, 3);
  });

  it('are submitted once', async () => {
    const { requests } = await given.open();
    const outcomes = await Promise.all([requests.save(submission()), requests.save(submission())]);
    assert.deepEqual(outcomes.toSorted(), ['conflict', 'saved']);
  });

  it('have no live twin', async () => {
    const { requests } = await given.open();
    await requests.save(submission(FIRST));
    assert.equal(await requests.save(submission(SECOND)), 'conflict');
    assert.equal(await requests.save(submission(SECOND, { environment: UAT })), 'saved');
  });

  it('may be asked for again once the first is over', async () => {
    const store = await given.open();
    const stored = await saved(store, submission(FIRST));
    await saved(store, happening(stored, { kind: 'cancelled', by: alex, reason: 'later', at: later(1) }));
    assert.equal(await store.requests.save(submission(SECOND)), 'saved');
  });

  const filters: readonly (readonly [string, RequestFilter, readonly RequestId[]])[] = [
    ['all, newest first', {}, [THIRD, SECOND, FIRST]],
    ['no more than asked', { most: 2 }, [THIRD, SECOND]],
    ['by state', { states: ['cancelled'] }, [FIRST]],
    ['by several states', { states: ['cancelled', 'pending'] }, [THIRD, SECOND, FIRST]],
    ['by service', { service: PAYMENTS }, [THIRD, SECOND, FIRST]],
    ['by another service', { service: 'orders' as ServiceId }, []],
    ['by environment', { environment: UAT }, [SECOND]],
    ['by how the version begins', { version: '2.' }, [THIRD, SECOND, FIRST]],
    ['by a version of nobody, whatever a pattern would mean', { version: '%' }, []],
    ['by requester', { requesters: [adele] }, []],
    ['by several at once', { requesters: [alex, adele], states: ['pending'], environment: UAT }, [SECOND]],
  ];
  it(`are listed ${filters.map(([how]) => how).join('; ')}`, async () => {
    const store = await given.open();
    const first = await saved(store, submission(FIRST));
    await saved(store, happening(first, { kind: 'cancelled', by: alex, reason: 'later', at: MONDAY }));
    await saved(store, submission(SECOND, { environment: UAT }));
    await saved(store, submission(THIRD, { version: '2.5.0' }));
    for (const [how, filter, expected] of filters) {
      const listed = await store.requests.list(filter);
      assert.deepEqual(
        listed.map(({ id }) => id),
        expected,
        how,
      );
    }
  });
});
