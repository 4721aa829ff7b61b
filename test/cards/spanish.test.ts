import assert from 'node:assert/strict';
import { en } from '../../bot/cards/words/en.ts';
import { es } from '../../bot/cards/words/es.ts';
import { languageFor } from '../../bot/cards/words/language.ts';
import { textOf } from '../support/story.ts';
import { contextLike, sampleCards } from '../support/samples.ts';

type Leaf = readonly [path: string, english: unknown, spanish: unknown];

/** Every sentence that Spanish has, beside the English one. */
function pairs(english: unknown, spanish: unknown, path = ''): readonly Leaf[] {
  if (typeof spanish !== 'object' || spanish === null) return [[path, english, spanish]];
  return Object.entries(spanish).flatMap(([key, value]) =>
    pairs((english as Readonly<Record<string, unknown>> | undefined)?.[key], value, `${path}.${key}`),
  );
}

const leaves = pairs(en, es);

describe('Spanish', () => {
  it('has no word that English does not have, and each is of the same kind', () => {
    for (const [path, english, spanish] of leaves) assert.equal(typeof spanish, typeof english, path);
  });

  it('fills in what English fills in', () => {
    const given = ['qxa', 'qxb', 'qxc'];
    for (const [path, english, spanish] of leaves) {
      if (typeof english !== 'function' || typeof spanish !== 'function') continue;
      assert.ok(spanish.length <= Math.max(english.length, 1), path);
      if (/join|units|shortLabel|given|voteAs/.test(path)) continue;
      const said = String((spanish as (...words: readonly string[]) => unknown)(...given));
      const meant = String((english as (...words: readonly string[]) => unknown)(...given));
      for (const word of given) assert.equal(said.includes(word), meant.includes(word), `${path}: ${said}`);
    }
  });

  it('says nothing in English where it says something', () => {
    const ENGLISH = /\b(the|this|and|with|your|who|what|not|have|from|by|until|nobody|approved|request)\b/i;
    for (const [path, , spanish] of leaves) {
      if (typeof spanish === 'string' && !spanish.includes('/')) assert.doesNotMatch(spanish, ENGLISH, path);
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

  it('falls back to English for a word that it does not have', () => {
    const { words } = languageFor('es', 'en-GB');
    assert.equal(words.units.percent(5), en.units.percent(5));
  });
});
