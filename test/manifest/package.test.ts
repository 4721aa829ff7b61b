import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { strFromU8, unzipSync } from 'fflate';
import { buildPackage, readJson } from '../../manifest/build-package.ts';
import { readVariables, VARIABLES } from '../../manifest/variables.ts';
import { contoso } from './contoso.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NO_FILE = { file: 'manifest/env/.env.prod', text: '' };

describe('the app package', () => {
  it('has every file at its root, and no variable left open', async () => {
    const files = unzipSync(await packed());
    assert.deepEqual(Object.keys(files), ['color.png', 'es.json', 'manifest.json', 'outline.png']);
    const manifest = strFromU8(files['manifest.json'] ?? new Uint8Array());
    assert.match(manifest, new RegExp(`"botId": "${contoso.BOT_ID}"`));
    assert.doesNotMatch(manifest, /\$\{\{/);
  });

  it('keeps a variable that has quotes in it as one text', async () => {
    const files = unzipSync(await packed({ ...contoso, DEVELOPER_NAME: 'The "Contoso" Ltd' }));
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Readonly<Record<string, unknown>>;
    assert.deepEqual((manifest['developer'] as Readonly<Record<string, unknown>>)['name'], 'The "Contoso" Ltd');
  });

  it('is refused with the words of the schema when Teams would not take it', async () => {
    const built = await buildPackage({ ...contoso, DEVELOPER_NAME: 'C'.repeat(33) });
    assert.ok(!built.ok);
    assert.match(built.problem.join('\n'), /^manifest\.json: \/developer\/name must NOT have more than 32 characters/);
  });
});

describe('npm run package', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'signoff-package-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  const run = (args: readonly string[], environment: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, [path.join(ROOT, 'manifest/package.ts'), ...args], {
      cwd: dir,
      env: environment,
      encoding: 'utf8',
    });

  it('makes the same bytes each time, in every time zone, and says what is left to do', () => {
    const zip = path.join(dir, 'build/signoff-test.zip');
    const made = ['UTC', 'Pacific/Auckland'].map((TZ) => {
      const { status, stdout } = run(['--env', 'test'], { ...contoso, TZ });
      assert.equal(status, 0);
      assert.match(stdout, /build\/signoff-test\.zip is ready[^]*1\. Upload[^]*2\. Add Signoff/);
      return readFileSync(zip);
    });
    assert.deepEqual(made[0], made[1]);
  });

  it('writes nothing and names each variable that is missing', () => {
    const { status, stderr } = run(['--env', 'test'], { ...contoso, BOT_ID: ' ', TERMS_URL: '' });
    assert.equal(status, 1);
    assert.match(stderr, /^BOT_ID is missing: [^\n]+ manifest\/env\/\.env\.test\.\nTERMS_URL is missing: /);
    assert.equal(existsSync(path.join(dir, 'build')), false);
  });

  for (const args of [[], ['--env', '../prod']]) {
    it(`asks which environment is meant when told ${args.join(' ') || 'nothing'}`, () => {
      const { status, stderr } = run(args, contoso);
      assert.equal(status, 1);
      assert.match(stderr, /^Say which environment/);
    });
  }
});

describe('variables of the package', () => {
  it('are read from the file, and from the environment first', () => {
    const text = Object.entries({ ...contoso, DEVELOPER_NAME: 'Fabrikam' }).map(([name, value]) => `${name}=${value}`);
    const read = readVariables({ DEVELOPER_NAME: 'Contoso' }, { file: '.env.prod', text: text.join('\n') });
    assert.deepEqual(read, { ok: true, value: contoso });
  });

  it('are refused in a sentence each when nothing is set', () => {
    const read = readVariables({}, NO_FILE);
    assert.ok(!read.ok);
    assert.deepEqual(
      read.problem.map((problem) => problem.split(' is missing: set it to ')[0]),
      Object.keys(VARIABLES),
    );
  });

  for (const [name, value] of [
    ['BOT_ID', 'signoff'],
    ['TEAMS_APP_ID', '11111111-1111-4111-8111-11111111111'],
    ['PRIVACY_URL', 'http://contoso.example/privacy'],
    ['WEBSITE_URL', 'contoso.example'],
    ['BOT_DOMAIN', 'https://signoff.contoso.example'],
    ['BOT_DOMAIN', '*.contoso.example'],
  ] as const) {
    it(`are refused when ${name} is ${value}`, () => {
      const read = readVariables({ ...contoso, [name]: value }, NO_FILE);
      assert.ok(!read.ok);
      assert.equal(read.problem.length, 1);
      assert.match(read.problem[0] ?? '', new RegExp(`^${name} must be`));
    });
  }

  it('are those of the manifest and of the sample', async () => {
    const used = JSON.stringify(await readJson('manifest.json')).matchAll(/\$\{\{(\w+)\}\}/g);
    const sample = readFileSync(path.join(ROOT, 'manifest/env/.env.sample'), 'utf8').matchAll(/^(\w+)=/gm);
    const known = Object.keys(VARIABLES).sort();
    assert.deepEqual([...new Set([...used].map(([, name]) => name))].sort(), known);
    assert.deepEqual([...sample].map(([, name]) => name).sort(), known);
  });
});

async function packed(variables = contoso): Promise<Uint8Array> {
  const built = await buildPackage(variables);
  assert.ok(built.ok);
  return built.value;
}
