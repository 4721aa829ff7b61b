import assert from 'node:assert/strict';
import { en } from '../../bot/cards/words/en.ts';
import { es } from '../../bot/cards/words/es.ts';
import { languageFor } from '../../bot/cards/words/language.ts';
import { textOf } from '../support/story.ts';
import { contextLike, sampleCards } from '../support/samples.ts';

type Leaf = readonly [path: string, english: unknown, spanish: unknown];

/** Every word of either language, beside that of the other. */
function pairs(english: unknown, spanish: unknown, path = ''): readonly Leaf[] {
  if (!isTable(english) || !isTable(spanish)) return [[path, english, spanish]];
  const names = new Set([...Object.keys(english), ...Object.keys(spanish)]);
  return [...names].flatMap((name) => pairs(english[name], spanish[name], `${path}.${name}`));
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const GIVEN = ['qxa', 'qxb', 'qxc'];
/** They are given something else than words. */
const OTHERWISE = /\.(join\.\w+|shortLabel|given|voteAs|about|found|caution|finding|refusal|fieldRefusal)$/;

const said = (word: unknown): string =>
  typeof word === 'function' ? String((word as (...given: readonly string[]) => unknown)(...GIVEN)) : String(word);

const leaves = pairs(en, es);
const sayable = leaves.filter(([path]) => !OTHERWISE.test(path));

describe('Spanish', () => {
  it('has the words that English has, each of the same kind', () => {
    for (const [path, english, spanish] of leaves) assert.equal(typeof spanish, typeof english, path);
  });

  it('fills in what English fills in', () => {
    for (const [path, english, spanish] of sayable) {
      for (const word of GIVEN) assert.equal(said(spanish).includes(word), said(english).includes(word), path);
    }
  });

  it('says nothing as English says it, but names and what is typed', () => {
    const SAME = /^(Azure Monitor|Signoff|No|Commits?|https:\/\/|p99.*|[\d.]+ min|.* commits|9fceb02)$/;
    for (const [path, english, spanish] of sayable) {
      const words = said(spanish).replaceAll(/qx[abc]|NaN|\b(min|ms|h)\b|DEP-\d+/g, '');
      if (!/[a-z]/i.test(words) || said(spanish).startsWith('/') || SAME.test(said(spanish))) continue;
      assert.notEqual(said(spanish), said(english), path);
    }
  });

  it('speaks Spanish throughout, and to people as usted', () => {
    const ENGLISH = /\b(the|this|and|with|your|who|what|not|have|from|by|until|nobody|approved|request)\b/i;
    const FAMILIAR = /(?<!\p{L})(tú|tu|tus|ti|tienes|puedes|quieres|vuestr\p{L}+)(?!\p{L})/iu;
    for (const [path, , spanish] of sayable) {
      const words = said(spanish).replaceAll(/\/\S+|"\w+"|npm run.*?  +|pull request|name, request y needs/gi, '');
      assert.doesNotMatch(words, FAMILIAR, path);
      if (!said(spanish).startsWith('/')) assert.doesNotMatch(words, ENGLISH, path);
    }
  });

  it('writes cards in Spanish, dates in Spanish, and what people typed as they typed it', () => {
    const context = contextLike(languageFor('es-ES', 'en-GB'));
    const cards = sampleCards(context);
    const approval = textOf(cards.get('approval')?.card);
    assert.match(approval, /Ventana[^]*jue, 26 nov/i);
    assert.match(approval, /Pedir cambios/);
    assert.match(textOf(cards.get('help')?.card), /Qué hace Signoff/);
    assert.match(textOf(cards.get('form testing')?.card), /Pruebas unitarias que pasan/);
    assert.match(textOf(cards.get('live')?.card), /DESPLIEGUE EN CURSO/);
    assert.match(textOf(cards.get('details')?.card), /Ledger checkout/);
  });
});

describe('the language of a reader', () => {
  it("is their client's where it is known, with the dates of their country", () => {
    assert.equal(languageFor('es-MX', 'en-GB').locale, 'es-MX');
    assert.equal(languageFor('es', 'en-GB').words.buttons.edit, 'Editar');
    assert.equal(languageFor('en-US', 'es-ES').words.buttons.edit, 'Edit');
  });

  it("is the policy's where theirs is not known, or is no language at all", () => {
    for (const asked of [undefined, 'fr-FR', '../es', 'es_ES; drop', 'x'.repeat(5_000)]) {
      assert.equal(languageFor(asked, 'es-ES').words.buttons.edit, 'Editar', String(asked).slice(0, 20));
    }
    assert.deepEqual(languageFor('fr-FR', 'fr-FR'), languageFor('en-GB', 'en-GB'));
  });
});
