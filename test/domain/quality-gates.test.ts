import assert from 'node:assert/strict';
import { parseCheckpointId, parseGateItemId, parseTeamId, type CheckpointId, type GateItemId } from '../../bot/domain/ids.ts';
import type { Probe } from '../../bot/domain/probe.ts';
import {
  closedCheckpoints,
  decideGates,
  evolveGates,
  type GateRules,
  openItems,
  type GatesCommand,
  type GatesEvent,
  type ServiceGates,
} from '../../bot/domain/quality-gates.ts';
import { adele, diego, later, nestor, PAYMENTS, PROD, role, UAT } from '../support/given.ts';

const id = (text: string): GateItemId => parseGateItemId(text) ?? assert.fail();
const checkpoint = (text: string): CheckpointId => parseCheckpointId(text) ?? assert.fail();
const [platform, security] = [parseTeamId('platform') ?? assert.fail(), parseTeamId('security') ?? assert.fail()];

const PROBE: Probe = { kind: 'http', url: 'https://a.example', status: 200 };
const rules: GateRules = {
  teams: new Map([
    [platform, { id: platform, title: 'Platform', members: [adele], roles: [] }],
    [security, { id: security, title: 'Security Team', members: [], roles: [role('security-officer')] }],
  ]),
  gates: [
    {
      kind: 'checkpoint',
      id: checkpoint('infrastructure'),
      title: 'Infrastructure Ready',
      items: [
        { id: id('key-vault'), title: 'Key Vault accessible', team: platform },
        { id: id('scan'), title: 'Scan passed', team: security },
      ],
    },
  ],
  blocks: new Map([[PROD, [checkpoint('infrastructure')]]]),
  probes: new Map(),
  probeEvery: 15,
};

const after = (gates: ServiceGates | undefined, command: Partial<GatesCommand>, held: readonly string[] = []) => {
  const whole: GatesCommand = {
    kind: 'attest',
    service: PAYMENTS,
    items: [id('key-vault')],
    by: adele,
    link: '',
    note: '',
    ...command,
  };
  const decided = decideGates(gates, whole, { rules, rolesHeld: new Set(held.map(role)) }, later(0));
  if (!decided.ok) return decided.problem.code;
  return decided.value.reduce<ServiceGates | undefined>(evolveGates, gates) ?? { service: PAYMENTS, attested: [] };
};
const state = (result: ReturnType<typeof after>): ServiceGates => (typeof result === 'string' ? assert.fail(result) : result);

describe('a quality gate', () => {
  it('is closed until every item is checked, and shuts only what policy says', () => {
    assert.deepEqual(closedCheckpoints(rules, undefined, PROD), ['infrastructure']);
    assert.deepEqual(closedCheckpoints(rules, undefined, UAT), []);
    const half = state(after(undefined, {}));
    assert.deepEqual(closedCheckpoints(rules, half, PROD), ['infrastructure']);
    const whole = state(after(half, { items: [id('scan')], by: diego }, ['security-officer']));
    assert.deepEqual(closedCheckpoints(rules, whole, PROD), []);
  });

  it('takes the word of the owning team only, and all lines or none', () => {
    assert.equal(after(undefined, { by: nestor }), 'not-of-the-owning-team');
    assert.equal(after(undefined, { items: [id('key-vault'), id('scan')] }), 'not-of-the-owning-team');
    assert.equal(after(undefined, { items: [id('nothing')] }), 'unknown-item');
    assert.equal(after(undefined, { items: [] }), 'no-item');
  });

  it('keeps who, when and the proof, and takes no other address than https', () => {
    const link = 'https://portal.azure.com/#x';
    assert.deepEqual(state(after(undefined, { link, note: 'Checked' })).attested, [
      { item: 'key-vault', by: adele, at: later(0), link, note: 'Checked' },
    ]);
    for (const bad of ['http://a.example', 'javascript:alert(1)', 'https://', 'https://a b']) {
      assert.equal(after(undefined, { link: bad }), 'link-unreadable', bad);
    }
  });

  it('closes again when a line is taken back, with a reason', () => {
    const open = state(after(undefined, {}));
    assert.equal(after(open, { kind: 'withdraw' }), 'reason-needed');
    assert.deepEqual(state(after(open, { kind: 'withdraw', note: 'The vault is gone' })).attested, []);
  });

  it('keeps each line once, with the first word that was given for it', () => {
    const first = state(after(undefined, { note: ` ${'x'.repeat(400)}` }));
    const attested = { item: 'key-vault', by: adele, at: later(0), link: '', note: 'x'.repeat(300) };
    assert.deepEqual(first, { service: PAYMENTS, attested: [attested] });
    assert.deepEqual(after(first, { note: 'again' }), first);
    const again = { kind: 'attest', service: PAYMENTS, items: [id('key-vault')], by: adele, link: '', note: '' } as const;
    assert.deepEqual(decideGates(first, again, { rules, rolesHeld: new Set() }, later(9)), { ok: true, value: [] });
    const two = { ...again, items: [id('key-vault'), id('scan')] };
    const officer = { rules, rolesHeld: new Set([role('security-officer')]) };
    assert.deepEqual(decideGates(first, two, officer, later(9)), {
      ok: true,
      value: [{ kind: 'items-attested', service: PAYMENTS, items: ['scan'], by: adele, link: '', note: '', at: later(9) }],
    });
    assert.deepEqual(decideGates(first, { ...two, kind: 'withdraw', note: 'Old' }, officer, later(9)), {
      ok: true,
      value: [{ kind: 'items-withdrawn', service: PAYMENTS, items: ['key-vault'], by: adele, reason: 'Old', at: later(9) }],
    });
    const both = after(first, { items: [id('key-vault'), id('scan')] }, ['security-officer']);
    assert.deepEqual(state(both).attested, [attested, { ...attested, item: 'scan', note: '' }]);
    const withdrawn = after(state(both), { kind: 'withdraw', items: [id('scan')], note: 'Old' }, ['security-officer']);
    assert.deepEqual(state(withdrawn), first);
    assert.deepEqual(
      after(first, { kind: 'withdraw', items: [id('scan'), id('key-vault')], note: 'Old' }, ['security-officer']),
      {
        service: PAYMENTS,
        attested: [],
      },
    );
    assert.deepEqual(
      after(undefined, { kind: 'withdraw', note: 'Old' }),
      { service: PAYMENTS, attested: [] },
      'nothing was there',
    );
  });

  it('takes a link that fits on the board', () => {
    const link = (length: number) => `https://a.example/${'x'.repeat(length - 'https://a.example/'.length)}`;
    assert.equal(state(after(undefined, { link: link(200) })).attested.length, 1);
    assert.equal(after(undefined, { link: link(201) }), 'link-unreadable');
    assert.equal(after(undefined, { link: 'see https://a.example' }), 'link-unreadable');
  });

  it('belongs to nobody where policy has no such team', () => {
    const orphaned = { ...rules, teams: new Map() };
    const command = { kind: 'attest', service: PAYMENTS, items: [id('key-vault')], by: adele, link: '', note: '' } as const;
    assert.deepEqual(decideGates(undefined, command, { rules: orphaned, rolesHeld: new Set() }, later(0)), {
      ok: false,
      problem: { code: 'not-of-the-owning-team', team: platform },
    });
  });
});

