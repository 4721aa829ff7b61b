import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { reverify } from '../../bot/domain/verification.ts';
import { adele, approvedRequest, later, NAMES, planLike, PROD, role, WINDOW_START, PAYMENTS } from '../support/given.ts';
import { nothingChanged } from '../support/given-verification.ts';

const DAY_BEFORE = later(-1_440, WINDOW_START);
const codes = (changes: Parameters<typeof nothingChanged>[0], request = approvedRequest()) =>
  reverify(request, nothingChanged(changes), DAY_BEFORE).map(({ code }) => code);

describe('a day before the window', () => {
  it('nothing is in the way when nothing has changed', () => {
    assert.deepEqual(codes({}), []);
  });

  it('an approval whose giver has lost the role does not count any more', () => {
    const { holders } = nothingChanged();
    assert.deepEqual(codes({ holders: new Map([...holders, [role('cto'), []]]) }), ['approval-lost']);
  });

  it('an approval that is missing is said', () => {
    assert.deepEqual(codes({}, approvedRequest({ votes: approvedRequest().votes.slice(1) })), ['approval-missing']);
  });

  it('a freeze, a lock, another window and a closed checkpoint are each in the way', () => {
    const span = planLike().window;
    const freeze = { id: 'FRZ-1' as never, scope: { environment: PROD }, span, reason: 'Sales week', by: adele };
    const holds = {
      freezes: [freeze],
      locks: [{ kind: 'unreadable' } as const],
      others: [{ id: 'DEP-7' as RequestId, window: span }],
      closed: [1 as never],
    };
    assert.deepEqual(codes({ holds }), ['frozen', 'locked', 'window-taken', 'checkpoints-closed']);
  });

  it('a service that has left the policy, a window that policy has closed, and on-call people who are gone', () => {
    const { policy } = nothingChanged();
    assert.deepEqual(codes({ policy: { ...policy, services: new Map() } }), ['not-in-policy']);
    const environments = new Map(policy.environments);
    const prod = environments.get(PROD) ?? assert.fail();
    environments.set(PROD, { ...prod, windows: ['sat 10:00-12:00'] });
    assert.deepEqual(codes({ policy: { ...policy, environments } }), ['outside-windows']);
    assert.deepEqual(codes({ people: new Set([...NAMES.keys()].filter((person) => person !== adele)) }), ['on-call-gone']);
    assert.ok(policy.services.has(PAYMENTS));
  });
});
