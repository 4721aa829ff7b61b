import assert from 'node:assert/strict';
import type { ChangeType, Policy } from '../../bot/domain/policy.ts';
import { policyChanges, policyDrift } from '../../bot/domain/policy-change.ts';
import { changeType, halfApproved, PAYMENTS, pendingRequest, policyLike, PROD, role } from '../support/given.ts';

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

  it('says what a waiting request is about that policy does not know any more', () => {
    const without = policyLike({ version: 'policy-2', services: new Map(), changeTypes: new Map() });
    const [drift] = policyDrift([pendingRequest()], without);
    assert.deepEqual(drift?.gone, ['service', 'change-type']);
    assert.ok(before.services.has(PAYMENTS));
  });
});
