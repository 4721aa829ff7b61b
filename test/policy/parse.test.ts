import assert from 'node:assert/strict';
import type { Policy } from '../../bot/domain/policy.ts';
import { parsePolicy } from '../../bot/policy/parse.ts';
import { problemText } from '../../bot/policy/problem.ts';
import { readPolicy } from '../../bot/policy/read.ts';

const ADA = '00000000-0000-0000-0000-00000000000a';
const BOB = '00000000-0000-0000-0000-00000000000b';

const yaml = (lines: string) => `version: 1\nextends: default\n${lines}`;

function policy(lines: string): Policy {
  const parsed = parsePolicy(yaml(lines));
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem.map(problemText).join('\n'));
  return parsed.value;
}

/** What is said about a file whose third line is the first of `lines`. */
function complaints(lines: string): readonly string[] {
  const parsed = parsePolicy(yaml(lines));
  return parsed.ok ? [] : parsed.problem.map(problemText);
}

describe('a policy file that extends the default', () => {
  it('changes only what it states', () => {
    const { organisation, roles, changeTypes } = policy(`organisation: Contoso\nroles:\n  cto: { members: [${ADA}] }\n`);
    assert.equal(organisation, 'Contoso');
    const cto = [...roles.values()].find(({ id }) => id === 'cto');
    assert.deepEqual(cto, { id: 'cto', title: 'CTO / Tech Director', members: [ADA] });
    assert.equal(roles.size, 15);
    assert.equal(changeTypes.size, 7);
  });

  it('replaces a list by its own', () => {
    const { deployers, changeTypes } = policy('deployers: [on-call]\nchangeTypes:\n  security-patch: { requires: [cto] }\n');
    assert.deepEqual(deployers, ['on-call']);
    const patch = [...changeTypes.values()].find(({ id }) => id === 'security-patch');
    assert.deepEqual(patch, { id: 'security-patch', title: 'Security patch', requires: [['cto']], expedited: true });
  });

  it('can add roles, channels, environments and services of its own', () => {
    const { services, environments, roles } = policy(
      [
        'roles: { auditor: { title: Auditor, channel: payments } }',
        'channels: { payments: Payments approvals }',
        'environments: { dr: { title: Recovery, order: 4, rules: full, after: prod, earlyStart: 2h } }',
        'services:',
        '  payments:',
        '    title: Payments API',
        '    channels: { approvals: payments }',
        '    resources: { prod: [/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/RG-Pay] }',
      ].join('\n'),
    );
    assert.equal([...roles.values()].at(-1)?.channel, 'payments');
    assert.equal([...environments.values()].at(-1)?.earlyStart, 120);
    const [service] = services.values();
    assert.deepEqual(Object.fromEntries(service?.channels ?? []), { approvals: 'payments' });
    assert.deepEqual(Object.fromEntries(service?.resources ?? []), {
      prod: ['/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/rg-pay'],
    });
  });

  it('fills a role by people, by an Entra group, or by both', () => {
    const { roles } = policy(`roles:\n  cto: { group: ${BOB.toUpperCase()} }\n  dba: { members: [${ADA}], group: ${BOB} }\n`);
    const filled = [...roles.values()].filter(({ group }) => group !== undefined);
    assert.deepEqual(
      filled.map(({ id, members, group }) => [id, members, group]),
      [
        ['cto', [], BOB],
        ['dba', [ADA], BOB],
      ],
    );
  });

  it('has a version that follows its content and not the order in which it is written', () => {
    const one = policy(`organisation: Contoso\nroles:\n  cto: { members: [${ADA}] }\n`).version;
    assert.equal(policy(`roles:\n  cto: { members: [${ADA}] }\norganisation: Contoso\n`).version, one);
    assert.notEqual(policy(`roles:\n  cto: { members: [${BOB}] }\norganisation: Contoso\n`).version, one);
  });
});

