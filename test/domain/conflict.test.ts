import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conflictsOf, type Planned } from '../../bot/domain/conflict.ts';
import type { RequestId, ServiceId } from '../../bot/domain/ids.ts';
import { adele, diego, isaiah, later, lynne, megan, nestor, planLike, PROD, UAT, WINDOW_START } from '../support/given.ts';

const ORDERS = 'orders' as ServiceId;
const window = (from: number, minutes = 30) => ({ start: later(from, WINDOW_START), end: later(from + minutes, WINDOW_START) });
const others = { onCallEngineer: diego, backupEngineer: isaiah, managerOnCall: nestor };
const planned = (n: number, changes: Parameters<typeof planLike>[0] = {}): Planned => ({
  id: `DEP-${String(n)}` as RequestId,
  plan: planLike(changes),
});
const mine = planned(1);

describe('what is planned for the same window', () => {
  it('is told with who is on call for both, then the same service, then the rest', () => {
    const found = conflictsOf(mine, [
      planned(2, { ...others, service: ORDERS, window: window(10) }),
      planned(3, { ...others, environment: UAT, window: window(20) }),
      planned(4, { ...others, service: ORDERS, managerOnCall: adele, window: window(29) }),
      planned(5, { ...others, service: ORDERS, window: window(-20) }),
    ]);
    assert.deepEqual(
      found.map((one) => [one.with, one.people]),
      [
        ['DEP-4', [adele]],
        ['DEP-3', []],
        ['DEP-5', []],
        ['DEP-2', []],
      ],
      'of equals the earlier one first',
    );
  });

  it('is no draft that has no number yet', () => {
    assert.deepEqual(conflictsOf(mine, [{ ...planned(2), id: undefined }]), []);
  });

  it('is neither the deployment itself nor what begins as it ends', () => {
    assert.deepEqual(conflictsOf(mine, [mine, planned(2, { window: window(30) }), planned(3, { window: window(-30) })]), []);
  });

  it('is the same seen from either side', () => {
    const people = fc.constantFrom(adele, lynne, megan, diego, isaiah);
    const any = fc
      .record({ from: fc.integer({ min: -60, max: 60 }), a: people, b: people, c: people })
      .map(({ from, a, b, c }) => ({
        environment: PROD,
        window: window(from),
        onCallEngineer: a,
        backupEngineer: b,
        managerOnCall: c,
      }));
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [one, other] = [planned(1, a), planned(2, b)];
        const there = conflictsOf(one, [other]).map(({ people: shared }) => shared.toSorted());
        const back = conflictsOf(other, [one]).map(({ people: shared }) => shared.toSorted());
        assert.deepEqual(there, back);
      }),
      { numRuns: 50 },
    );
  });
});
