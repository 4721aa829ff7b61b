import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPT = path.resolve(import.meta.dirname, '../../infra/scripts/setup-entra.sh');

/** A tenant that remembers in files what was made: enough of `az` for the script, and the calls that change something. */
const AZ = String.raw`#!/usr/bin/env bash
cd "$(dirname "$0")"
case "$*" in
  'ad app list'*) cat app 2>/dev/null || true ;;
  'ad app create'*) echo "$*" >> changes; echo app-1 | tee app ;;
  'ad app show'*appRoles*) cat role 2>/dev/null || echo None ;;
  'ad app show'*) echo object-1 ;;
  'ad app update'*app-roles*) echo "ad app update roles" >> changes; echo role-1 > role ;;
  'ad app update'*) ;;
  'ad sp show'*) cat "sp-$5" 2>/dev/null ;;
  'ad sp create'*) echo "$1 $2 $3 $5" >> changes; echo "principal of $5" | tee "sp-$5" ;;
  'rest --method get'*) cat assigned 2>/dev/null || true ;;
  'rest --method post'*) echo 'rest post' >> changes; echo yes > assigned ;;
  'ad app owner add'*) echo "owner $8" > owner ;;
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
  const changes = () => readFileSync(path.join(tenant, 'changes'), 'utf8').trim().split('\n');

  it('says the two parameters that main.bicep asks', () => {
    const { stdout, status, stderr } = run('Signoff alerts');
    assert.equal(status, 0, stderr);
    assert.equal(stdout, 'alertsAudience=api://app-1\nalertsAppObjectId=object-1\n');
    assert.equal(changes().length, 5, 'an application, its role, two principals and an assignment');
  });

  it('changes nothing the second time', () => {
    const first = run('Signoff alerts');
    const once = changes();
    const second = run('Signoff alerts', 'deployer');
    assert.deepEqual([second.status, second.stdout, changes()], [0, first.stdout, once]);
    assert.equal(readFileSync(path.join(tenant, 'owner'), 'utf8'), 'owner deployer\n');
  });

  it('asks for a name', () => {
    assert.equal(run().status, 2);
  });
});
