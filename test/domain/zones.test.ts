import assert from 'node:assert/strict';
import { later, minutesBetween, overlaps, parseInstant, weekOf } from '../../bot/domain/time.ts';
import { answersOn, localOn, parseZone } from '../../bot/domain/zones.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { later as after, MONDAY } from '../support/given.ts';

const madrid = createCalendar({ zone: 'Europe/Madrid' });
const newYork = createCalendar({ zone: 'America/New_York' });

describe('a zone', () => {
  it('is one that the world knows, each time it is asked', () => {
    for (const zone of ['Europe/Madrid', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3', 'UTC', 'Europe/Madrid']) {
      assert.equal(parseZone(zone), zone);
    }
    for (const raw of ['Europe/Atlantis', '+02:00', ' UTC', 'UTC ', '', 7, undefined, null])
      assert.equal(parseZone(raw), undefined);
  });
});

describe('answers on another clock', () => {
  it('say the same moments, on another day where that is so', () => {
    const typed = {
      title: 'Ledger',
      date: '2026-11-26',
      time: '03:30',
      stagedOn: '2026-11-20',
      stagedTime: '10:00',
      stagingTestedOn: '2026-11-22',
      stagingTestedTime: '17:00',
    };
    const moved = {
      title: 'Ledger',
      date: '2026-11-25',
      time: '21:30',
      stagedOn: '2026-11-20',
      stagedTime: '04:00',
      stagingTestedOn: '2026-11-22',
      stagingTestedTime: '11:00',
    };
    assert.deepEqual(answersOn(newYork, typed, madrid), moved);
    assert.deepEqual(answersOn(madrid, moved, newYork), typed);
    assert.equal(answersOn(madrid, typed, madrid), typed);
  });

  it('stay as they were typed where they say no moment', () => {
    for (const typed of [{ date: '2026-11-26' }, { time: '09:00' }, { date: 'soon', time: '09:00' }, {}]) {
      assert.deepEqual(answersOn(newYork, typed, madrid), typed);
    }
    const hour = { date: '2026-03-29', time: '02:30' };
    assert.equal(localOn(newYork, hour, madrid), undefined, 'the hour that is skipped in spring');
    assert.deepEqual(localOn(newYork, { ...hour, time: '03:30' }, madrid), { date: '2026-03-28', time: '21:30' });
  });
});

describe('a moment', () => {
  it('is read from what says which one it is', () => {
    assert.equal(parseInstant('2026-11-23T09:00:00+01:00'), MONDAY);
    assert.equal(parseInstant('2026-11-23T08:00Z'), MONDAY);
    for (const raw of ['2026-11-23', 'Monday', '2026-13-40T00:00Z', 'at 2026-11-23T08:00Z', 1_795_420_800_000, undefined]) {
      assert.equal(parseInstant(raw), undefined);
    }
  });

  it('is as many whole minutes from another as have passed', () => {
    const almost = parseInstant('2026-11-23T08:01:59.999Z') ?? MONDAY;
    assert.equal(minutesBetween(MONDAY, almost), 1);
    assert.equal(minutesBetween(almost, MONDAY), -2, 'rounded down');
    assert.deepEqual([later(MONDAY, almost), later(almost, MONDAY)], [almost, almost]);
  });

  it('belongs to a span from its start, and no more at its end', () => {
    const span = (from: number, to: number) => ({ start: after(from), end: after(to) });
    assert.deepEqual(
      [span(0, 10), span(20, 30), span(0, 11), span(19, 30), span(12, 13), span(0, 40)].map((one) =>
        overlaps(one, span(10, 20)),
      ),
      [false, false, true, true, true, true],
    );
  });
});

describe('a week', () => {
  const days = (from: string, weeks = 0, calendar = madrid) => {
    const { span, days: seven } = weekOf(parseInstant(from) ?? MONDAY, weeks, calendar);
    assert.deepEqual([seven.length, seven[0]?.start, seven.at(-1)?.end], [7, span.start, span.end]);
    for (const [n, day] of seven.entries()) assert.equal(day.end, seven[n + 1]?.start ?? span.end);
    return [span.start, span.end];
  };

  it('is from a Monday to the next, on the clock of its zone, whatever day it is looked at', () => {
    const week = ['2026-11-22T23:00:00.000Z', '2026-11-29T23:00:00.000Z'];
    for (const now of ['2026-11-22T23:00Z', '2026-11-25T12:00Z', '2026-11-29T22:59Z']) assert.deepEqual(days(now), week, now);
    assert.deepEqual(days('2026-11-29T23:00Z')[0], week[1]);
    assert.deepEqual(days('2026-11-25T12:00Z', 1)[0], week[1]);
    assert.deepEqual(days('2026-11-25T12:00Z', -1)[1], week[0]);
  });

  it('has the hours of its days when the clock changes', () => {
    assert.deepEqual(days('2026-10-21T12:00Z'), ['2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    const cairo = createCalendar({ zone: 'Africa/Cairo' });
    const { days: seven } = weekOf(parseInstant('2026-04-22T12:00Z') ?? MONDAY, 0, cairo);
    const hours = seven.map(({ start, end }) => minutesBetween(start, end) / 60);
    assert.deepEqual(hours, [24, 24, 24, 24, 23, 24, 24], 'midnight is skipped on Friday');
  });

  it('begins a day at noon where neither its midnight nor the hour after is on the clock', () => {
    const odd = { ...madrid, instantOf: () => undefined };
    assert.equal(weekOf(MONDAY, 0, odd).span.start, '2026-11-23T12:00:00.000Z');
  });
});
