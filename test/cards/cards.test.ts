import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { approvalCard, detailsCard, formCard, liveCard, requestCard, rolledBackCard, rootCard } from '../../bot/cards/cards.ts';
import { shortened } from '../../bot/cards/pieces.ts';
import { FIELDS, SECTIONS } from '../../bot/domain/fields.ts';
import {
  approvedRequest,
  deployingRequest,
  halfApproved,
  NAMES,
  person,
  planLike,
  rollingBackRequest,
} from '../support/given.ts';
import { contextLike, formInput, sampleCards } from '../support/samples.ts';

interface Renderer {
  readonly AdaptiveCard: new () => {
    readonly parse: (card: unknown, context: Context) => void;
    readonly getItemCount: () => number;
  };
  readonly SerializationContext: new (version: unknown) => Context;
  readonly Versions: { readonly v1_5: unknown };
}
interface Context {
  readonly eventCount: number;
  readonly getEventAt: (n: number) => { readonly message: string };
}

// The package's ES modules do not load in Node; its bundle does.
const bundle: unknown = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');
const { AdaptiveCard: Parsed, SerializationContext, Versions } = bundle as Renderer;

type Json = Readonly<Record<string, unknown>>;

/** Every object in a card, with the objects it stands in, from the outside in. */
function* objectsIn(node: unknown): Generator<Json> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Json;
  for (const value of Object.values(node)) yield* objectsIn(value);
}

const samples = [...sampleCards()];
const bytes = (card: unknown): number => Buffer.byteLength(JSON.stringify(card));
const MOST_BYTES = 28 * 1024;

