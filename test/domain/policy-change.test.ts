import assert from 'node:assert/strict';
import type { EntraGroupId, ServiceId } from '../../bot/domain/ids.ts';
import type { ChangeType, Condition, Policy, Role } from '../../bot/domain/policy.ts';
import { policyChanges, policyDrift, type PolicyChange } from '../../bot/domain/policy-change.ts';
import {
  adele,
  changeType,
  halfApproved,
  lynne,
  nestor,
  PAYMENTS,
  pendingRequest,
  planLike,
  policyLike,
  PROD,
  role,
  UAT,
} from '../support/given.ts';

const before = policyLike();

function requiring(id: string, ...roles: readonly string[]): Policy {
  const known = before.changeTypes.get(changeType(id));
  assert.ok(known);
  const changed: ChangeType = { ...known, requires: roles.map((one) => [role(one)]) };
  return policyLike({ version: 'policy-2', changeTypes: new Map([...before.changeTypes, [known.id, changed]]) });
}

describe('a change of policy', () => {
  it('is nothing where everybody is asked as before, in whatever order', () => {
    assert.deepEqual(policyChanges(before, policyLike({ version: 'policy-2' })), []);
    assert.deepEqual(policyChanges(before, requiring('database-schema', 'cto', 'devops-lead', 'tech-lead', 'dba')), []);
  });

  it('names the environment and the kind of change whose approvals differ', () => {
    assert.deepEqual(policyChanges(before, requiring('database-schema', 'dba', 'tech-lead', 'cto', 'security-officer')), [
      {
        kind: 'approvals',
        environment: PROD,
        changeType: changeType('database-schema'),
        added: [[role('security-officer')]],
        dropped: [[role('devops-lead')]],
      },
    ]);
  });

  it('leaves out requests of the same policy, and shows what the new one would ask of the others', () => {
    const after = requiring('database-schema', 'dba', 'tech-lead', 'cto', 'security-officer');
    assert.deepEqual(policyDrift([halfApproved()], before), []);
    assert.deepEqual(policyDrift([halfApproved()], after), [
      { request: 'DEP-1042', added: [[role('security-officer')]], dropped: [[role('devops-lead')]], gone: [] },
    ]);
  });

  it('keeps what is known of a request that is about several kinds of change', () => {
    const plan = planLike({ changeTypes: [changeType('database-schema'), changeType('security-patch')] });
    const patch = before.changeTypes.get(changeType('security-patch')) ?? assert.fail();
    const known = policyLike({ version: 'policy-2', changeTypes: new Map([[patch.id, patch]]) });
    const [drift] = policyDrift([pendingRequest({ plan })], known);
    assert.deepEqual(drift?.gone, ['change-type']);
  });

  it('says what a waiting request is about that policy does not know any more', () => {
    const without = policyLike({ version: 'policy-2', services: new Map(), changeTypes: new Map() });
    const [drift] = policyDrift([pendingRequest()], without);
    assert.deepEqual(drift?.gone, ['service', 'change-type']);
    assert.ok(before.services.has(PAYMENTS));
  });

  it('says what a condition asks more or no more, whether it is new, gone or another', () => {
    const when = new Map([['touchesSecurity', ['yes']]]) as Condition['when'];
    const [database] = before.conditions;
    assert.ok(database);
    const [dba, security] = [[role('dba')], [role('security-officer')]];
    const conditions = (...list: readonly Condition[]) => policyLike({ conditions: list });
    const fresh = { when, requires: [security] };
    assert.deepEqual(conditionsOf(policyChanges(before, conditions(database, fresh))), [
      { kind: 'condition', when, added: [security], dropped: [] },
    ]);
    assert.deepEqual(conditionsOf(policyChanges(before, conditions())), [
      { kind: 'condition', when: database.when, added: [], dropped: [dba] },
    ]);
    assert.deepEqual(conditionsOf(policyChanges(before, conditions({ ...database, requires: [security] }))), [
      { kind: 'condition', when: database.when, added: [security], dropped: [dba] },
    ]);
  });

  it('names who has come to a role and who has left it, and another group behind it', () => {
    const roles = (changes: Partial<Role> | undefined) => {
      const known = before.roles.get(role('devops-lead')) ?? assert.fail();
      const others = [...before.roles].filter(([id]) => id !== known.id);
      return policyLike({ roles: new Map(changes === undefined ? others : [...others, [known.id, { ...known, ...changes }]]) });
    };
    const [lead, group] = [role('devops-lead'), 'f3c0a0de-0000-4000-8000-00000000000f' as EntraGroupId];
    const changes = (was: Parameters<typeof roles>[0], is: typeof was) => policyChanges(roles(was), roles(is));
    assert.deepEqual(changes({}, { members: [lynne, nestor] }), [
      { kind: 'members', role: lead, joined: [nestor], left: [adele] },
    ]);
    assert.deepEqual(changes({}, { members: [adele, lynne, nestor] }), [
      { kind: 'members', role: lead, joined: [nestor], left: [] },
    ]);
    assert.deepEqual(changes({}, { members: [adele] }), [{ kind: 'members', role: lead, joined: [], left: [lynne] }]);
    assert.deepEqual(changes({}, { group }), [{ kind: 'group', role: lead, before: undefined, after: group }]);
    assert.deepEqual(changes({ group }, undefined), [
      { kind: 'members', role: lead, joined: [], left: [adele, lynne] },
      { kind: 'group', role: lead, before: group, after: undefined },
    ]);
    assert.deepEqual(changes(undefined, {}), [{ kind: 'members', role: lead, joined: [adele, lynne], left: [] }]);
  });

  it('names what a phase promises now, and services that come and go', () => {
    const [technical] = before.phases;
    assert.ok(technical);
    const { slaDays: _days, ...unpromised } = technical;
    assert.deepEqual(policyChanges(before, policyLike({ phases: [{ ...technical, slaDays: 5 }] })), [
      { kind: 'promise', phase: 'technical', before: 2, after: 5 },
    ]);
    assert.deepEqual(policyChanges(before, policyLike({ phases: [technical, { ...technical, id: 'business', slaDays: 1 }] })), [
      { kind: 'promise', phase: 'business', before: undefined, after: 1 },
    ]);
    const late = { ...technical, id: 'business' };
    assert.deepEqual(policyChanges(policyLike({ phases: [technical, late] }), policyLike({ phases: [technical] })), [
      { kind: 'promise', phase: 'business', before: 2, after: undefined },
    ]);
    assert.deepEqual(policyChanges(before, policyLike({ phases: [unpromised] })), [
      { kind: 'promise', phase: 'technical', before: 2, after: undefined },
    ]);
    const known = before.services.get(PAYMENTS) ?? assert.fail();
    const orders = 'orders' as ServiceId;
    assert.deepEqual(policyChanges(before, policyLike({ services: new Map([[orders, { ...known, id: orders }]]) })), [
      { kind: 'service', service: orders, is: 'added' },
      { kind: 'service', service: PAYMENTS, is: 'gone' },
    ]);
  });

  it('in environments and kinds of change that come or go is one in what is asked there', () => {
    const prod = before.environments.get(PROD) ?? assert.fail();
    const only = policyLike({ environments: new Map([[PROD, prod]]) });
    const tech = [[role('tech-lead')]];
    const inUat = (kind: string) => ({ kind: 'approvals', environment: UAT, changeType: changeType(kind) });
    const kinds = ['database-schema', 'new-feature-external', 'security-patch'];
    assert.deepEqual(
      policyChanges(before, only),
      kinds.map((kind) => ({ ...inUat(kind), added: [], dropped: tech })),
    );
    assert.deepEqual(
      policyChanges(only, before),
      kinds.map((kind) => ({ ...inUat(kind), added: tech, dropped: [] })),
    );
  });
});

const conditionsOf = (changes: readonly PolicyChange[]) => changes.filter(({ kind }) => kind === 'condition');
