import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { readPolicy } from '../../bot/policy/read.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../infra/scripts/setup-entra.sh');

/** A tenant that remembers in files what was made: enough of `az` for the script, and the calls that change something. */
const AZ = String.raw`#!/usr/bin/env bash
cd "$(dirname "$0")"
after() { sed -n "s/.*$1\([A-Za-z0-9.-]*\).*/\1/p" <<< "$2"; }
case "$*" in
  'ad app list'*) cat app 2>/dev/null || true ;;
  'ad app create'*) echo "$*" >> changes; echo app-1 | tee app ;;
  'ad app show'*appRoles*) cat role 2>/dev/null || echo None ;;
  'ad app show'*) echo object-1 ;;
  'ad app update'*app-roles*) echo "ad app update roles" >> changes; after '"id": "' "$*" > role ;;
  'ad app update'*) ;;
  'ad sp show'*appRoles*) echo "role-$(after "value=='" "$*")" ;;
  'ad sp show'*) cat "sp-$5" 2>/dev/null ;;
  'ad sp create'*) echo "$1 $2 $3 $5" >> changes; echo "principal-$5" | tee "sp-$5" ;;
  'rest --method get'*) grep -x "$(after "principalId=='" "$*") $(after "appRoleId=='" "$*")" assigned 2>/dev/null || echo None ;;
  'rest --method post'*)
    echo "assign $(after '"appRoleId": "' "$*")" >> changes
    echo "$(after '"principalId": "' "$*") $(after '"appRoleId": "' "$*")" >> assigned ;;
  'ad app owner add'*) echo "owner $8" > owner ;;
  'ad group list'*) [[ $(after "displayName eq '" "$*") == ship-cto ]] && echo 7f1c0000-0000-4000-8000-000000000001 || true ;;
  *) exit 64 ;;
esac
`;

describe('setup-entra.sh (skipped without bash)', () => {
  let tenant = '';

  beforeEach(function () {
    if (spawnSync('bash', ['--version']).error !== undefined) this.skip();
    tenant = mkdtempSync(path.join(tmpdir(), 'signoff-tenant-'));
    writeFileSync(path.join(tenant, 'az'), AZ, { mode: 0o755 });
  });

  afterEach(() => {
    if (tenant !== '') rmSync(tenant, { recursive: true });
  });

  const run = (...args: readonly string[]) =>
    spawnSync('bash', [SCRIPT, ...args], { encoding: 'utf8', env: { PATH: `${tenant}:/usr/local/bin:/usr/bin:/bin` } });
  const changes = () =>
    existsSync(path.join(tenant, 'changes')) ? readFileSync(path.join(tenant, 'changes'), 'utf8').trim().split('\n') : [];

  it('registers the webhook of alerts, and says the two parameters that main.bicep asks', () => {
    const { stdout, status, stderr } = run('alerts', 'Signoff alerts');
    assert.equal(status, 0, stderr);
    assert.equal(stdout, 'alertsAudience=api://app-1\nalertsAppObjectId=object-1\n');
    assert.equal(changes().length, 5, 'an application, its role, two principals and an assignment');
    assert.match(stderr, /registered the application Signoff alerts/);
  });

  it('changes nothing the second time', () => {
    const first = run('alerts', 'Signoff alerts');
    const once = changes();
    const second = run('alerts', 'Signoff alerts', 'deployer');
    assert.deepEqual([second.status, second.stdout, changes()], [0, first.stdout, once]);
    assert.equal(second.stderr, '');
    assert.equal(readFileSync(path.join(tenant, 'owner'), 'utf8'), 'owner deployer\n');
  });

  for (const { command, file } of [
    { command: 'graph', file: 'groups.ts' },
    { command: 'presence', file: 'presence.ts' },
    { command: 'managers', file: 'managers.ts' },
  ]) {
    it(`lets the bot read with "${command}", once, with the permissions that bot/azure/${file} says it needs and no other`, () => {
      const { stdout, status, stderr } = run(command, 'principal-of-the-bot');
      assert.equal(status, 0, stderr);
      const needed = stdout.trim().split('\n');
      const source = readFileSync(new URL(`../../bot/azure/${file}`, import.meta.url), 'utf8');
      assert.deepEqual(new Set(source.match(/\b[A-Z]\w+\.\w+\.All\b/g)), new Set(needed));
      const assigned = () => changes().filter((change) => change.startsWith('assign'));
      assert.deepEqual(
        assigned(),
        needed.map((name) => `assign role-${name}`),
      );
      run(command, 'principal-of-the-bot');
      assert.equal(assigned().length, needed.length);
    });
  }

  it('says the groups that exist as lines of a policy file, for every role of the shipped policy', async () => {
    const { stdout, status, stderr } = run('groups', 'ship');
    assert.equal(status, 0, stderr);
    assert.deepEqual(parse(stdout), { roles: { cto: { group: '7f1c0000-0000-4000-8000-000000000001' } } });
    const policy = await readPolicy(undefined);
    assert.ok(policy.ok);
    for (const role of policy.value.roles.keys()) {
      if (role !== 'cto') assert.match(stdout, new RegExp(`az ad group create --display-name ship-${role} `));
    }
    assert.equal(stdout.trim().split('\n').length, policy.value.roles.size + 1);
    assert.deepEqual(changes(), []);
  });

  it('says how it is used when it is not used so', () => {
    for (const args of [[], ['alerts'], ['graph', 'a', 'b'], ['everything', 'a']]) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2);
      assert.match(stderr, /usage: setup-entra\.sh alerts <name>/);
    }
  });
});
