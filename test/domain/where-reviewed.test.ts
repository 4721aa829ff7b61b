import assert from 'node:assert/strict';
import { requirementsOf } from '../../bot/domain/requirements.ts';
import { changeType, planLike, policyLike, PROD, role } from '../support/given.ts';

describe('where a requirement is reviewed', () => {
  const phase = (id: string, named: readonly string[], checklists: readonly (readonly [string, readonly string[]])[] = []) => ({
    id,
    title: id,
    roles: named.map(role),
    checklists: new Map(checklists.map(([one, lines]) => [role(one), lines])),
  });
  const asks = (requires: readonly (readonly string[])[], phases: ReturnType<typeof phase>[]) =>
    requirementsOf(
      { environment: PROD, changeTypes: [changeType('x')] },
      policyLike({
        phases,
        conditions: [],
        changeTypes: new Map([
          [
            changeType('x'),
            { id: changeType('x'), title: 'X', requires: requires.map((one) => one.map(role)), expedited: false },
          ],
        ]),
      }),
    );

  it('is where one of its roles has a checklist, else where one is named, else first; earlier phases come first', () => {
    const phases = [phase('a', ['cto']), phase('b', ['dba', 'cto'], [['cto', ['Sound']]]), phase('c', ['qa'])];
    assert.deepEqual(
      asks([['qa', 'manager'], ['cto', 'director'], ['dba'], ['other']], phases).map(({ anyOf, phase: id }) => [
        anyOf.join(),
        id,
      ]),
      [
        ['other', 'a'],
        ['cto,director', 'b'],
        ['dba', 'b'],
        ['qa,manager', 'c'],
      ],
    );
  });

  it('is nowhere in particular where policy has no phases', () => {
    assert.deepEqual(
      asks([['cto']], []).map(({ anyOf, phase: id, checklists }) => [anyOf, id, checklists]),
      [[[role('cto')], '', []]],
    );
  });

  it('has the checklist of its own phase before that of another', () => {
    const phases = [
      phase('a', [], [['cto', ['First']]]),
      phase(
        'b',
        [],
        [
          ['dba', ['Second']],
          ['cto', ['Third']],
        ],
      ),
    ];
    const [both] = asks([['dba', 'cto']], phases);
    assert.deepEqual(both?.checklists, [
      { role: role('dba'), lines: ['Second'] },
      { role: role('cto'), lines: ['First'] },
    ]);
    assert.deepEqual(asks([['qa']], phases)[0]?.checklists, []);
  });

  it('is asked when an answer says so, of one value, several, or yes and no', () => {
    const when = (field: string, ...values: readonly string[]) => ({
      when: new Map([[field, values]]),
      requires: [[role('qa')]],
    });
    const asked = (condition: ReturnType<typeof when>, plan: Parameters<typeof requirementsOf>[0]) =>
      requirementsOf(plan, policyLike({ conditions: [condition], changeTypes: new Map() })).map(({ because }) => because);
    const base = { environment: PROD, changeTypes: [] };
    assert.deepEqual(asked(when('touchesSecurity', 'yes'), { ...base, touchesSecurity: true }), [
      { kind: 'answer', field: 'touchesSecurity' },
    ]);
    assert.deepEqual(asked(when('touchesSecurity', 'yes'), { ...base, touchesSecurity: false }), []);
    assert.deepEqual(asked(when('touchesSecurity', 'no'), { ...base, touchesSecurity: false }).length, 1);
    assert.equal(asked(when('changes', 'database'), { ...base, changes: ['backend', 'database'] }).length, 1);
    assert.equal(asked(when('customerImpact', 'low', 'high'), { ...base, customerImpact: 'medium' }).length, 0);
    assert.equal(asked(when('customerImpact', 'low', 'high'), { ...base, customerImpact: 'high' }).length, 1);
    assert.deepEqual(asked(when('customerImpact', 'low'), base), []);
  });

  it('is nowhere where nothing is asked, or for an environment that policy does not know', () => {
    assert.deepEqual(requirementsOf({ environment: 'moon' as typeof PROD, changeTypes: [] }, policyLike()), []);
    const [one] = [...policyLike().environments.values()];
    assert.ok(one);
    const recorded = policyLike({
      environments: new Map([[PROD, { ...one, id: PROD, rules: 'none', requires: [[role('cto')]] }]]),
    });
    assert.deepEqual(requirementsOf(planLike(), recorded), []);
  });

  it('is asked as often as the row that asks for most, and less a stricter one that it implies', () => {
    const twice = asks([['cto'], ['cto'], ['cto', 'director'], ['director', 'cto'], ['cto', 'director']], [phase('a', [])]);
    assert.deepEqual(
      twice.map(({ anyOf }) => anyOf.length),
      [1, 1, 2],
    );
    assert.deepEqual(
      asks(
        [
          ['cto', 'qa'],
          ['cto', 'director'],
        ],
        [phase('a', [])],
      ).length,
      2,
    );
  });
});