describe('every card', () => {
  for (const [name, { card, summary }] of samples) {
    it(`"${name}" is whole, readable by Teams and small`, () => {
      const json = JSON.stringify(card);
      assert.doesNotMatch(json, /\$\{/);
      assert.doesNotMatch(json, /undefined|\[object|:null|NaN/);
      assert.equal(card['version'], '1.5');
      assert.ok(String(card['fallbackText']).length > 20);
      assert.ok(summary.length > 5 && summary.length < 200);
      assert.ok(bytes(card) < MOST_BYTES, `${String(bytes(card))} bytes`);
      assert.ok(((card['actions'] as readonly unknown[] | undefined) ?? []).length <= 6);
    });

    it(`"${name}" is read by the Adaptive Cards parser without complaint`, () => {
      const context = new SerializationContext(Versions.v1_5);
      const parsed = new Parsed();
      parsed.parse(card, context);
      const complaints = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
      assert.deepEqual(
        complaints.filter((message) => !/Badge|Chart|ProgressBar|choices\.data|color|colour/i.test(message)),
        [],
      );
      assert.equal(parsed.getItemCount() > 0, true);
    });

    it(`"${name}" labels its inputs and falls back from what is newer than 1.5`, () => {
      for (const element of objectsIn(card)) {
        const type = String(element['type']);
        if (type.startsWith('Input.')) assert.ok(String(element['label']).length > 1, JSON.stringify(element));
        if (type === 'Badge' || type === 'ProgressBar' || type === 'Chart.Line') assert.ok(element['fallback'] !== undefined);
        assert.notEqual(type, 'Image');
        assert.notEqual(element['color'], 'Warning');
      }
    });
  }

  it('has no two inputs of one id that are sent together', () => {
    for (const [name, { card }] of samples) {
      const ids = [...objectsIn(card)].filter(({ type }) => String(type).startsWith('Input.')).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, name);
    }
  });
});

describe('what people typed', () => {
  const HOSTILE = '**now** <at>Megan Bowen</at> {{DATE(2026-01-01T00:00:00Z,SHORT)}} ${$root.head} [x](https://x.example)';
  const plan = planLike({
    title: HOSTILE,
    summary: HOSTILE,
    keyChanges: [HOSTILE],
    migration: HOSTILE,
    risks: [HOSTILE],
    mitigations: [HOSTILE],
    rollbackSteps: [HOSTILE],
    steps: [HOSTILE],
    stagingIssues: HOSTILE,
  });
  const context = contextLike({ names: new Map([...NAMES].map(([id, name]) => [id, `${name} ${HOSTILE}`])) });
  const drawn = [
    approvalCard(halfApproved({ plan }), context),
    requestCard(halfApproved({ plan }), context),
    rootCard(halfApproved({ plan }), context),
    detailsCard(approvedRequest({ plan }), context),
    liveCard(deployingRequest({ plan }), context),
    rolledBackCard(rollingBackRequest({ plan }), context),
    formCard(formInput('what', { title: HOSTILE, summary: HOSTILE }), context),
  ];

  it('stands in inputs as it was typed, in text runs so that nothing comes of it, and nowhere else', () => {
    for (const { card } of drawn) {
      assert.match(JSON.stringify(card), /\*\*now\*\* <at>Megan Bowen<\/at> \{\u2060?\{DATE/);
      for (const element of objectsIn(card)) {
        if (element['type'] === 'TextRun') assert.doesNotMatch(String(element['text']), /\{\{DATE/);
        if (element['type'] === 'TextRun' || String(element['type']).startsWith('Input.')) continue;
        if (element['type'] === undefined) continue; // a choice, or a mention's name, which hold no Markdown
        for (const value of [element['text'], element['title'], element['fallbackText']]) {
          assert.doesNotMatch(String(value), /\{\{DATE|\*\*now|\]\(https/);
        }
      }
    }
  });

  it('is never cut in the middle of a sign', () => {
    for (let most = 1; most < 8; most += 1) assert.ok(shortened('x😀😀 😀😀', most).isWellFormed(), String(most));
  });

  it('can mention nobody: the names in a mention are plain and match their text', () => {
    const { card } = approvalCard(halfApproved(), contextLike({ names: new Map([[person(2), 'Eve</at> **[x](y)**']]) }));
    const [mention] = (card['msteams'] as { readonly entities: readonly { readonly text: string; readonly mentioned: Json }[] })
      .entities;
    assert.equal(mention?.text, `<at>${String(mention?.mentioned['name'])}</at>`);
    assert.doesNotMatch(String(mention.mentioned['name']), /[<>*[\]]/);
    assert.ok(JSON.stringify(card['body']).includes(JSON.stringify(mention.text).slice(1, -1)));
  });
});

describe('the largest request', () => {
  const most = (length: number) => 'Lorem ipsum dolor '.repeat(length).slice(0, length).trimEnd();
  const lines = (length: number) => 'ab\n'.repeat(length).slice(0, length).trim().split('\n');
  const text = planLike({
    title: most(80),
    summary: most(600),
    link: `https://${'x'.repeat(392)}`,
    keyChanges: [most(1200)],
    migration: most(1200),
    risks: [most(1200)],
    mitigations: [most(1200)],
    stagingIssues: most(200),
    rollbackSteps: [most(1500)],
    steps: [most(1500)],
  });
  const list = planLike({
    keyChanges: lines(1200),
    risks: lines(1200),
    mitigations: lines(1200),
    rollbackSteps: lines(1500),
    steps: lines(1500),
  });

  for (const [what, plan] of [
    ['long texts', text],
    ['hundreds of lines', list],
  ] as const) {
    it(`fits on every card with ${what}`, () => {
      const context = contextLike();
      const votes = approvedRequest().votes.map((vote) => ({ ...vote, comment: most(1_000) }));
      const drawn = {
        approval: approvalCard(halfApproved({ plan, votes: votes.slice(0, 3) }), context),
        details: detailsCard(approvedRequest({ plan, votes }), context),
        live: liveCard(deployingRequest({ plan }), context),
        back: rolledBackCard(rollingBackRequest({ plan }), context),
      };
      for (const [name, { card }] of Object.entries(drawn)) {
        assert.ok(bytes(card) < MOST_BYTES, `${name}: ${String(bytes(card))} bytes`);
      }
    });
  }

  it('fits in the form, with a thousand people to choose from', () => {
    const people = Array.from({ length: 1_000 }, (_, n) => person(n + 100));
    const filled = (text: (length: number) => string) => ({
      ...Object.fromEntries(FIELDS.map((field) => [field.id, 'most' in field ? text(field.most) : person(100)])),
      changes: 'frontend,backend,database,infrastructure',
    });
    for (const answers of [filled(most), filled((length) => '漢'.repeat(length + 100))]) {
      for (const section of SECTIONS) {
        const { card } = formCard({ ...formInput(section, answers), people }, contextLike());
        assert.ok(bytes(card) < MOST_BYTES, `${section}: ${String(bytes(card))} bytes`);
      }
    }
  });
});
