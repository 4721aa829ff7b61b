import assert from 'node:assert/strict';
import type { DraftId } from '../../bot/domain/ids.ts';
import type { Draft } from '../../bot/flows/ports.ts';
import { ANSWERS, DRAFT, MONDAY, adele, alex, later } from '../support/given.ts';
import { withStore } from '../support/store.ts';
import { ID, saved, submission } from './changes.ts';

const draft = (changes: Partial<Draft> = {}): Draft => ({
  id: DRAFT,
  owner: alex,
  revision: 1,
  section: 'what',
  answers: ANSWERS,
  editing: undefined,
  updatedAt: MONDAY,
  ...changes,
});

withStore('drafts', (given) => {
  it('are found as they were saved, by id and by owner', async () => {
    const { drafts } = await given.open();
    assert.equal(await drafts.save(draft()), true);
    assert.deepEqual(await drafts.find(DRAFT), draft());
    assert.deepEqual(await drafts.ofOwner(alex), draft());
    assert.equal(await drafts.ofOwner(adele), undefined);
  });

  it('know the request that they edit', async () => {
    const store = await given.open();
    await saved(store, submission());
    const editing = draft({ editing: { request: ID, revision: 1 } });
    await store.drafts.save(editing);
    assert.deepEqual(await store.drafts.find(DRAFT), editing);
  });

  it('go forward one revision at a time', async () => {
    const { drafts } = await given.open();
    await drafts.save(draft());
    const next = draft({ revision: 2, section: 'check', answers: { title: 'Ledger\0' }, updatedAt: later(1) });
    const both = await Promise.all([drafts.save(next), drafts.save(next)]);
    assert.deepEqual(both.toSorted(), [false, true], 'one of them, whichever came first');
    assert.equal(await drafts.save(draft({ revision: 4 })), false);
    assert.deepEqual(await drafts.find(DRAFT), { ...next, answers: { title: 'Ledger\uFFFD' } });
  });

  it('are one a person', async () => {
    const { drafts } = await given.open();
    await drafts.save(draft());
    assert.equal(await drafts.save(draft({ id: DRAFT.replace(/1$/, '2') as DraftId })), false);
  });

  it('do not come back once they are discarded', async () => {
    const { drafts } = await given.open();
    await drafts.save(draft());
    await drafts.discard(DRAFT);
    assert.equal(await drafts.save(draft({ revision: 2 })), false);
    assert.equal(await drafts.find(DRAFT), undefined);
  });

  it('go with the save of the request that they became, or stay with it', async () => {
    const store = await given.open();
    await store.drafts.save(draft());
    const stale = { ...submission(), expected: { seq: 7, head: 'a'.repeat(64) }, usedUp: DRAFT };
    assert.equal(await store.requests.save(stale), 'conflict');
    assert.notEqual(await store.drafts.find(DRAFT), undefined);
    await saved(store, { ...submission(), usedUp: DRAFT });
    assert.equal(await store.drafts.find(DRAFT), undefined);
  });
});

withStore('people and places', (given) => {
  it('are known by the name they had last, where they were last, and in the language they last spoke', async () => {
    const { people } = await given.open();
    await people.meet([
      { id: alex, name: 'Alex Wilber', locale: 'es-ES', account: '29:alex' },
      { id: adele, name: 'Adele Vance' },
    ]);
    await people.meet([{ id: alex, name: 'Alex W.', zone: 'Europe/Madrid' }]);
    await people.meet([]);
    assert.deepEqual(await people.all(), [
      { id: adele, name: 'Adele Vance', zone: undefined, locale: undefined, account: undefined },
      { id: alex, name: 'Alex W.', zone: 'Europe/Madrid', locale: 'es-ES', account: '29:alex' },
    ]);
  });

  it('are bound to one conversation, the last one', async () => {
    const { bindings } = await given.open();
    assert.equal(await bindings.find(`person:${alex}`), undefined);
    await bindings.bind(`person:${alex}`, { lane: 'a', address: '1' });
    await bindings.bind(`person:${alex}`, { lane: 'b', address: '2' });
    assert.deepEqual(await bindings.find(`person:${alex}`), { lane: 'b', address: '2' });
  });
});
