import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parse } from 'yaml';
import * as z from 'zod';
import { policyJsonSchema } from '../../bot/policy/json-schema.ts';
import { defaultText } from '../../bot/policy/parse.ts';

const bot = (file: string): string => path.resolve(import.meta.dirname, '../../bot', file);
const DEMO = bot('policy/demo.yaml');
const DEFAULT = bot('policy/default.yaml');

function tool(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bot('policy-tool.ts'), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run policy', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'signoff-policy-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const written = (text: string): string => {
    const file = path.join(folder, 'policy.yaml');
    writeFileSync(file, text);
    return file;
  };

  it('checks a file, and says what is wrong with the line', () => {
    const fine = tool('check', DEMO);
    assert.equal(fine.status, 0);
    assert.match(fine.stdout, /demo\.yaml is fine\. Its version is [0-9a-f]{16}\./);
    const wrong = tool('check', written('version: 1\nextends: default\nescalation: [nobody]\n'));
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /policy\.yaml, line 3: escalation\[0\] names the role nobody/);
    const whose = tool('check', written('version: 1\nextends: default\nescalation:\n  - cto\n  - { managerOf: requester }\n'));
    assert.match(whose.stderr, /policy\.yaml, line 5: escalation\[1\] must be a role, .* or \{ managerOf: missing \}/);
    const managed = written('version: 1\nextends: default\nescalation: [cto, { managerOf: missing, after: { days: 2 } }]\n');
    assert.doesNotMatch(tool('check', managed).stderr, /escalation/);
  });

  it('tests the examples that a file gives, and says what differs', () => {
    const demo = tool('test', DEMO);
    assert.equal(demo.status, 0, demo.stderr);
    const wrong = tool(
      'test',
      written(
        'version: 1\nextends: default\nexamples:\n' +
          '  - name: A patch\n    request: { environment: prod, changeTypes: security-patch, customerImpact: none }\n' +
          '    needs: [cto, dba, devops-lead, qa]\n' +
          '  - name: No kind\n    request: { environment: prod }\n    needs: []\n',
      ),
    );
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /wrong {3}A patch\n +it also asks Security Officer\n +it does not ask Database Administrator/);
    assert.match(wrong.stderr, /wrong {3}No kind\n +its request cannot be read: changeTypes is one of .*security-patch/);
    assert.match(wrong.stderr, /0 of 2 examples/);
    assert.match(tool('test', DEFAULT).stderr, /gives no examples/);
  });

  it('says whose approvals change, in words', () => {
    const { status, stdout } = tool(
      'diff',
      DEFAULT,
      written(
        'version: 1\nextends: default\nchangeTypes:\n  security-patch: { requires: [cto, security-officer, manager] }\n' +
          'roles:\n  manager: { members: [00000000-0000-0000-0000-000000000024] }\nconditions: []\n',
      ),
    );
    assert.equal(status, 0);
    for (const line of [
      /^Production, Security patch\n {2}also asks Manager\n {2}does not ask DevOps \/ Infrastructure Lead any more$/m,
      /^When Visible to: External\n {2}does not ask Product Manager any more$/m,
      /^Manager: 00000000-0000-0000-0000-000000000024 may approve now$/m,
    ]) {
      assert.match(stdout, line);
    }
    assert.doesNotMatch(stdout, /Critical bug fix/);
    assert.equal(tool('diff', DEMO, DEMO).stdout, 'Everybody is asked as before.\n');
  });

  it('says how it is used when the words do not fit', () => {
    for (const words of [[], ['check'], ['diff', DEMO], ['explode', DEMO], ['check', DEMO, DEMO]]) {
      const { status, stderr } = tool(...words);
      assert.equal(status, 1);
      assert.match(stderr, /npm run policy -- check FILE/);
    }
  });
});

describe('the JSON Schema of a policy', () => {
  const schema = z.fromJSONSchema(policyJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  const takes = (data: unknown): boolean => schema.safeParse(data).success;
  const whole = parse(defaultText()) as Readonly<Record<string, unknown>>;

  it('takes what the parser takes', () => {
    assert.ok(takes(whole));
    assert.ok(takes({ version: 1, extends: 'default', roles: { cto: { members: [] } } }));
  });

  it('knows every key, and none that there is not', () => {
    assert.ok(!takes({ ...whole, colour: 'red' }));
    assert.ok(!takes({ version: 1, extends: 'default', roles: { cto: { colour: 'red' } } }));
    assert.ok(!takes({ version: 1, extends: 'default', time: { zone: 7 } }));
  });

  it('asks for everything of a file that stands alone', () => {
    const { phases: _phases, ...rest } = whole;
    assert.ok(!takes(rest));
    assert.ok(takes({ ...rest, extends: 'default' }));
  });
});
