import assert from 'node:assert/strict';
import { groupId, parseAlertId, parseGroupId, parseSilenceId, parseStormId, silenceId, stormId } from '../../bot/domain/ids.ts';

describe('an id that somebody names', () => {
  for (const [prefix, parse, nth] of [
    ['AG', parseGroupId, groupId],
    ['SIL', parseSilenceId, silenceId],
    ['STORM', parseStormId, stormId],
  ] as const) {
    it(`is read in either case, whole or not at all: ${prefix}-7`, () => {
      assert.deepEqual(
        [7, 1_042].map((n) => parse(nth(n).toLowerCase())),
        [`${prefix}-7`, `${prefix}-1042`],
      );
      assert.equal(parse(`${prefix}-123456789`), `${prefix}-123456789`);
      const others = [
        '',
        '7',
        `${prefix}7`,
        `${prefix}-`,
        `${prefix}-0`,
        `${prefix}-07`,
        `${prefix}-1234567890`,
        `${prefix}-7x`,
      ];
      for (const other of [...others, `x${prefix}-7`, `${prefix}-7 `, 7, null, undefined, [`${prefix}-7`]]) {
        assert.equal(parse(other), undefined, String(other));
      }
    });
  }

  it('of an alert is any one word', () => {
    assert.equal(parseAlertId('/Subscriptions/1'), '/subscriptions/1');
    assert.equal(parseAlertId('x'.repeat(2_000)), 'x'.repeat(2_000));
    for (const other of ['', 'two words', ' one', 'one ', 'x'.repeat(2_001), 7, null, ['one']]) {
      assert.equal(parseAlertId(other), undefined);
    }
  });
});
