import assert from 'node:assert/strict';
import fc from 'fast-check';
import { promiseOf, type Stop } from '../../bot/domain/sla.ts';
import { instant, plusMinutes, type Instant } from '../../bot/domain/time.ts';
import { afterWork, nextWork, workBetween, workDays } from '../../bot/domain/work-hours.ts';
import { createWorkHours } from '../../bot/policy/work-hours.ts';
import { runs } from '../support/runs.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const madrid = createWorkHours({ zone: 'Europe/Madrid', workdays: WEEK, hours: '09:00-18:00', holidays: 'ES' });
const always = createWorkHours({
  zone: 'Europe/Madrid',
  workdays: [...WEEK, 'sat', 'sun'],
  hours: '00:00-24:00',
});

const at = (text: string): Instant => instant(Date.parse(text));
const due = (since: string, days: number, stops: readonly Stop[] = [], hours = madrid) =>
  promiseOf(at(since), days, stops, hours)?.due;

describe('what a phase promises', () => {
  const cases: readonly (readonly [what: string, since: string, days: number, due: string])[] = [
    ['counts a business day as the hours of a day', '2026-11-23T10:00+01:00', 1, '2026-11-24T10:00+01:00'],
    ['begins in the morning when asked in the night', '2026-11-23T03:00+01:00', 1, '2026-11-23T18:00+01:00'],
    ['begins on Monday when asked on Friday evening', '2026-11-27T20:00+01:00', 2, '2026-12-01T18:00+01:00'],
    ['goes over a weekend', '2026-11-27T10:00+01:00', 1, '2026-11-30T10:00+01:00'],
    [
      'goes over holidays: Constitution Day is on Sunday, Immaculate Conception on Tuesday',
      '2026-12-07T10:00+01:00',
      1,
      '2026-12-09T10:00+01:00',
    ],
    ['keeps the hour of the day when the clocks go back', '2026-10-23T10:00+02:00', 1, '2026-10-26T10:00+01:00'],
    ['keeps the hour of the day when the clocks go forward', '2026-03-27T10:00+01:00', 1, '2026-03-30T10:00+02:00'],
  ];
  for (const [what, since, days, expected] of cases) {
    it(what, () => {
      assert.equal(due(since, days), at(expected));
    });
  }

  it('is shorter on the night on which an hour is missing, where people work around the clock', () => {
    assert.equal(
      due('2026-03-29T00:00+01:00', 1, [], always),
      at('2026-03-30T01:00+02:00'),
      '24 hours, whatever the clock says',
    );
  });

  it('does not count while the request waits for its requester', () => {
    const stop = { from: at('2026-11-23T12:00+01:00'), to: at('2026-11-25T15:00+01:00') };
    assert.equal(due('2026-11-23T10:00+01:00', 1, [stop]), at('2026-11-26T13:00+01:00'));
    assert.equal(due('2026-11-23T10:00+01:00', 1, [{ ...stop, to: undefined }]), undefined, 'the clock stands');
  });

  it('is due when it was, if it stopped only after that', () => {
    const atTheEnd = { from: at('2026-11-24T10:00+01:00'), to: undefined };
    assert.equal(due('2026-11-23T10:00+01:00', 1, [atTheEnd]), at('2026-11-24T10:00+01:00'));
    const stop = { from: at('2026-11-25T12:00+01:00'), to: undefined };
    assert.equal(due('2026-11-23T10:00+01:00', 1, [stop]), at('2026-11-24T10:00+01:00'));
  });

  it('ignores what was stopped before it was asked', () => {
    const stop = { from: at('2026-11-20T10:00+01:00'), to: at('2026-11-20T12:00+01:00') };
    assert.equal(due('2026-11-23T10:00+01:00', 1, [stop]), at('2026-11-24T10:00+01:00'));
  });
});

describe('working time', () => {
  const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-06-01') }).map(instant);
  const minutes = fc.integer({ min: 1, max: 20_000 });
  const zones = fc
    .constantFrom('Europe/Madrid', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
    .map((zone) => createWorkHours({ zone, workdays: WEEK, hours: '08:30-17:15' }));

  it('is worked exactly when a deadline comes', () => {
    fc.assert(
      fc.property(zones, moment, minutes, (hours, from, work) => {
        const end = afterWork(from, work * 60_000, hours);
        assert.equal(workBetween(from, end, hours), work * 60_000);
        assert.ok(workBetween(from, instant(Date.parse(end) - 1), hours) < work * 60_000, 'and not a moment earlier');
      }),
      runs(150),
    );
  });

  it('adds up, wherever it is cut', () => {
    fc.assert(
      fc.property(zones, moment, minutes, minutes, (hours, from, a, b) => {
        const [cut, to] = [plusMinutes(from, a), plusMinutes(from, a + b)];
        assert.equal(workBetween(from, to, hours), workBetween(from, cut, hours) + workBetween(cut, to, hours));
      }),
      runs(150),
    );
  });

  it('begins again at the moment that it says', () => {
    fc.assert(
      fc.property(zones, moment, (hours, from) => {
        const next = nextWork(from, hours);
        assert.ok(next >= from);
        assert.equal(workBetween(from, next, hours), 0);
        assert.ok(workBetween(next, plusMinutes(next, 1), hours) > 0);
        assert.equal(nextWork(next, hours), next);
      }),
      runs(150),
    );
  });

  it('moves a deadline by what was stopped of it, never to before it would have been', () => {
    fc.assert(
      fc.property(zones, moment, minutes, minutes, fc.integer({ min: 1, max: 5 }), (hours, since, before, lasting, days) => {
        const from = plusMinutes(since, before);
        const stop = { from, to: plusMinutes(from, lasting) };
        const [plain, stopped] = [promiseOf(since, days, [], hours), promiseOf(since, days, [stop], hours)];
        assert.ok(plain !== undefined && stopped !== undefined);
        assert.ok(stopped.due >= plain.due);
        const counted = workBetween(since, stopped.due, hours);
        const lost = stopped.due <= from ? 0 : workBetween(stop.from, stop.to, hours);
        assert.equal(counted - lost, workDays(days, hours));
        assert.ok(stopped.half <= stopped.due);
      }),
      runs(150),
    );
  });

  it('is over at once where nothing has to be worked, in the night too', () => {
    assert.equal(afterWork(at('2026-11-23T03:00+01:00'), 0, madrid), at('2026-11-23T03:00+01:00'));
  });

  it('is far away rather than never where nobody works', () => {
    const nobody = createWorkHours({ zone: 'UTC', workdays: [], hours: '09:00-18:00' });
    assert.equal(afterWork(at('2026-11-23T10:00Z'), 1, nobody), at('2027-12-06T10:00Z'));
    assert.equal(nextWork(at('2026-11-23T10:00Z'), nobody), at('2026-11-23T10:00Z'));
  });
});
