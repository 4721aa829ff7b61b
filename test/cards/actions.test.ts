import assert from 'node:assert/strict';
import fc from 'fast-check';
import { INPUT, parseTap } from '../../bot/cards/actions.ts';
import { DRAFT } from '../support/given.ts';
import { sampleCards } from '../support/samples.ts';

interface Button {
  readonly card: string;
  readonly verb: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Every button anywhere in a card: in its actions, behind a ShowCard, on a row. */
function buttonsIn(card: string, node: unknown): readonly Button[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap((value) => buttonsIn(card, value));
  const own = node as Readonly<Record<string, unknown>>;
  if (own['type'] !== 'Action.Execute') return inside;
  return [{ card, verb: own['verb'], data: own['data'] as Button['data'] }, ...inside];
}

const buttons = [...sampleCards()].flatMap(([name, { card }]) => buttonsIn(name, card));
const issueInputs = {
  [INPUT.issueText]: 'Slow',
  [INPUT.issueSeverity]: 'high',
  [INPUT.issueAction]: 'mitigating',
  [INPUT.issueEvery]: '15',
};

describe('parseTap', () => {
  it('reads back every button of every card', () => {
    assert.ok(buttons.length > 100);
    for (const { card, verb, data } of buttons) {
      const read = parseTap(verb, { ...data, ...issueInputs });
      assert.equal(read?.verb, verb, `${card}: ${String(verb)} ${JSON.stringify(data)}`);
      for (const id of ['request', 'revision', 'choice', 'as', 'step', 'draft', 'section', 'go']) {
        assert.deepEqual((read as Readonly<Record<string, unknown>>)[id], data[id], `${card}: ${id}`);
      }
    }
  });

  it('sends ids and numbers only, never words of a request', () => {
    for (const { card, data } of buttons) {
      for (const value of Object.values(data)) assert.match(String(value), /^[\w-]{1,40}$/, card);
    }
  });

  it('takes the comment of the choice that was sent, not of another one on the same card', () => {
    const typed = { 'approve-comment': 'fine', 'reject-comment': 'no' };
    const tap = parseTap('request/vote', { request: 'DEP-7', revision: 2, choice: 'reject', ...typed });
    assert.deepEqual(tap, {
      verb: 'request/vote',
      policyVersion: undefined,
      answered: { ticked: [], waiver: '' },
      request: 'DEP-7',
      revision: 2,
      choice: 'reject',
      as: undefined,
      comment: 'no',
    });
  });

  it('takes from a form the fields of the section that was on it', () => {
    const sent = {
      draft: DRAFT,
      revision: '3',
      section: 'risk',
      go: 'next',
      risks: 'one\ntwo',
      version: '9.9.9',
      __proto__: null,
    };
    const tap = parseTap('draft/save', sent);
    assert.deepEqual(tap?.verb === 'draft/save' && tap.answers, { risks: 'one\ntwo' });
  });

  it('keeps an emptied field apart from one that was not on the card', () => {
    const tap = parseTap('draft/save', { draft: DRAFT, revision: 3, section: 'risk', go: 'back', risks: '' });
    assert.deepEqual(tap?.verb === 'draft/save' && tap.answers, { risks: '' });
  });

  it('gives no update interval when what was typed is not a number of minutes', () => {
    const tap = parseTap('rollout/issue', { request: 'DEP-7', ...issueInputs, [INPUT.issueEvery]: 'often' });
    assert.equal(tap?.verb === 'rollout/issue' && tap.issue.every, 0);
  });

  it('cuts what was typed at a length that every rule refuses', () => {
    const tap = parseTap('request/cancel', { request: 'DEP-7', [INPUT.cancelReason]: 'x'.repeat(1_000_000) });
    assert.equal(tap?.verb === 'request/cancel' && tap.reason.length, 4_000);
  });

  const nobody: readonly (readonly [string, unknown, unknown])[] = [
    ['a verb of nobody', 'request/approve', { request: 'DEP-7' }],
    ['no request', 'rollout/start', {}],
    ['a request that is none', 'rollout/start', { request: 'DEP-0; drop' }],
    ['a revision that is none', 'request/vote', { request: 'DEP-7', revision: -1, choice: 'approve' }],
    ['a choice of nobody', 'request/vote', { request: 'DEP-7', revision: 1, choice: 'abstain' }],
    ['a draft that is none', 'draft/save', { draft: 'x', revision: 1, section: 'risk', go: 'next' }],
    ['a section of nobody', 'draft/save', { draft: DRAFT, revision: 1, section: '__proto__', go: 'next' }],
    ['data that is a list', 'rollout/start', ['DEP-7']],
  ];
  for (const [what, verb, data] of nobody) {
    it(`reads nothing from ${what}`, () => {
      assert.equal(parseTap(verb, data), undefined);
    });
  }

  it('throws at nothing that can be sent', () => {
    const verbs = fc.oneof(fc.anything(), fc.constantFrom(...buttons.map(({ verb }) => verb)));
    fc.assert(
      fc.property(verbs, fc.anything(), (verb, data) => void parseTap(verb, data)),
      { numRuns: 500 },
    );
    const keys = fc.constantFrom('request', 'revision', 'choice', 'as', 'draft', 'section', 'go', 'step', INPUT.issueText);
    const near = fc.dictionary(keys, fc.anything());
    fc.assert(
      fc.property(verbs, near, (verb, data) => void parseTap(verb, data)),
      { numRuns: 500 },
    );
  });
});