describe('a policy file with a mistake', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an unknown key', 'time:\n  zone: UTC\n  timezone: UTC', 'line 5: time.timezone is not known here'],
    ['an unknown key at the top', 'approvers: []', 'line 3: approvers is not known here'],
    ['a wrong type', 'deployers: cto', 'line 3: deployers must be a list'],
    ['a missing key', 'services:\n  web:\n    owner: development', 'line 4: services.web.title is missing'],
    [
      'a role of the matrix that does not exist',
      'changeTypes:\n  x: { title: X, requires: [cto, { anyOf: [boss] }] }',
      'line 4: changeTypes.x.requires[1] names the role boss, which is not among cto, vp-engineering',
    ],
    [
      'a condition on an unknown field',
      'conditions:\n  - { when: { colour: red }, requires: [cto] }',
      'line 4: conditions[0].when.colour is not a question with choices',
    ],
    [
      'a condition on a value that cannot be given',
      'conditions:\n  - when: { riskLevel: [low, huge] }\n    requires: [cto]',
      'line 4: conditions[0].when.riskLevel can never be huge; it is one of low, medium, high, critical',
    ],
    [
      'a phase with an unknown role',
      'phases:\n  - id: one\n    title: One\n    roles: [boss]',
      'line 6: phases[0].roles[0] names the role boss',
    ],
    [
      'an unknown environment after which another comes',
      'environments:\n  prod:\n    after: staging',
      'line 5: environments.prod.after names the environment staging',
    ],
    [
      'an environment that comes after a later one',
      'environments:\n  uat: { after: prod }',
      'line 4: environments.uat.after names prod, whose order is not lower',
    ],
    [
      'a channel that a service sends to and nobody named',
      'services:\n  web: { title: Web, channels: { approvals: web } }',
      'line 4: services.web.channels.approvals names the channel web',
    ],
    [
      'a malformed window',
      'environments:\n  prod:\n    windows: [mon-thu 09:00-16:00, weekdays]',
      'line 5: environments.prod.windows[1] is not a window such as mon-thu 09:00-16:00',
    ],
    [
      'a probe of a line that no gate has',
      'services:\n  web:\n    title: Web\n    probes: { health: { get: https://web.example.com } }',
      'line 6: services.web.probes.health names the line health',
    ],
    [
      'a probe that leaves the machine in the clear',
      'services:\n  web:\n    title: Web\n    probes: { health-endpoint: { get: http://10.0.0.4/health } }',
      'line 6: services.web.probes.health-endpoint',
    ],
    [
      'a proof from nowhere',
      'environments:\n  dev: { proof: reported }',
      'line 4: environments.dev.proof can be reported only where after names',
    ],
    [
      'a malformed Azure id',
      'services:\n  web:\n    title: Web\n    resources: { prod: [rg-pay] }',
      'line 6: services.web.resources.prod[0] is not an Azure resource id',
    ],
    [
      'a member that is not an object id',
      'roles:\n  cto:\n    members:\n      - ada@contoso.com',
      'line 6: roles.cto.members[0] is not an Entra object id',
    ],
    [
      'a group that is not an object id',
      'roles:\n  cto: { group: Approvers }',
      'line 4: roles.cto.group is not the object id of an Entra group',
    ],
    ['an unknown time zone', 'time: { zone: Europe/Atlantis }', 'line 3: time.zone must be the name of a time zone'],
    ['an unknown country of holidays', 'time: { holidays: Spain }', 'line 3: time.holidays must be a country code'],
    [
      'an id that is not one',
      'roles:\n  "Chief Tech": { title: Chief }',
      'line 4: roles.Chief Tech must be lower-case letters',
    ],
    [
      'a percentage without its sign',
      'thresholds:\n  rollback: { errorRate: 5 }',
      'line 4: thresholds.rollback.errorRate must be a text',
    ],
    ['a key twice', 'locale: en\nlocale: es', 'line 4: the file cannot be read as YAML here'],
    ['a dangling alias', 'locale: *nothing', 'line 1: the file cannot be read as YAML here'],
  ];
  for (const [what, lines, expected] of cases) {
    it(`is turned down with its line: ${what}`, () => {
      const said = complaints(lines);
      assert.ok(
        said.some((sentence) => sentence.startsWith(expected)),
        said.join('\n'),
      );
    });
  }

  it('is told everything at once', () => {
    assert.equal(complaints('organisation: 7\ndeployers: 7\nlocale: 7').length, 3);
  });

  it('must say which version of the format it is written in', () => {
    const parsed = parsePolicy('extends: default\n');
    assert.deepEqual(parsed.ok ? [] : parsed.problem.map(problemText), ['line 1: version is missing']);
  });

  it('is turned down whatever it is, and never throws', () => {
    for (const text of [
      '',
      '[]',
      'hello',
      '{',
      '\t',
      '- &a [*a, *a]',
      'version: 1\n__proto__: { roles: {} }',
      'a: 1\n---\nb: 2',
    ]) {
      assert.equal(parsePolicy(text).ok, false, text);
    }
  });
});

describe('reading the policy', () => {
  it('says which file cannot be read', async () => {
    assert.deepEqual(await readPolicy('/nowhere/policy.yaml'), {
      ok: false,
      problem: ['/nowhere/policy.yaml cannot be read (ENOENT)'],
    });
  });
});
