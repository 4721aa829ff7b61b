import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPT = path.resolve(import.meta.dirname, '../../infra/scripts/deploy.sh');

/** Writes down what it was asked, and says the name of the web app where that is asked. */
const AZ = String.raw`#!/usr/bin/env bash
echo "az $*" >> "$CALLS"
case "$*" in *WEB_APP_NAME*) echo signoff-be-test ;; esac
`;
const OTHER = String.raw`#!/usr/bin/env bash
echo "$(basename "$0") $*" >> "$CALLS"
`;

describe('deploy.sh (skipped without bash)', () => {
  let tools = '';

  beforeEach(function () {
    if (spawnSync('bash', ['--version']).error !== undefined) this.skip();
    tools = mkdtempSync(path.join(tmpdir(), 'signoff-deploy-'));
    writeFileSync(path.join(tools, 'az'), AZ, { mode: 0o755 });
    for (const name of ['npm', 'zip']) writeFileSync(path.join(tools, name), OTHER, { mode: 0o755 });
  });

  afterEach(() => {
    if (tools !== '') rmSync(tools, { recursive: true });
  });

  const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const env = { PATH: `${tools}:/usr/local/bin:/usr/bin:/bin`, CALLS: path.join(tools, 'calls'), ...environment };
    const { status, stderr } = spawnSync('bash', [SCRIPT, ...args], { encoding: 'utf8', env });
    return { status, stderr };
  };
  const calls = () => readFileSync(path.join(tools, 'calls'), 'utf8').trim().split('\n');
  const order = (...parts: readonly RegExp[]) => {
    const found = parts.map((part) => calls().findIndex((call) => part.test(call)));
    assert.ok(!found.includes(-1), `${String(parts[found.indexOf(-1)])} in\n${calls().join('\n')}`);
    assert.deepEqual(
      found,
      found.toSorted((one, other) => one - other),
    );
  };

  it('shows what will change, makes the resources, and then brings the program there', () => {
    const { status, stderr } = run(['dev']);
    assert.equal(status, 0, stderr);
    order(
      /group what-if .*signoff-dev.*main\.dev\.parameters/,
      /group create/,
      /^npm ci --omit=dev/,
      /^zip/,
      /webapp deploy .*be-test/,
    );
    assert.ok(calls().every((call) => !call.includes('slot')));
  });

  it('makes a new version in production ready beside the old one, and stops the old one after', () => {
    const { status, stderr } = run(['prod'], { ALERTS_AUDIENCE: 'api://x', RESOURCE_GROUP: 'mine' });
    assert.equal(status, 0, stderr);
    order(
      /group create .*mine.*alertsAudience=api:\/\/x/,
      /webapp start .*staging/,
      /webapp deploy .*staging/,
      /slot swap/,
      /webapp stop .*staging/,
    );
  });

  it('refuses an environment that it does not know', () => {
    for (const args of [[], ['production'], ['../dev']]) assert.equal(run(args).status, 2);
  });
});
