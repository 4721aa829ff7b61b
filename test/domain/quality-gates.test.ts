import assert from 'node:assert/strict';
import { parseCheckpointId, parseGateItemId, parseTeamId, type CheckpointId, type GateItemId } from '../../bot/domain/ids.ts';
import {
  closedCheckpoints,
  decideGates,
  evolveGates,
  type GateRules,
  type GatesCommand,
  type ServiceGates,
} from '../../bot/domain/quality-gates.ts';
import { adele, diego, later, nestor, PAYMENTS, PROD, role, UAT } from '../support/given.ts';

const id = (text: string): GateItemId => parseGateItemId(text) ?? assert.fail();
const checkpoint = (text: string): CheckpointId => parseCheckpointId(text) ?? assert.fail();
const [platform, security] = [parseTeamId('platform') ?? assert.fail(), parseTeamId('security') ?? assert.fail()];

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
});
