import assert from 'node:assert/strict';
import { verifyChain } from '../../bot/store/open.ts';
import { approval, megan } from '../support/given.ts';
import { withStore } from '../support/store.ts';
import { ID, saved, submission, voted } from './changes.ts';

withStore('the record', (given) => {
  const written = async () => {
    const store = await given.open();
    const stored = await saved(store, voted(await saved(store, submission())));
    const last = await saved(store, voted(stored, approval(megan, 'cto', 7, 'Fine.')));
    return { rows: await store.record.of(ID), place: last.place };
  };

  it('has every event of a request, in order, with its moment', async () => {
    const { rows } = await written();
    assert.deepEqual(
      rows.map(({ seq, kind }) => [seq, kind]),
      [
        [1, 'submitted'],
        [2, 'phase-opened'],
        [3, 'vote-cast'],
        [4, 'vote-cast'],
      ],
    );
    assert.deepEqual(rows[3] && JSON.parse(rows[3].bytes), {
      kind: 'vote-cast',
      ...approval(megan, 'cto', 7, 'Fine.'),
    });
    assert.equal(rows[3]?.at, approval(megan, 'cto', 7).at);
  });

  it('is a chain that ends where the request stands', async () => {
    const { rows, place } = await written();
    assert.deepEqual(verifyChain(rows), { kind: 'whole', head: place.head });
    assert.equal(rows.at(-1)?.seq, place.seq);
  });

  it('shows where a byte was changed', async () => {
    const { rows } = await written();
    const forged = rows.map((row) => (row.seq === 3 ? { ...row, bytes: row.bytes.replace('approve', 'approvE') } : row));
    assert.deepEqual(verifyChain(forged), { kind: 'broken', seq: 3 });
  });

  it('shows where a line was taken out, or put elsewhere', async () => {
    const { rows } = await written();
    assert.deepEqual(verifyChain(rows.filter(({ seq }) => seq !== 2)), { kind: 'broken', seq: 2 });
    assert.deepEqual(verifyChain(rows.toReversed()), { kind: 'broken', seq: 1 });
  });

  it('is empty for a request that does not exist', async () => {
    const { record } = await given.open();
    assert.deepEqual(await record.of(ID), []);
  });

  for (const rewrite of [`update event set bytes = '{}'`, 'delete from event', 'truncate event']) {
    it(`refuses to be rewritten: ${rewrite.split(' ')[0] ?? ''}`, async () => {
      await written();
      await assert.rejects(given.sql(rewrite), /append-only/);
    });
  }
});