describe('a line that proves itself', () => {
  const probed: GateRules = { ...rules, probes: new Map([[PAYMENTS, new Map([[id('key-vault'), PROBE]])]]) };
  const looked = (kind: 'proved' | 'failed', items = ['key-vault']): GatesEvent => ({
    kind: 'items-probed',
    service: PAYMENTS,
    results: items.map((item) => ({
      item: id(item),
      answer: kind === 'proved' ? { kind } : { kind, because: 'unreachable', found: '' },
    })),
    at: later(0),
  });
  const open = (...events: readonly GatesEvent[]) => {
    const [first, ...rest] = events;
    assert.ok(first);
    const gates = rest.reduce<ServiceGates>(evolveGates, evolveGates(undefined, first));
    return rules.gates.flatMap((gate) => openItems(gate, gates).map((item) => item.id));
  };

  it('is open and done as it was found last, whoever vouched for it before', () => {
    const vouched: GatesEvent = {
      kind: 'items-attested',
      service: PAYMENTS,
      items: [id('key-vault'), id('scan')],
      by: adele,
      link: '',
      note: '',
      at: later(0),
    };
    assert.deepEqual(open(looked('proved')), ['scan']);
    assert.deepEqual(open(looked('failed')), ['key-vault', 'scan']);
    assert.deepEqual(open(vouched, looked('failed')), ['key-vault']);
    assert.deepEqual(open(vouched, looked('failed'), looked('proved')), []);
    assert.deepEqual(open(vouched, looked('failed', [])), []);
    assert.deepEqual(open({ ...vouched, items: [id('scan')] }), ['key-vault'], 'never looked at');
    assert.deepEqual(open({ ...vouched, items: [id('scan')] }, looked('failed', ['scan'])), ['key-vault', 'scan']);
  });

  it('is vouched for by nobody, and may still be withdrawn', () => {
    const command = { service: PAYMENTS, items: [id('key-vault')], by: adele, link: '', note: 'Moved' };
    const decided = (kind: GatesCommand['kind'], gates?: ServiceGates) =>
      decideGates(gates, { kind, ...command }, { rules: probed, rolesHeld: new Set() }, later(5));
    assert.deepEqual(decided('attest'), { ok: false, problem: { code: 'item-probed' } });
    const both = { kind: 'attest', ...command, items: [id('key-vault'), id('scan')] } as const;
    const officer = { rules: probed, rolesHeld: new Set([role('security-officer')]) };
    assert.deepEqual(decideGates(undefined, both, officer, later(5)), { ok: false, problem: { code: 'item-probed' } });
    assert.deepEqual(decided('withdraw'), { ok: true, value: [] }, 'nobody has vouched for it');
    const known = state(after(undefined, {}));
    assert.deepEqual(decided('withdraw', known), {
      ok: true,
      value: [{ kind: 'items-withdrawn', service: PAYMENTS, items: ['key-vault'], by: adele, reason: 'Moved', at: later(5) }],
    });
  });
});
