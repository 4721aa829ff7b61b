import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const ENTRY = path.resolve(import.meta.dirname, '../bot/explain.ts');
const DEMO = path.resolve(import.meta.dirname, '../bot/policy/demo.yaml');

function explains(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run explain', () => {
  it('prints who would have to approve phase by phase, how long they have, why, who can, and what other answers would add', () => {
    const { status, stdout } = explains('--type', 'security-patch', '--changes', 'database', '--policy', DEMO);
    assert.equal(status, 0);
    for (const line of [
      /^ +Role +Because +Held by$/m,
      /^1\. Technical review · within 2 business days$/m,
      /^ +CTO \/ Tech Director +for Security patch +00000000-0000-0000-0000-000000000021$/m,
      /^ +Database Administrator +for What changes: Database +00000000-0000-0000-0000-000000000024$/m,
      /Product Manager +\(Customer impact: Low, Medium or High\)/,
      /^Can be approved\.$/m,
    ]) {
      assert.match(stdout, line);
    }
  });

  it('says that the policy that ships has nobody in it', () => {
    const { status, stdout } = explains('--type', 'critical-bug-fix');
    assert.equal(status, 0);
    assert.match(stdout, /CTO \/ Tech Director or Director +for Critical bug fix +nobody holds this role/);
    assert.match(stdout, /Cannot be approved\./);
  });

  it('names the values that an option may have, and options that there are not', () => {
    const unknown = explains('--type', 'hotfix', '--visibility', 'lots');
    assert.equal(unknown.status, 1);
    assert.match(unknown.stderr, /--type is one of .*security-patch/);
    assert.match(unknown.stderr, /--visibility is one of internal or external/);
    assert.equal(explains('--colour', 'red').status, 1);
  });

  it('prints what is wrong with a policy, with its lines', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'signoff-explain-'));
    const file = path.join(folder, 'policy.yaml');
    writeFileSync(file, 'version: 1\nextends: default\ncolour: red\n');
    const { status, stderr } = explains('--type', 'security-patch', '--policy', file);
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    assert.match(stderr, /policy\.yaml, line 3: colour/);
  });
});
