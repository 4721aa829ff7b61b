import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createRoster } from '../../bot/flows/roster.ts';
import { openStore, type Store, type Work } from '../../bot/store/open.ts';
import { alex, MONDAY } from '../support/given.ts';
import { onServer, withPostgres } from '../support/store.ts';
import { saved, submission } from './changes.ts';

const heard = (store: Store, wanted: Work) =>
  new Promise<void>((resolve) => {
    const stop = store.onWork((work) => {
      if (work !== wanted) return;
      stop();
      resolve();
    });
  });

/** The first connection counts as a gap, so that all work is announced once when it listens. */
const listening = (store: Store) => heard(store, 'alerts');

withPostgres('several instances', (given, server) => {
  it('wake each other with a commit', async () => {
    const [one, other] = [await given.open(), await given.open()];
    await listening(other);
    const woken = heard(other, 'timers');
    await saved(one, submission());
    await woken;
  });

  it('tell each other that somebody was met, so that all of them know the name', async () => {
    const [one, other] = [await given.open(), await given.open()];
    await listening(other);
    const roster = createRoster(other.people);
    assert.equal((await roster.names()).size, 0);
    other.onWork((work) => {
      if (work === 'people') roster.forget();
    });
    const told = heard(other, 'people');
    await one.people.meet([{ id: alex, name: 'Alex Wilber' }]);
    await told;
    assert.deepEqual([...(await roster.names()).values()], ['Alex Wilber']);
  });

  it('of the version before go on working on tables that a newer version has added to', async () => {
    await (await given.open()).close();
    await given.sql(`insert into kysely_migration (name, timestamp) values ('9999-of-a-newer-version', '2030-01-01')`);
    const before = await given.open();
    assert.equal(await before.isReady(), true);
    await saved(before, submission());
  });

  it('listen again after their connection was cut, and look at everything then', async () => {
    const store = await given.open();
    await listening(store);
    const woken = heard(store, 'alerts');
    await given.sql(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen signoff'`);
    await woken;
  });

  it('make the tables once, when they all start on an empty database', async () => {
    const name = `signoff_empty_${String(Date.now())}`;
    await onServer(server, `create database ${name}`);
    const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
    const ports = { clock: { now: () => MONDAY }, chance: { uuid: randomUUID } };
    try {
      const stores = await Promise.all([1, 2, 3].map(() => openStore({ kind: 'postgres', url }, ports)));
      const ready = await Promise.all(stores.map((store) => store.isReady()));
      await Promise.all(stores.map((store) => store.close()));
      assert.deepEqual(ready, [true, true, true]);
    } finally {
      await onServer(server, `drop database ${name} with (force)`);
    }
  });
});
