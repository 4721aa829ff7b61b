import assert from 'node:assert/strict';
import fc from 'fast-check';
import { match } from '../../bot/domain/matching.ts';
import { requirementsOf, unfillable } from '../../bot/domain/requirements.ts';
import { alex, changeType, megan, planLike, policyLike, role, UAT } from '../support/given.ts';

const policy = policyLike();
const asked = (changes: Parameters<typeof planLike>[0]) =>
  requirementsOf(planLike(changes), policy).map(({ anyOf }) => anyOf.join('|'));

describe('requirements', () => {
  it('are the row of the change type', () => {
    assert.deepEqual(asked({ changes: ['backend'] }), ['dba', 'tech-lead', 'cto', 'devops-lead']);
  });

  it('of two change types are those of both, each role once', () => {
    const both = asked({ changeTypes: ['database-schema', 'new-feature-external'].map(changeType) });
    assert.deepEqual(both.toSorted(), ['cto', 'dba', 'devops-lead', 'product-manager', 'tech-lead', 'vp-engineering|director']);
  });

  it('grow by what the answers say', () => {
    assert.ok(asked({ changeTypes: [changeType('security-patch')], changes: ['database'] }).includes('dba'));
    assert.ok(!asked({ changeTypes: [changeType('security-patch')], changes: ['backend'] }).includes('dba'));
  });

  it('do not ask a choice of roles that a stricter one already implies', () => {
    const stricter = policyLike({
      conditions: [{ when: new Map([['changes', ['database']]]), requires: [[role('cto'), role('director')]] }],
    });
    assert.equal(requirementsOf(planLike(), stricter).filter(({ anyOf }) => anyOf.includes(role('cto'))).length, 1);
  });

  it('of a light environment are its own', () => {
    assert.deepEqual(asked({ environment: UAT }), ['tech-lead']);
  });

  it('that only the requester could fill are unfillable', () => {
    const requirements = requirementsOf(planLike(), policy);
    const holders = new Map([...policy.roles].map(([id, { members }]) => [id, id === role('cto') ? [alex] : members]));
    assert.deepEqual(
      unfillable(requirements, { holders, excluded: new Set([alex]), personFills: 'one-role' }).empty.map(({ anyOf }) => anyOf),
      [[role('cto')]],
    );
  });

  it('that need one person twice are unfillable', () => {
    const requirements = requirementsOf(planLike(), policy);
    const holders = new Map([...policy.roles].map(([id]) => [id, [megan]]));
    const { empty, short } = unfillable(requirements, { holders, excluded: new Set([alex]), personFills: 'one-role' });
    assert.deepEqual([empty.length, short.length], [0, requirements.length - 1]);
  });
});

describe('matching', () => {
  it('seats as many as any assignment could, whatever the order', () => {
    const claims = fc.array(fc.uniqueArray(fc.nat({ max: 4 }), { maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(claims, (canTake) => {
        const seated = match(5, canTake).filter((claim) => claim !== undefined);
        assert.equal(seated.length, best(canTake, new Set()));
        assert.equal(new Set(seated).size, seated.length);
      }),
    );
  });
});

/** The most claims that can be seated, by trying everything. */
function best([first, ...rest]: readonly (readonly number[])[], taken: ReadonlySet<number>): number {
  if (first === undefined) return 0;
  const seated = first.filter((seat) => !taken.has(seat)).map((seat) => 1 + best(rest, new Set([...taken, seat])));
  return Math.max(best(rest, taken), ...seated);
}
