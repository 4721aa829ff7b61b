import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { RequestId } from '../../bot/domain/ids.ts';
import { openEmbedded } from '../../bot/store/embedded.ts';
import { StoreClosed, StoreInUse, openStore, verifyChain, type Store } from '../../bot/store/open.ts';
import { MONDAY } from '../support/given.ts';
import { found, saved, submission } from './changes.ts';

const PORTS = { clock: { now: () => MONDAY }, chance: { uuid: randomUUID } };
const ROUNDS = 6;
const SAVES_A_ROUND = 30;

describe('the embedded store', function () {
  this.timeout(120_000);
  const home = mkdtempSync(path.join(tmpdir(), 'signoff-store-'));
  const dir = path.join(home, 'data');
  let store: Store | undefined;

  const open = async (at = dir) => (store = await openStore({ kind: 'embedded', dir: at }, PORTS));
  const close = async () => {
    await store?.close();
    store = undefined;
  };
  const saver = (first: number) =>
    spawn(process.execPath, [path.join(import.meta.dirname, 'saver.ts'), dir, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  afterEach(close);
  after(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps what was saved, after it was closed', async () => {
    const change = submission('DEP-1' as RequestId, { version: '0.1.0' });
    await saved(await open(), change);
    await close();
    const again = await open();
    assert.equal((await found(again, change.request.id)).place.seq, 2);
  });

  it('gives texts back as they were given, whatever their script and length', async () => {
    const engine = await openEmbedded('memory://');
    const given = ['', 'plain', "quote ' and \\", 'Größe ✓ 🚀', 'שלום', 'x'.repeat(70_000), null];
    const wanted = given.map((_, n) => `$${n + 1}::text as t${n}`).join(', ');
    for (const times of ['first', 'again']) {
      assert.deepEqual(Object.values((await engine.query<object>(`select ${wanted}`, given))[0] ?? {}), given, times);
    }
    assert.deepEqual(await engine.query('select $1::integer + 1 as sum', [41]), [{ sum: 42 }]);
    await engine.close();
  });

  it('is ready while it is open, and says that it is closed afterwards', async () => {
    const own = await open();
    assert.equal(await own.isReady(), true);
    await close();
    assert.equal(await own.isReady(), false);
    await assert.rejects(own.requests.find('DEP-1' as RequestId), StoreClosed);
    await assert.rejects(own.requests.save(submission()), StoreClosed);
    await assert.rejects(own.drafts.ofOwner('nobody' as never), StoreClosed);
    await assert.rejects(
      own.alerts.fold(() => Promise.reject(new Error('not called'))),
      StoreClosed,
    );
  });

  it('is refused to a second process, with a sentence', async () => {
    await open();
    const second = saver(1);
    const [said] = await Promise.all([text(second.stderr), once(second, 'close')]);
    assert.match(said, /^StoreInUse: Another process is using the data in .*data: stop it before you start this one\.$/);
  });

  it('is refused under another name of the directory, too', async () => {
    await open();
    const alias = path.join(home, 'alias');
    symlinkSync(dir, alias);
    await assert.rejects(openStore({ kind: 'embedded', dir: alias }, PORTS), StoreInUse);
  });

  it('gives lanes back that were held when it was killed', async () => {
    const own = await open();
    await own.bindings.bind('channel:deployments' as never, { lane: 'deployments', address: 'somewhere' });
    assert.equal((await own.posts.take(MONDAY))?.view, 'root');
    await close();
    assert.equal((await (await open()).posts.take(MONDAY))?.view, 'root');
  });

  it('lets go of its log when it is kept up', async () => {
    await saved(await open(), submission('DEP-2' as RequestId, { version: '0.2.0' }));
    await close();
    const engine = await openEmbedded(dir);
    const written = () => engine.query<{ from: string }>('select redo_lsn::text as from from pg_control_checkpoint()', []);
    try {
      const before = await written();
      await engine.query(`select pg_logical_emit_message(true, 'test', 'a line of the log')`, []);
      await engine.upkeep?.();
      assert.notDeepEqual(await written(), before);
    } finally {
      await engine.close();
    }
  });

  it(`loses no acknowledged save in ${ROUNDS} rounds of kill -9`, async () => {
    const acknowledged: string[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const child = saver(round * 10_000);
      let lines = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        lines += chunk;
        if (lines.split('\n').length > SAVES_A_ROUND) child.kill('SIGKILL');
      });
      await once(child, 'close');
      acknowledged.push(...lines.split('\n').slice(0, -1));
    }

    const own = await open();
    assert.ok(acknowledged.length >= ROUNDS * SAVES_A_ROUND);
    const seqs = new Map(acknowledged.map((line) => line.split(' ') as [RequestId, string]));
    for (const [id, seq] of seqs) {
      const { place } = await found(own, id);
      assert.ok(place.seq >= Number(seq), `${id} stands at ${String(place.seq)}, and ${seq} was acknowledged`);
      assert.deepEqual(verifyChain(await own.record.of(id)), { kind: 'whole', head: place.head });
    }
  });
});

describe('a PostgreSQL that cannot be reached', () => {
  it('is said at once when nothing listens', async () => {
    const url = 'postgres://nobody@127.0.0.1:1/none';
    await assert.rejects(openStore({ kind: 'postgres', url }, PORTS), /ECONNREFUSED/);
  });

  it('is said within seconds when something accepts and never answers', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    assert.ok(typeof address === 'object' && address !== null);
    const url = `postgres://nobody@127.0.0.1:${String(address.port)}/none`;
    await assert.rejects(openStore({ kind: 'postgres', url }, PORTS), /timeout/);
    silent.close();
  });
});
