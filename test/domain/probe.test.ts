import assert from 'node:assert/strict';
import { parseGateItemId, type GateItemId } from '../../bot/domain/ids.ts';
import { evolveProbed, isProbeDue, withProofs, type Probe, type ProbeAnswer, type Probed } from '../../bot/domain/probe.ts';
import { later, PAYMENTS } from '../support/given.ts';

const id = (text: string): GateItemId => parseGateItemId(text) ?? assert.fail();
const [VAULT, TLS] = [id('key-vault'), id('tls')];
const PROVED: ProbeAnswer = { kind: 'proved' };
const FAILED: ProbeAnswer = { kind: 'failed', because: 'other-answer', found: '503' };
const rules = {
  probes: new Map([
    [
      PAYMENTS,
      new Map<GateItemId, Probe>([VAULT, TLS].map((item) => [item, { kind: 'http', url: 'https://a.example', status: 200 }])),
    ],
  ]),
  probeEvery: 15,
};
const found = (item: GateItemId, answer: ProbeAnswer, minutes: number, since = minutes): Probed => ({
  item,
  answer,
  at: later(minutes),
  since: later(since),
});
const looks = (before: readonly Probed[] | undefined, answer: ProbeAnswer, minutes: number) =>
  evolveProbed(before, { kind: 'items-probed', service: PAYMENTS, results: [{ item: VAULT, answer }], at: later(minutes) });

describe('a line of a gate that proves itself', () => {
  it('keeps since when it stands as it does', () => {
    const first = looks(undefined, PROVED, 0);
    assert.deepEqual(first, [found(VAULT, PROVED, 0)]);
    assert.deepEqual(looks(first, PROVED, 15), [found(VAULT, PROVED, 15, 0)]);
    assert.deepEqual(looks(first, FAILED, 15), [found(VAULT, FAILED, 15)]);
    const failed = looks(looks(first, FAILED, 15), { ...FAILED, found: '500' }, 30);
    assert.deepEqual(failed, [found(VAULT, { ...FAILED, found: '500' }, 30, 15)], 'another failure is still one');
    assert.deepEqual(looks([found(TLS, PROVED, 0)], PROVED, 15), [found(VAULT, PROVED, 15)]);
  });

  it('is looked at again when policy says', () => {
    const probed = [found(VAULT, PROVED, 0)];
    assert.deepEqual(
      [14, 15, 16].map((minutes) => isProbeDue({ probed }, rules, later(minutes))),
      [false, true, true],
    );
    assert.equal(isProbeDue(undefined, rules, later(0)), true);
    assert.equal(isProbeDue({}, rules, later(0)), true);
    assert.equal(isProbeDue({ probed: [] }, rules, later(0)), true);
  });

  it('is open before the first look, and again when nobody has looked for three turns', () => {
    const notLooked: ProbeAnswer = { kind: 'failed', because: 'not-looked', found: '' };
    const gates = { service: PAYMENTS, attested: [], probed: [found(VAULT, PROVED, 0)] };
    assert.deepEqual(withProofs(gates, rules, later(45)), {
      ...gates,
      probed: [found(VAULT, PROVED, 0), found(TLS, notLooked, 45)],
    });
    assert.deepEqual(withProofs(gates, rules, later(46)).probed, [found(VAULT, notLooked, 46, 0), found(TLS, notLooked, 46)]);
    assert.deepEqual(withProofs({ service: PAYMENTS, attested: [] }, rules, later(5)).probed, [
      found(VAULT, notLooked, 5),
      found(TLS, notLooked, 5),
    ]);
  });

  it('has no proof any more when policy does not probe it', () => {
    const gates = { service: PAYMENTS, attested: [], probed: [found(VAULT, PROVED, 0)] };
    assert.deepEqual(withProofs(gates, { ...rules, probes: new Map() }, later(1)).probed, []);
  });
});
