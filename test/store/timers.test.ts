import assert from 'node:assert/strict';
import type { Instant } from '../../bot/domain/time.ts';
import type { Store } from '../../bot/store/open.ts';
import { WINDOW_START, alex, later } from '../support/given.ts';
import { withStore } from '../support/store.ts';
import { ID, happening, saved, submission } from './changes.ts';

const END = later(30, WINDOW_START);

/** Those that end a request; when its phase is due is another kind. */
const due = async (store: Store, at: Instant) => (await store.timers.due(at)).filter(({ kind }) => kind === 'expire');

withStore('timers', (given) => {
  it('are due at their moment, and stay until they are cleared', async () => {
    const store = await given.open();
    await saved(store, submission());
    assert.deepEqual(await due(store, later(-1, END)), []);
    assert.deepEqual(await due(store, END), [{ request: ID, kind: 'expire', due: END }]);
    assert.equal((await due(store, END)).length, 1);
  });

  it('are cleared with the save that makes them pointless', async () => {
    const store = await given.open();
    const stored = await saved(store, submission());
    await saved(store, happening(stored, { kind: 'cancelled', by: alex, reason: 'no', at: later(1) }));
    assert.deepEqual(await due(store, END), []);
  });

  it('move when they are set again', async () => {
    const store = await given.open();
    const stored = await saved(store, submission());
    const change = happening(stored, { kind: 'approved', at: later(1) });
    await saved(store, { ...change, timers: { set: [{ kind: 'expire', due: later(5) }], clear: [] } });
    assert.deepEqual(await due(store, later(5)), [{ request: ID, kind: 'expire', due: later(5) }]);
  });

  it('are not set by a save that is turned away', async () => {
    const store = await given.open();
    await saved(store, submission());
    assert.equal(await store.requests.save(submission('DEP-1043' as typeof ID)), 'conflict');
    const stale = { ...submission(), expected: { seq: 7, head: 'a'.repeat(64) } };
    assert.equal(await store.requests.save(stale), 'conflict');
    assert.equal((await due(store, END)).length, 1);
  });

  it('are gone when they are dropped', async () => {
    const store = await given.open();
    await saved(store, submission());
    await store.timers.drop({ request: ID, kind: 'expire', due: END });
    assert.deepEqual(await due(store, END), []);
  });

  it('stay when they were set for later meanwhile', async () => {
    const store = await given.open();
    const stored = await saved(store, submission());
    const change = happening(stored, { kind: 'approved', at: later(1) });
    await saved(store, { ...change, timers: { set: [{ kind: 'expire', due: later(5, END) }], clear: [] } });
    await store.timers.drop({ request: ID, kind: 'expire', due: END });
    assert.deepEqual(await due(store, later(5, END)), [{ request: ID, kind: 'expire', due: later(5, END) }]);
    await store.timers.postpone({ request: ID, kind: 'expire', due: END }, later(60, END));
    assert.equal((await due(store, later(5, END))).length, 1);
  });

  it('come again when they are postponed', async () => {
    const store = await given.open();
    await saved(store, submission());
    await store.timers.postpone({ request: ID, kind: 'expire', due: END }, later(60, END));
    assert.deepEqual(await due(store, END), []);
    assert.equal((await due(store, later(60, END))).length, 1);
  });

  it('tell when the next one is due, each worker its own', async () => {
    const store = await given.open();
    const stored = await saved(store, submission());
    const change = happening(stored, { kind: 'approved', at: later(1) });
    const set = [
      { kind: 'hook', due: later(7) },
      { kind: 'watch', due: later(9) },
      { kind: 'chase', due: later(11) },
    ] as const;
    await saved(store, { ...change, timers: { set, clear: [] } });
    assert.equal(await store.timers.nextDue('watch'), later(7));
    assert.equal(await store.timers.nextDue(), later(11));
  });
});
