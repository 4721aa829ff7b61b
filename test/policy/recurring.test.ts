import assert from 'node:assert/strict';
import type { RecurringFreeze } from '../../bot/domain/policy.ts';
import type { Instant, Span } from '../../bot/domain/time.ts';
import { isCron, recurringFreezes } from '../../bot/policy/recurring.ts';
import { PAYMENTS, policyLike, PROD, UAT } from '../support/given.ts';

const at = (text: string) => `${text}:00.000Z` as Instant;
const NOVEMBER: Span = { start: at('2026-11-01T00:00'), end: at('2026-12-01T00:00') };

const occurrences = (changes: Partial<RecurringFreeze>, span: Span = NOVEMBER) => {
  const freeze: RecurringFreeze = {
    id: 'month-end',
    reason: 'Month end',
    cron: '0 18 27 * *',
    lasts: { days: 3, minutes: 0 },
    services: [],
    environments: [],
    ...changes,
  };
  const { freezes, time } = policyLike();
  return recurringFreezes({ time, freezes: { ...freezes, recurring: [freeze] } })(span);
};
const spans = (...args: Parameters<typeof occurrences>) =>
  occurrences(...args).map(({ span: { start, end } }) => `${start.slice(0, 16)}/${end.slice(0, 16)}`);

describe('a freeze that policy repeats', () => {
  it('begins on the clock of the policy, and names itself by its day', () => {
    assert.deepEqual(spans({}), ['2026-11-27T17:00/2026-11-30T17:00']);
    assert.equal(occurrences({})[0]?.id, 'month-end@2026-11-27T18:00');
  });

  it('begins at the same local time when summer time ends, and its days are days of the calendar', () => {
    const october = { start: at('2026-10-20T00:00'), end: at('2026-10-31T00:00') };
    assert.deepEqual(spans({ cron: '0 18 24 * *', lasts: { days: 2, minutes: 0 } }, october), [
      '2026-10-24T16:00/2026-10-26T17:00',
    ]);
  });

  it('lasts as many minutes as it says across the change of the clock', () => {
    const october = { start: at('2026-10-24T00:00'), end: at('2026-10-26T00:00') };
    assert.deepEqual(spans({ cron: '0 1 25 10 *', lasts: { days: 0, minutes: 180 } }, october), [
      '2026-10-24T23:00/2026-10-25T02:00',
    ]);
  });

  it('is seen when it began before the time that is looked at', () => {
    assert.deepEqual(spans({}, { start: at('2026-11-28T12:00'), end: at('2026-11-28T13:00') }), [
      '2026-11-27T17:00/2026-11-30T17:00',
    ]);
  });

  it('can begin on the last day of a month', () => {
    assert.deepEqual(spans({ cron: '0 9 L * *', lasts: { days: 0, minutes: 60 } }), ['2026-11-30T08:00/2026-11-30T09:00']);
  });

  it('is one freeze for each service and environment that it names', () => {
    const scopes = occurrences({ services: [PAYMENTS], environments: [UAT, PROD] }).map(({ scope }) => scope);
    assert.deepEqual(scopes, [
      { service: PAYMENTS, environment: UAT },
      { service: PAYMENTS, environment: PROD },
    ]);
  });

  it('is written in five fields', () => {
    assert.ok(isCron('0 18 28 * *'));
    for (const text of ['', '0 18 28 *', '* * * * * *', '61 1 * * *', 'nonsense at all now ok', '0 0 30 2 *']) {
      assert.equal(isCron(text), false, text);
    }
  });
});
