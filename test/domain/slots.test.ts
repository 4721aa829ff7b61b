import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Freeze } from '../../bot/domain/freeze.ts';
import type { FreezeId, RequestId } from '../../bot/domain/ids.ts';
import { slotsOf } from '../../bot/domain/slots.ts';
import { overlaps, plusMinutes, type Span } from '../../bot/domain/time.ts';
import { nextWork } from '../../bot/domain/work-hours.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { approvedRequest, later, MONDAY, policyLike, PROD } from '../support/given.ts';

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
      { numRuns: 40 },
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
      { numRuns: 40 },
    );
  });

  it('leave out the request itself, which is not in its own way', () => {
    const request = approvedRequest();
    const others = [{ id: request.id, window: request.plan.window }];
    const facts = { policy, calendar, holds: { freezes: [], locks: [], others } };
    assert.equal(slotsOf(request, request.plan.window.start, facts, MONDAY)[0], request.plan.window.start);
  });
});
