import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { VARIABLES } from '../../manifest/variables.ts';
import { CONFIG_NAMES } from '../../bot/config.ts';
import { loadParser, readTemplate } from './bicep.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const text = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const yaml = (file: string): unknown => parse(text(file));
const scripts = (JSON.parse(text('package.json')) as { readonly scripts: Readonly<Record<string, string>> }).scripts;
const outputs = () => readTemplate('main.bicep').outputs.map(({ name }) => name);

/** Every text in a value, at any depth. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** What a value has at a path of keys; undefined where there is nothing. */
const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>)[key] : undefined,
    value,
  );

const SECRETS = /secrets\.|password\s*[:=]|clientSecret|\bpat\b|[A-Za-z0-9+/]{40,}/i;

describe('the files that deliver the program', () => {
  before(loadParser);

  for (const file of ['.github/workflows/signoff.yml', 'azure-pipelines.yml']) {
    describe(file, () => {
      it('runs commands that there are, from files that there are', () => {
        const run = textsIn(yaml(file)).join('\n');
        const names = [...run.matchAll(/npm (?:run )?([a-z:]+)/g)]
          .map(([, name]) => name ?? '')
          .filter((name) => name !== 'ci');
        assert.deepEqual(
          names.filter((name) => scripts[name] === undefined),
          [],
        );
        assert.ok(names.includes('test') && names.includes('test:instances'));
        for (const [used] of run.matchAll(/infra\/[\w./-]+/g)) assert.ok(existsSync(path.join(ROOT, used)), used);
        assert.match(run, /infra\/scripts\/deploy\.sh/);
        assert.match(run, /az bicep build/);
      });

      it('holds no secret, and signs in with a federated token', () => {
        assert.doesNotMatch(text(file), SECRETS);
        assert.match(text(file), /id-token: write|workload identity federation/);
      });
    });
  }

  it('bring a branch to dev, a pull request to uat and main to prod, after the tests', () => {
    const github = yaml('.github/workflows/signoff.yml');
    assert.deepEqual(at(github, 'on'), { push: { branches: ['**'] }, pull_request: { branches: ['main'] } });
    assert.equal(at(github, 'jobs', 'deploy', 'needs'), 'test');
    const target = String(at(github, 'jobs', 'deploy', 'env', 'TARGET'));
    assert.equal(target, at(github, 'jobs', 'deploy', 'environment'));
    assert.equal(
      target,
      "${{ github.event_name == 'pull_request' && 'uat' || github.ref == 'refs/heads/main' && 'prod' || 'dev' }}",
    );

    const azure = yaml('azure-pipelines.yml');
    assert.deepEqual(
      [at(azure, 'trigger'), at(azure, 'pr')],
      [{ branches: { include: ['*'] } }, { branches: { include: ['main'] } }],
    );
    assert.deepEqual(Object.values(at(azure, 'variables') as object), [
      { target: 'uat' },
      { target: 'prod' },
      { target: 'dev' },
    ]);
    assert.equal(at(at(azure, 'stages') as unknown[], '1', 'dependsOn'), 'test');
  });

  it('give azd and the Agents Toolkit the same template, parameters and package', () => {
    const azd = yaml('azure.yaml');
    assert.deepEqual(at(azd, 'infra'), { provider: 'bicep', path: 'infra', module: 'main' });
    assert.equal(at(azd, 'services', 'bot', 'host'), 'appservice');
    assert.match(readTemplate('modules/web-app.bicep').root.text, /'azd-service-name': 'bot'/);

    const toolkit = yaml('m365agents.yml');
    for (const file of textsIn(toolkit).filter((value) => /^\.\/(infra|manifest)\//.test(value))) {
      for (const environment of ['dev', 'uat', 'prod']) {
        const named = file.replace('${{TEAMSFX_ENV}}', environment);
        assert.ok(existsSync(path.join(ROOT, named)), named);
      }
    }
    assert.ok(existsSync(path.join(ROOT, '.webappignore')));
  });

  it('find the variables of the Agents Toolkit among what it is given or has made', () => {
    const used = [...text('m365agents.yml').matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
    const given = ['TEAMSFX_ENV', 'AZURE_SUBSCRIPTION_ID', 'AZURE_RESOURCE_GROUP_NAME', 'TEAMS_APP_ID', ...outputs()];
    assert.deepEqual(
      used.filter((name) => !given.includes(name)),
      [],
    );
    for (const name of ['BOT_ID', 'BOT_DOMAIN']) {
      assert.ok(outputs().includes(name) && name in VARIABLES, 'the manifest is filled from the deployment');
    }
    assert.ok(outputs().every((name) => !CONFIG_NAMES.some((known) => known === name)));
  });

  it('leave out of the package for the web app nothing that the program needs', () => {
    const ignored = text('.webappignore').split('\n');
    for (const needed of ['bot', 'cards', 'package.json', 'node_modules']) assert.ok(!ignored.includes(needed), needed);
  });
});
