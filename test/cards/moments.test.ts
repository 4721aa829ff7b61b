import assert from 'node:assert/strict';
import { exactMoment, exactSpan, moment } from '../../bot/cards/moments.ts';
import type { Instant } from '../../bot/domain/time.ts';

const madrid = { zone: 'Europe/Madrid', locale: 'en-GB' };
const at = (text: string) => text as Instant;

describe('a moment', () => {
  const said: readonly (readonly [string, string, string])[] = [
    [
      'has its day, zone and UTC',
      exactMoment(at('2026-11-26T08:00:00.000Z'), madrid),
      'Thu 26 Nov, 09:00 CET (08:00\u00a0UTC)',
    ],
    ['follows summer time', exactMoment(at('2026-07-02T08:00:00.000Z'), madrid), 'Thu 2 Jul, 10:00 CEST (08:00\u00a0UTC)'],
    [
      'gives the UTC day where it is another one',
      exactMoment(at('2026-11-26T23:30:00.000Z'), madrid),
      'Fri 27 Nov, 00:30 CET (Thu 26 Nov, 23:30\u00a0UTC)',
    ],
    [
      'is said once to a reader in UTC',
      exactMoment(at('2026-11-26T08:00:00.000Z'), { zone: 'UTC', locale: 'en-GB' }),
      'Thu 26 Nov, 08:00 UTC',
    ],
    ['counts midnight as 00', moment(at('2026-11-25T23:00:00.000Z'), madrid), 'Thu 26 Nov, 00:00'],
    [
      'that ends on another day says which',
      exactSpan({ start: at('2026-11-26T22:45:00.000Z'), end: at('2026-11-26T23:15:00.000Z') }, madrid),
      'Thu 26 Nov, 23:45 – Fri 27 Nov, 00:15 CET (22:45\u00a0UTC)',
    ],
  ];
  for (const [what, text, expected] of said)
    it(what, () => {
      assert.equal(text, expected);
    });
});
