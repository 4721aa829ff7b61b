import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { EnvironmentId, FreezeId, RequestId, ServiceId } from '../../bot/domain/ids.ts';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { isAboutWindow, slotsFor, slotsOf } from '../../bot/domain/slots.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import { WEEKDAYS } from '../../bot/domain/policy.ts';
import { nextStarts, startsAtWork, type StartFacts } from '../../bot/domain/starts.ts';
import { instant, overlaps, plusMinutes, type Calendar, type Instant, type Span } from '../../bot/domain/time.ts';
import { nextWork } from '../../bot/domain/work-hours.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { createWorkHours } from '../../bot/policy/work-hours.ts';
import { approvedRequest, later, MONDAY, PAYMENTS, policyLike, PROD, UAT, WINDOW_START } from '../support/given.ts';
import { runs } from '../support/runs.ts';

const policy = policyLike();
const calendar = createCalendar(policy.time);
const windowsOf = (windows: readonly string[]) => {
  const prod = policy.environments.get(PROD);
  assert.ok(prod);
  return { ...policy, environments: new Map([...policy.environments, [PROD, { ...prod, windows }] as const]) };
};
const freeze = (span: Span): Freeze => ({ id: 'FRZ-1' as FreezeId, scope: {}, span, reason: 'x', by: undefined });

describe('the starts that are offered instead of one that was turned down', () => {
  const spans = fc.array(
    fc
      .record({ from: fc.integer({ min: 0, max: 6 * 1_440 }), minutes: fc.integer({ min: 15, max: 1_440 }) })
      .map(({ from, minutes }) => ({ start: later(from), end: later(from + minutes) })),
    { maxLength: 4 },
  );
  const windows = fc.constantFrom<readonly string[]>([], ['mon-thu 09:00-16:00'], ['mon-sun 02:00-04:00'], ['sat 10:00-12:00']);

  it('are three, each on a day of its own, and all of them would be taken', () => {
    fc.assert(
      fc.property(spans, spans, windows, fc.integer({ min: 0, max: 4 * 1_440 }), (frozen, taken, open, from) => {
        const others = taken.map((window, n) => ({ id: `DEP-${String(n + 1)}` as RequestId, window }));
        const holds = { freezes: frozen.map(freeze), locks: [], others };
        const slots = slotsOf(approvedRequest(), later(from), { policy: windowsOf(open), calendar, holds }, MONDAY);
        assert.equal(slots.length, 3);
        assert.equal(new Set(slots.map((slot) => calendar.localOf(slot).date)).size, 3);
        for (const start of slots) {
          const span = { start, end: plusMinutes(start, 30) };
          assert.ok(start >= later(from) && calendar.isInside(span, open), start);
          assert.ok(![...frozen, ...taken].some((busy) => overlaps(busy, span)), start);
        }
      }),
      runs(40),
    );
  });

  it('are within working hours wherever the windows allow it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 1_440 }), (from) => {
        const holds = { freezes: [], locks: [], others: [] };
        const facts = { policy: windowsOf([]), calendar, holds };
        for (const slot of slotsOf(approvedRequest(), later(from), facts, MONDAY))
          assert.equal(nextWork(slot, policy.work), slot);
      }),
      runs(40),
    );
  });

  it('leave out the request itself, which is not in its own way', () => {
    const request = approvedRequest();
    const others = [{ id: request.id, window: request.plan.window }];
    const facts = { policy, calendar, holds: { freezes: [], locks: [], others } };
    assert.equal(slotsOf(request, request.plan.window.start, facts, MONDAY)[0], request.plan.window.start);
  });

  it('are those of the target that a form names, for as long as it says', () => {
    const window = { start: WINDOW_START, end: later(30, WINDOW_START) };
    const said = { service: PAYMENTS, environment: PROD, window };
    const starts = (read: Partial<Plan>, changes: Partial<Parameters<typeof slotsFor>[1]> = {}) =>
      slotsFor(read, { policy, calendar, editing: undefined, holds: NO_HOLDS, others: [], ...changes }, MONDAY)[0];
    assert.equal(starts(said), WINDOW_START);
    assert.equal(starts({ service: PAYMENTS, environment: PROD }), later(15), 'from now on where it does not say when');
    assert.equal(starts({ environment: PROD, window }), undefined);
    assert.equal(starts({ service: PAYMENTS, window }), undefined);
    assert.equal(starts({ ...said, environment: 'moon' as EnvironmentId }), undefined);

    const taken = { id: 'DEP-7' as RequestId, service: PAYMENTS, environment: PROD, version: '2.4.0', window };
    assert.equal(starts(said, { others: [taken] }), window.end);
    assert.equal(starts(said, { others: [taken], editing: taken.id }), WINDOW_START, 'it is not in its own way');
    assert.equal(starts(said, { others: [{ ...taken, environment: UAT }] }), WINDOW_START);
    assert.equal(starts(said, { others: [{ ...taken, service: 'orders' as ServiceId }] }), WINDOW_START);
    assert.equal(starts(said, { holds: { ...NO_HOLDS, freezes: [freeze(window)] } }), window.end);

    const [soon, later30] = [{ start: later(30, WINDOW_START), end: later(60, WINDOW_START) }, later(60, WINDOW_START)];
    const next = { others: [{ ...taken, window: soon }] };
    assert.equal(starts(said, next), WINDOW_START, 'thought to take half an hour');
    assert.equal(starts({ ...said, duration: 31 }, next), later30);
  });

  it('are offered for noes that another window would turn into a yes', () => {
    const about = ['frozen', 'locked', 'window-taken', 'outside-windows', 'not-proven', 'on-call-gone', 'own-request'] as const;
    assert.deepEqual(
      about.filter((code) => isAboutWindow({ code })),
      ['frozen', 'locked', 'window-taken', 'outside-windows'],
    );
  });
});

