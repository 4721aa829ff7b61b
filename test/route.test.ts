import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { routeOf } from '../bot/domain/alert-route.ts';
import { parsePolicy } from '../bot/policy/parse.ts';
import { alertLike } from './support/given-alerts.ts';
import { later } from './support/given.ts';
import { alertBody } from './support/storm-bodies.ts';

const ENTRY = path.resolve(import.meta.dirname, '../bot/route.ts');

const POLICY = `
version: 1
extends: default
services:
  payments: { title: Payments API, resources: { prod: [/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-pay-prod] } }
alerts:
  routes:
    - { when: { severity: Sev0 }, to: [deployments] }
    - { when: { service: payments, properties: { team: [core, ledger] } }, to: [approvals, incidents], mention: [dba] }
    - { when: { resource: /subscriptions/11111111-2222-4333-8444-555555555555 }, to: [deployments] }
    - { when: { resource: /subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-pay-prod }, to: [incidents] }
`;

describe('a route of the policy', () => {
  const parsed = parsePolicy(POLICY);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  const pay = '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-pay-prod/providers/x/y/z';
  const elsewhere = '/subscriptions/99999999-2222-4333-8444-555555555555/resourcegroups/rg/providers/x/y/z';
  const table = [
    ['the longest resource wins', { targets: [pay] }, ['incidents'], 3],
    ['a shorter one takes what lies elsewhere', { targets: [pay.replace('rg-pay-prod', 'rg-x')] }, ['deployments'], 2],
    ['without a resource, the first in the file', { targets: [elsewhere], severity: 'Sev0' }, ['deployments'], 0],
    ['custom properties', { targets: [elsewhere], properties: { team: 'ledger' } }, ['approvals', 'incidents'], 1],
    ['properties of another value', { targets: [elsewhere], properties: { team: 'web' } }, ['incidents'], undefined],
    ['no part of a name is a resource', { targets: [`${pay.split('/providers')[0]}-2/providers/x/y/z`] }, ['deployments'], 2],
  ] as const;
  for (const [what, changes, to, by] of table) {
    it(`${what}: ${to.join(' and ')}`, () => {
      const routed = routeOf(alertLike({ severity: 'Sev2', ...changes }), parsed.value);
      assert.deepEqual([routed.to, routed.by], [to, by]);
    });
  }

  it('may not lead to a channel or a role that there is not', () => {
    const wrong = parsePolicy(POLICY.replace('[deployments] }', '[nowhere], mention: [nobody] }'));
    assert.ok(!wrong.ok);
    const text = JSON.stringify(wrong.problem);
    assert.match(text, /nowhere/);
    assert.match(text, /nobody/);
  });
});

describe('npm run route', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'signoff-route-'));
  const file = (name: string, text: string) => {
    writeFileSync(path.join(dir, name), text);
    return path.join(dir, name);
  };
  after(() => {
    rmSync(dir, { recursive: true });
  });
  const run = (...args: readonly string[]) => spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8' });

  it('prints where an alert goes, whom it tells, and why', () => {
    const body = alertBody({ rule: 'slow', at: later(0), severity: 'Sev2', properties: { team: 'core' } });
    const { status, stdout } = run(file('alert.json', JSON.stringify(body)), '--policy', file('policy.yaml', POLICY));
    assert.equal(status, 0);
    for (const line of [
      /^Affects: +payments in prod$/m,
      /^Route 1: +does not fit, because of its severity$/m,
      /^Route 2: +fits$/m,
      /^Chosen: +route 4$/m,
      /^Goes to: +incidents$/m,
      /^Waits: +30 s/m,
      /^Escalates: +every 60 min/m,
    ]) {
      assert.match(stdout, line);
    }
  });

  it('says what to do with a file that is no alert, and without one', () => {
    assert.match(run(file('not.json', '{')).stderr, /cannot be read as JSON/);
    assert.match(run().stderr, /Name a file/);
  });
});
