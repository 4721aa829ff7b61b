import assert from 'node:assert/strict';
import { parsePersonId } from '../../bot/domain/ids.ts';
import { policyDirectory } from '../../bot/policy/directory.ts';
import { parsePolicy } from '../../bot/policy/parse.ts';

const ADA = '00000000-0000-0000-0000-00000000000a';
const BOB = '00000000-0000-0000-0000-00000000000b';

function policy() {
  const parsed = parsePolicy(
    `version: 1\nextends: default\nroles: { cto: { members: [${ADA.toUpperCase()}] }, dba: { members: [${BOB}, ${ADA}] } }\n`,
  );
  assert.ok(parsed.ok);
  return parsed.value;
}

const directory = () => policyDirectory(policy());

const rolesOf = async (person: string) => {
  const id = parsePersonId(person);
  assert.ok(id);
  const held = await directory().rolesOf(id, [...policy().roles.keys()]);
  assert.ok(held.ok);
  return [...held.value];
};

describe('who holds which role', () => {
  it('is what the policy lists, for as many roles as a person has', async () => {
    assert.deepEqual(await rolesOf(ADA), ['cto', 'dba']);
    assert.deepEqual(await rolesOf(BOB), ['dba']);
  });

  it('is nothing for somebody whom the policy does not list', async () => {
    assert.deepEqual(await rolesOf('00000000-0000-0000-0000-00000000000c'), []);
  });

  it('names a role that nobody holds, with nobody in it', async () => {
    const holders = Object.fromEntries(await directory().holders());
    assert.deepEqual(holders['dba'], [BOB, ADA]);
    assert.deepEqual(holders['qa'], []);
  });
});
