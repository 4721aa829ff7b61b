import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instant, parseInstant, plusMinutes, type Instant, type Span } from '../../bot/domain/time.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { parseWindow } from '../../bot/policy/windows.ts';
import { runs } from '../support/runs.ts';

const madrid = createCalendar({ zone: 'Europe/Madrid' });
const OFFICE = ['mon-thu 09:00-16:00'];

function at(text: string): Instant {
  const read = parseInstant(text);
  assert.ok(read);
  return read;
}
const span = (start: string, minutes: number): Span => ({ start: at(start), end: plusMinutes(at(start), minutes) });

const anyInstant = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) }).map(instant);
const anyWindows = fc.uniqueArray(
  fc.constantFrom('mon-thu 09:00-16:00', 'sat 10:00-12:00', 'sat-mon 22:10-24:00', 'mon-sun 01:30-03:15', 'sun 02:00-03:00'),
  { minLength: 1, maxLength: 3 },
);

describe('local time', () => {
  it('comes back as it was typed, on every day of the year', () => {
    fc.assert(
      fc.property(anyInstant, (moment) => {
        const local = madrid.localOf(moment);
        const back = madrid.instantOf(local);
        assert.ok(back);
        assert.deepEqual(madrid.localOf(back), local);
        const late = Date.parse(moment) - Date.parse(back);
        assert.ok(late < 60_000 || (late >= 3_600_000 && late < 3_660_000), 'the same minute, or the first of a repeated hour');
      }),
    );
  });

  it('does not know an hour that spring skips, and takes the first of an hour that autumn repeats', () => {
    assert.equal(madrid.instantOf({ date: '2027-03-28', time: '02:30' }), undefined);
    assert.equal(madrid.instantOf({ date: '2026-10-25', time: '02:30' }), '2026-10-25T00:30:00.000Z');
  });

  it('does not know 30 February, 24:00 or a time without minutes', () => {
    assert.equal(madrid.instantOf({ date: '2026-02-30', time: '09:00' }), undefined);
    assert.equal(madrid.instantOf({ date: '2026-02-20', time: '24:00' }), undefined);
    assert.equal(madrid.instantOf({ date: '2026-02-20', time: '9' }), undefined);
  });
});

describe('deployment windows', () => {
  it('hold a deployment that begins and ends in them, in the zone of the policy', () => {
    assert.equal(madrid.isInside(span('2026-11-26T08:00:00Z', 30), OFFICE), true); // a Thursday, 09:00 in Madrid
    assert.equal(madrid.isInside(span('2026-11-26T14:30:00Z', 30), OFFICE), true);
    assert.equal(madrid.isInside(span('2026-11-26T14:45:00Z', 30), OFFICE), false);
    assert.equal(madrid.isInside(span('2026-11-27T09:00:00Z', 30), OFFICE), false);
    assert.equal(madrid.isInside(span('2026-07-23T07:00:00Z', 30), OFFICE), true); // 09:00 in summer time
  });

  it('allow any time when there are none', () => {
    assert.equal(madrid.isInside(span('2026-11-29T03:00:00Z', 600), []), true);
  });

  it('join where they touch, so that an open week has no seam at midnight', () => {
    assert.equal(madrid.isInside(span('2026-11-26T22:50:00Z', 1440), ['mon-sun 00:00-24:00']), true);
  });

  it('are closed on public holidays when the policy follows a country', () => {
    const spain = createCalendar({ zone: 'Europe/Madrid', holidays: 'ES' });
    const epiphany = span('2027-01-06T09:00:00Z', 30); // a Wednesday
    assert.equal(madrid.isInside(epiphany, OFFICE), true);
    assert.equal(spain.isInside(epiphany, OFFICE), false);
    assert.equal(spain.nextStart(epiphany.start, 30, OFFICE), '2027-01-07T08:00:00.000Z');
  });

  it('are written as days and times, and nothing else', () => {
    for (const text of ['mon-thu 09:00-16:00', 'sat 10:00-12:00', 'mon-sun 00:00-24:00', 'sat-mon 22:00-24:00']) {
      assert.ok(parseWindow(text), text);
    }
    for (const text of [
      '',
      'mon',
      'mon 16:00-09:00',
      'mon 9:00-16:00',
      'mon 09:00-24:01',
      'lun 09:00-10:00',
      'Mon 09:00-10:00',
    ]) {
      assert.equal(parseWindow(text), undefined, text);
    }
  });
});

describe('the next start', () => {
  it('is a quarter of an hour at or after the moment asked, inside a window, with room for the deployment', () => {
    fc.assert(
      fc.property(anyInstant, anyWindows, fc.integer({ min: 1, max: 100 }), (from, windows, minutes) => {
        const start = madrid.nextStart(from, minutes, windows);
        if (start === undefined) return;
        assert.ok(start >= from);
        assert.equal(Date.parse(start) % 900_000, 0);
        assert.ok(madrid.isInside({ start, end: plusMinutes(start, minutes) }, windows));
      }),
      runs(60),
    );
  });

  it('is the first there is: no earlier quarter of an hour would do', () => {
    fc.assert(
      fc.property(anyInstant, anyWindows, fc.integer({ min: 1, max: 100 }), (from, windows, minutes) => {
        const start = madrid.nextStart(from, minutes, windows);
        if (start === undefined) return;
        const earlier = plusMinutes(start, -15);
        if (earlier < from) return;
        assert.equal(madrid.isInside({ start: earlier, end: plusMinutes(earlier, minutes) }, windows), false);
      }),
      runs(60),
    );
  });

  it('waits over the weekend', () => {
    assert.equal(madrid.nextStart(at('2026-11-27T10:00:00Z'), 30, OFFICE), '2026-11-30T08:00:00.000Z');
  });

  it('is never, when no window is long enough', () => {
    assert.equal(madrid.nextStart(at('2026-11-27T10:00:00Z'), 500, OFFICE), undefined);
  });
});
