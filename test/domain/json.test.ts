import assert from 'node:assert/strict';
import { instantAt, jsonOf, listAt, textOf } from '../../bot/domain/json.ts';

describe('what somebody else wrote is read', () => {
  const json = jsonOf({ None: null, One: 1, Two: [1, 2] });

  it('as a list, also when it is a single value', () => {
    assert.deepEqual(
      [listAt(json, 'none'), listAt(json, 'x'), listAt(json, 'ONE'), listAt(json, 'two')],
      [[], [], [1], [1, 2]],
    );
  });

  it('as text of so many characters', () => {
    assert.deepEqual([textOf(7), textOf(true), textOf(null), textOf(['a'])], ['7', 'true', '', '']);
    assert.deepEqual([textOf('abc', 3), textOf('abcd', 3), textOf('a\u{1F600}cd', 3)], ['abc', 'ab…', 'a…']);
    assert.deepEqual([textOf(' a\tb\nc\u0007 '), textOf(`${' '.repeat(9)}a`, 3)], ['a b\nc', '']);
  });

  for (const [written, at] of [
    ['2026-11-23T07:00:00', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T07:00:00z', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T07:00:00+01:00', '2026-11-23T06:00:00.000Z'],
    ['2026-11-23T07:00:00-0130', '2026-11-23T08:30:00.000Z'],
    ['0001-01-01T00:00:00', undefined],
    ['1971-01-01T00:00:00Z', '1971-01-01T00:00:00.000Z'],
    ['soon', undefined],
  ] as const) {
    it(`as a moment: ${written}`, () => {
      assert.equal(instantAt(jsonOf({ At: written }), 'at'), at);
    });
  }
});
