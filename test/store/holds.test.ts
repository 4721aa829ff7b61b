import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { createKeepLocks } from '../../bot/flows/keep-locks.ts';
import { createReadHolds } from '../../bot/flows/read-holds.ts';
import { policyDirectory } from '../../bot/policy/directory.ts';
import type { Store } from '../../bot/store/open.ts';
import { adele, later, lynne, PAYMENTS, policyLike, PROD } from '../support/given.ts';
import { withStore } from '../support/store.ts';

const policy = policyLike();
const target = { service: PAYMENTS, environment: PROD };

withStore('locks', (given) => {
  const keeping = ({ locks }: Store) =>
    createKeepLocks({ locks, directory: policyDirectory(policy), policy, clock: { now: () => given.clock.now() } });
  const holding = ({ requests, freezes, locks, gates, runs }: Store) => {
    const clock = { now: () => given.clock.now() };
    return createReadHolds({ requests, freezes, locks, gates, runs, policy, recurring: () => [], clock })(target);
  };
  const wanted = { target, reason: 'Load test', minutes: 60, for: undefined };

  it('are taken by one of two instances that want the same one', async () => {
    const [one, other] = [await given.open(), await given.open()];
    const taken = await Promise.all([keeping(one).take(adele, wanted), keeping(other).take(lynne, wanted)]);
    assert.deepEqual(taken.map((result) => (result.ok ? 'taken' : result.problem.code)).sort(), ['lock-held', 'taken']);
    assert.equal((await holding(other)).locks.length, 1);
  });

  it('are released by somebody else with a reason only', async () => {
    const store = await given.open();
    await keeping(store).take(adele, { ...wanted, for: 'DEP-7' as RequestId });
    const silent = await keeping(store).release(lynne, target, ' ');
    assert.equal(silent.ok ? 'released' : silent.problem.code, 'reason-needed');
    assert.ok((await keeping(store).release(lynne, target, 'Adele is on holiday')).ok);
    assert.deepEqual((await holding(store)).locks, []);
    const kinds = (await store.record.of('lock:payments/prod')).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['lock-taken', 'lock-released']);
  });

  it('last no longer than policy says, and are over when their time is, whether or not anybody looks', async () => {
    const store = await given.open();
    const long = await keeping(store).take(adele, { ...wanted, minutes: policy.locks.most + 1 });
    assert.equal(long.ok ? 'taken' : long.problem.code, 'lock-too-long');
    await keeping(store).take(adele, wanted);
    given.clock.now = () => later(60);
    assert.deepEqual((await holding(store)).locks, []);
    assert.ok((await keeping(store).take(lynne, wanted)).ok);
  });

  it('that cannot be read keep everybody out, and nobody writes over them', async () => {
    const store = await given.open();
    await keeping(store).take(adele, wanted);
    await given.sql(`update stream set body = '{"state":"open"}' where id = 'lock:payments/prod'`);
    assert.deepEqual((await holding(store)).locks, [{ kind: 'unreadable' }]);
    const taken = await keeping(store).take(adele, wanted);
    assert.equal(taken.ok ? 'taken' : taken.problem.code, 'locked');
  });
});
