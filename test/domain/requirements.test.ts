import assert from 'node:assert/strict';
import fc from 'fast-check';
import { match } from '../../bot/domain/matching.ts';
import type { ChangeType } from '../../bot/domain/policy.ts';
import { requirementsOf, unfillable } from '../../bot/domain/requirements.ts';
import { alex, changeType, megan, planLike, policyLike, role, UAT } from '../support/given.ts';

const policy = policyLike();
const kind: ChangeType = {
  id: changeType('database-schema'),
  title: 'Database schema',
  requires: [],
  expedited: false,
};
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
    const widerFirst = policyLike({
      changeTypes: new Map([[kind.id, { ...kind, requires: [['cto', 'director'].map(role), ['director'].map(role)] }]]),
      conditions: [],
    });
    const overlapping = [['cto', 'qa'].map(role), ['cto', 'director', 'dba'].map(role)];
    const apart = policyLike({ changeTypes: new Map([[kind.id, { ...kind, requires: overlapping }]]), conditions: [] });
    assert.equal(requirementsOf(planLike(), apart).length, 2, 'a QA says nothing for the other one');
    assert.deepEqual(
      requirementsOf(planLike(), widerFirst).map(({ anyOf }) => anyOf),
      [[role('director')]],
    );
  });

  it('are as many of one role as the kind of change that asks for most of them', () => {
    const once = { ...kind, id: changeType('once'), requires: [[role('cto')]] };
    const twice = { ...kind, id: changeType('twice'), requires: [[role('cto')], [role('cto')]] };
    const known = policyLike({ changeTypes: new Map([once, twice].map((one) => [one.id, one])), conditions: [] });
    for (const changeTypes of [
      [once.id, twice.id],
      [twice.id, once.id],
    ]) {
      assert.equal(requirementsOf(planLike({ changeTypes }), known).length, 2);
    }
  });

  it('say which answers ask them', () => {
    const when = new Map([
      ['changes', ['database']],
      ['visibility', ['internal']],
    ]);
    const both = policyLike({ conditions: [{ when, requires: [[role('qa')]] }] });
    assert.deepEqual(requirementsOf(planLike(), both).at(-1)?.because, { kind: 'answer', field: 'changes,visibility' });
  });

  it('of a light environment are its own', () => {
    assert.deepEqual(requirementsOf(planLike({ environment: UAT }), policy), [
      {
        anyOf: [role('tech-lead')],
        phase: 'technical',
        because: { kind: 'environment', environment: UAT },
        checklists: [],
      },
    ]);
  });

  it('that only the requester could fill are unfillable', () => {
    const requirements = requirementsOf(planLike(), policy);
    const holders = new Map([...policy.roles].map(([id, { members }]) => [id, id === role('cto') ? [alex] : members]));
    const { empty, short } = unfillable(requirements, { holders, excluded: new Set([alex]), personFills: 'one-role' });
    assert.deepEqual([empty.map(({ anyOf }) => anyOf), short], [[[role('cto')]], []]);
    const alone = new Map([...holders].map(([id, own]) => [id, id === role('cto') ? own : [megan]]));
    const both = unfillable(requirements, { holders: alone, excluded: new Set([alex]), personFills: 'one-role' });
    assert.deepEqual([both.empty.length, both.short], [1, []], 'first the role that nobody holds');
  });

  it('that need one person twice are unfillable', () => {
    const requirements = requirementsOf(planLike(), policy);
    const holders = new Map([...policy.roles].map(([id]) => [id, [megan]]));
    const { empty, short } = unfillable(requirements, { holders, excluded: new Set([alex]), personFills: 'one-role' });
    assert.deepEqual([empty.length, short.length], [0, requirements.length - 1]);
  });
});

describe('matching', () => {
  it('has an answer for every seat', () => {
    assert.deepEqual(match(3, [[1]]), [undefined, 0, undefined]);
    assert.deepEqual(match(2, []), [undefined, undefined]);
    assert.deepEqual(match(2, [[0, 1], [0]]), [1, 0]);
  });

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
