import assert from 'node:assert/strict';
import { sampleGauge } from '../../bot/demo/sample-gauge.ts';
import type { EnvironmentId, ServiceId } from '../../bot/domain/ids.ts';
import { judge } from '../../bot/domain/watch.ts';
import { readPolicy } from '../../bot/policy/read.ts';
import { watchLike } from '../support/given-watch.ts';
import { later } from '../support/given.ts';

const { limits: LIMITS } = watchLike([]);

describe('the numbers of the demo', () => {
  const measured = async (id: string, minutes: number, from: number) => {
    const policy = await readPolicy(new URL('../../bot/policy/demo.yaml', import.meta.url).pathname);
    assert.ok(policy.ok);
    const [service, environment] = [id as ServiceId, 'prod' as EnvironmentId];
    const resources = policy.value.services.get(service)?.resources.get(environment) ?? [];
    const target = { service, environment, resources };
    assert.ok(sampleGauge.covers(target));
    const reading = await sampleGauge.measure(target, { start: later(from), end: later(from + minutes) });
    return judge(reading, 0, LIMITS);
  };

  it('find Payments healthy and Orders bad enough to go back, whenever they are looked at', async () => {
    for (let minute = 0; minute < 60; minute += 7) {
      assert.equal((await measured('payments', 1, minute)).verdict, 'healthy');
      const { breaches } = await measured('orders', 1, minute);
      assert.ok(breaches.some(({ calls }) => calls === 'rollback'));
      assert.equal((await measured('orders', 60, minute - 60)).verdict, 'healthy', 'before its deployment');
    }
  });

  it('cover nothing that could be real', () => {
    const target = { service: 'payments' as ServiceId, environment: 'prod' as EnvironmentId };
    assert.equal(sampleGauge.covers({ ...target, resources: [] }), false);
    assert.equal(sampleGauge.covers({ ...target, resources: ['/subscriptions/0b1c/resourcegroups/rg-ord-prod'] }), false);
  });
});
