import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changesOf, piecesOf } from '../../bot/domain/difference.ts';
import { answersOf, completePlan, type Plan } from '../../bot/domain/plan.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { later, planLike, WINDOW_START } from '../support/given.ts';

const calendar = createCalendar({ zone: 'Europe/Madrid' });

describe('the difference between two plans', () => {
  it('names every answer that changed, before and after, in the order of the form', () => {
    const window = { start: later(60, WINDOW_START), end: later(90, WINDOW_START) };
    const after = planLike({ title: 'Ledger', rollbackTested: false, window, steps: ['Swap'] });
    assert.deepEqual(changesOf(planLike(), after), [
      { field: 'title', before: 'Ledger checkout', after: 'Ledger' },
      { field: 'rollbackTested', before: 'yes', after: 'no' },
      { field: 'date', before: WINDOW_START, after: later(60, WINDOW_START) },
      { field: 'steps', before: planLike().steps.join('\n'), after: 'Swap' },
    ]);
  });

  it('is nothing between a plan and itself', () => {
    assert.deepEqual(changesOf(planLike(), planLike()), []);
  });

  it('is nothing between a plan that was kept before a field existed and the same plan as it is read now', () => {
    const kept = Object.fromEntries(
      Object.entries(planLike()).filter(([id]) => id !== 'accessibilityDetails' && id !== 'authors'),
    );
    assert.deepEqual(changesOf(planLike(), completePlan(kept as unknown as Plan)), []);
    assert.equal(answersOf(completePlan(kept as unknown as Plan), calendar).authors, '');
  });
});

describe('the difference between two texts', () => {
  const of = (kinds: readonly string[], before: string, after: string) =>
    piecesOf(before, after)
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => text)
      .join('');

  it('shows the words that went and those that came', () => {
    assert.deepEqual(piecesOf('Two nullable columns on orders', 'Three nullable columns on orders'), [
      { kind: 'gone', text: 'Two ' },
      { kind: 'new', text: 'Three ' },
      { kind: 'same', text: 'nullable columns on orders' },
    ]);
  });

  it('shows both as a whole when hardly a word stayed', () => {
    assert.deepEqual(
      piecesOf('one two three four five', 'six seven eight nine five').map(({ kind }) => kind),
      ['gone', 'new'],
    );
  });

  const words = fc
    .array(fc.constantFrom('a', 'b', 'c', 'the\n', 'ledger', '  '), { maxLength: 40 })
    .map((some) => some.join(' '));

  it('gives both texts back, letter by letter', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        assert.equal(of(['same', 'gone'], before, after), before);
        assert.equal(of(['same', 'new'], before, after), after);
      }),
    );
  });

  it('is there at once for the longest texts', () => {
    const long = 'ab '.repeat(5_000);
    assert.equal(piecesOf(long, `${long}c`).length, 2);
  });
});