/** Any quarter of an hour of these days, by the clock of UTC; midnight is on the clock only where `hasMidnight` says so. */
const daysUntil = (last: Instant, hasMidnight: (date: string) => boolean = () => true): Calendar => ({
  ...calendar,
  zone: 'UTC',
  localOf: (at) => ({ date: at.slice(0, 10), time: at.slice(11, 16) }),
  instantOf: ({ date, time }) => (hasMidnight(date) ? instant(Date.parse(`${date}T${time}Z`)) : undefined),
  nextStart: (from) => (from <= last ? from : undefined),
});

describe('the next legal starts', () => {
  const aroundTheClock = createWorkHours({ zone: 'UTC', workdays: WEEKDAYS, hours: '00:00-24:00' });
  const starts = (facts: Partial<StartFacts>) =>
    nextStarts(MONDAY, 30, { windows: [] }, { calendar, work: aroundTheClock, others: [], ...facts });
  const inARow = (meetings: number) =>
    Array.from({ length: meetings }, (_, n) => ({ window: { start: later(30 * n), end: later(30 * (n + 1)) } }));

  it('are as many as there are days left', () => {
    assert.deepEqual(starts({ calendar: daysUntil(later(1_440)) }), [later(1), later(16 * 60)]);
    assert.deepEqual(starts({ calendar: daysUntil(later(0)) }), []);
    assert.deepEqual(starts({ calendar: daysUntil(later(20)), others: inARow(1) }), [], 'the last one is taken');
    const facts = { calendar: daysUntil(later(0)), work: aroundTheClock, others: [] };
    assert.deepEqual(startsAtWork(later(1), 30, { windows: [] }, facts), []);
  });

  it('are given up where one request follows the other for ever', () => {
    const known = daysUntil(later(40 * 60));
    assert.equal(starts({ calendar: known, others: inARow(49) })[0], later(49 * 30));
    assert.deepEqual(starts({ calendar: known, others: inARow(50) }), []);
  });

  it('begin a day later where its midnight is skipped', () => {
    const skipped = daysUntil(later(10_000), (date) => date !== '2026-11-24');
    assert.deepEqual(starts({ calendar: skipped }), [later(1), later(1_441), later(1_440 + 16 * 60)]);
  });

  it('are outside working hours where nothing else is left', () => {
    const office = createWorkHours({ zone: 'UTC', workdays: WEEKDAYS, hours: '09:00-17:00' });
    const evening = later(10 * 60);
    assert.deepEqual(startsAtWork(evening, 30, { windows: [] }, { calendar: daysUntil(evening), work: office, others: [] }), [
      evening,
    ]);
  });

  const inMadrid = (
    now: Instant,
    windows: readonly string[],
    others: readonly { window: { start: Instant; end: Instant } }[] = [],
  ) =>
    nextStarts(now, 30, { windows }, { calendar, work: policy.work, others }).map((at) => {
      const { date, time } = calendar.localOf(at);
      return `${date.slice(8)} ${time}`;
    });

  it('are at most three, one a day, inside the windows', () => {
    assert.deepEqual(inMadrid(later(37), ['mon-thu 09:00-16:00']), ['23 09:45', '24 09:00', '25 09:00']);
    assert.deepEqual(inMadrid(later(3 * 1_440 + 400), ['mon-thu 09:00-16:00']), ['30 09:00', '01 09:00', '02 09:00']);
  });

  it('are at the beginning of working hours where any hour is allowed', () => {
    assert.deepEqual(inMadrid(later(37), []), ['23 09:45', '24 09:00', '25 09:00']);
    assert.deepEqual(inMadrid(later(37), ['mon-sun 22:00-24:00']), ['23 22:00', '24 22:00', '25 22:00']);
    assert.deepEqual(inMadrid(later(37), ['mon-sun 02:00-04:00']), ['24 02:00', '25 02:00', '26 02:00']);
  });

  it('leave out what another request has', () => {
    const window = { start: later(24 * 60), end: later(25 * 60) };
    assert.deepEqual(inMadrid(later(37), ['mon-thu 09:00-16:00'], [{ window }]), ['23 09:45', '24 10:00', '25 09:00']);
  });

  it('are none where no window is ever long enough', () => {
    assert.deepEqual(inMadrid(later(37), ['mon 09:00-09:15']), []);
  });
});
