import assert from 'node:assert/strict';
import { decide } from '../../bot/domain/decide.ts';
import { distinct, parseEvidence, readEvidence, typeOf, writeEvidence, type Evidence } from '../../bot/domain/evidence.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { approvedRequest, later, nestor, policyLike } from '../support/given.ts';

const LINK = 'https://ci.contoso.example/runs/812/load-test.pdf';
const piece = (n: number): Evidence => ({ name: `run ${String(n)}`, link: `https://ci.contoso.example/runs/${String(n)}` });
const pieces = (count: number, from = 1) => Array.from({ length: count }, (_, n) => piece(from + n));

describe('a piece of evidence', () => {
  it('is a name and an https link, written as a browser would', () => {
    assert.deepEqual(parseEvidence({ name: ' Load test ', link: LINK }), { name: 'Load test', link: LINK });
    assert.equal(parseEvidence({ name: 'x', link: 'HTTPS://CI.contoso.example' })?.link, 'https://ci.contoso.example/');
  });

  it('is called after its address where nobody names it', () => {
    const named = (link: string) => parseEvidence({ name: ' ', link })?.name;
    assert.equal(named(LINK), 'load-test.pdf');
    assert.equal(named('https://ci.contoso.example/runs/812/'), '812');
    assert.equal(named('https://ci.contoso.example'), 'ci.contoso.example');
    assert.equal(named('https://ci.contoso.example/a%20b'), 'ci.contoso.example', 'what a person could not read');
    assert.equal(named(`https://ci.contoso.example/${'x'.repeat(101)}`), 'ci.contoso.example');
  });

  const refused: readonly (readonly [string, Evidence])[] = [
    ['a link without encryption', { name: 'Run', link: 'http://ci.contoso.example' }],
    ['a link that is a program', { name: 'Run', link: 'javascript:alert(1)' }],
    ['what is no address', { name: 'Run', link: 'the build' }],
    ['nothing', { name: '', link: '' }],
    ['a link with a name to log in with', { name: 'Run', link: 'https://contoso.example@evil.example/' }],
    ['a link with a password', { name: 'Run', link: 'https://:secret@evil.example/' }],
    ['a link that breaks out of where it is written', { name: 'Run', link: 'https://ci.contoso.example/"><b' }],
    ['a link that turns its direction', { name: 'Run', link: 'https://ci.contoso.example/\u202egpj' }],
    ['half a character in a link', { name: 'Run', link: 'https://ci.contoso.example/\ud800' }],
    ['a link longer than a card holds', { name: 'Run', link: `https://ci.contoso.example/${'x'.repeat(474)}` }],
    ['a name longer than a card holds', { name: 'x'.repeat(101), link: LINK }],
    ['a name that turns its direction', { name: 'report\u202efdp.exe', link: LINK }],
    ['a name of several lines', { name: 'report\nand more', link: LINK }],
    ['half a character in a name', { name: 'report \ud800', link: LINK }],
    ['a name that looks like another address', { name: 'See HTTP://contoso.example', link: LINK }],
  ];
  for (const [what, given] of refused) {
    it(`is not ${what}`, () => {
      assert.equal(parseEvidence(given), undefined);
    });
  }

  it('fits exactly', () => {
    const longest = `https://ci.contoso.example/${'x'.repeat(473)}`;
    assert.deepEqual(parseEvidence({ name: 'y'.repeat(100), link: longest }), { name: 'y'.repeat(100), link: longest });
  });

  it('has a type where its name says so', () => {
    const types = ['report.PDF', 'trace.json', 'archive.tar.gz', 'notes', 'v2.4.1-final', 'photo.jpegxx'];
    assert.deepEqual(
      types.map((name) => typeOf({ name, link: LINK })),
      ['pdf', 'json', 'gz', '', '', ''],
    );
  });
});

describe('evidence in a form', () => {
  it('is a piece a line, its name before or after its link, each link once', () => {
    const text = `Load test ${LINK}\r\n\n https://ci.contoso.example/runs/2 run 2\nAgain ${LINK}\nhttps://ci.contoso.example/runs/3`;
    assert.deepEqual(readEvidence(text), [
      { name: 'Load test', link: LINK },
      piece(2),
      { name: '3', link: 'https://ci.contoso.example/runs/3' },
    ]);
    assert.deepEqual(readEvidence(' \n'), []);
  });

  it('is read whole or not at all', () => {
    for (const line of ['no link', `a ${LINK} b`, 'Run http://ci.contoso.example', `Run ${LINK} ${LINK}`]) {
      assert.equal(readEvidence(`${LINK}\n${line}`), undefined, line);
    }
  });

  it('is ten pieces at most, and written as it is read', () => {
    assert.deepEqual(readEvidence(writeEvidence(pieces(10))), pieces(10));
    assert.equal(readEvidence(writeEvidence(pieces(11))), undefined);
    assert.deepEqual(distinct([piece(1), piece(2), { ...piece(1), name: 'the same' }]), [piece(1), piece(2)]);
  });
});

describe('evidence that comes to a request', () => {
  const attach = (request: DeployRequest, evidence: readonly Evidence[]) => {
    const command = { kind: 'attach', by: nestor, evidence } as const;
    const decided = decide(request, command, { policy: policyLike(), rolesHeld: new Set() }, later(30));
    return decided.ok ? decided.value : decided.problem;
  };
  const attached = (count: number) =>
    evolve(approvedRequest(), { kind: 'evidence-attached', by: nestor, evidence: pieces(count), at: later(20) });

  it('is kept with who brought it and when, each piece once', () => {
    assert.deepEqual(attached(1).attached, [{ ...piece(1), by: nestor, at: later(20) }]);
    assert.deepEqual(attach(attached(1), [piece(1), piece(2)]), [
      { kind: 'evidence-attached', by: nestor, evidence: [piece(2)], at: later(30) },
    ]);
    assert.deepEqual(attach(attached(2), [piece(1)]), []);
  });

  it('is turned down when there would be too much of it', () => {
    assert.deepEqual(attach(attached(9), [piece(10)]), [
      { kind: 'evidence-attached', by: nestor, evidence: [piece(10)], at: later(30) },
    ]);
    assert.deepEqual(attach(attached(9), [piece(10), piece(11)]), { code: 'evidence-full', most: 10 });
    assert.deepEqual(attach(attached(10), [piece(3)]), [], 'known already');
  });
});
