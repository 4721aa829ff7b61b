import { parseRoleId } from '../domain/ids.ts';
import { ON_CALL } from '../domain/policy.ts';
import { ID, checked, words } from './scalars.ts';
import { amount, duration, milliseconds, minutesAtLeast1, percentage } from './values-schema.ts';
import * as z from 'zod';

/** The day of a deployment: its numbers, who must be there, and what is looked at afterwards. */

export const thresholds = z.strictObject({
  submission: z.strictObject({
    unitCoverage: percentage,
    reviewers: z.int().min(0, 'must not be negative'),
    staging: duration,
    loadTestAbove: percentage,
  }),
  rollback: z.strictObject({ errorRate: percentage }),
  investigate: z.strictObject({ responseTime: milliseconds, failedCalls: amount('/min', '1000/min', 1e9) }),
  success: z.strictObject({ errorRate: percentage, p99: milliseconds }),
  watch: z.strictObject({ errorRate: percentage, responseTime: milliseconds }),
});

export const execution = z.strictObject({
  rollCall: z.strictObject({
    people: z.int().min(0, 'must not be negative').max(20, 'must be at most 20'),
    named: z.array(z.enum(ON_CALL)),
  }),
  rollCallBefore: minutesAtLeast1,
  checklist: z.array(words).max(20, 'must have at most 20 lines'),
  rollback: z.strictObject({ confirmations: z.union([z.literal(0), z.literal(1)], { error: 'must be 0 or 1' }) }),
  quiet: minutesAtLeast1,
});

const MOST_CHECKS = 200;
const horizon = z.strictObject({
  id: checked(parseRoleId, ID),
  title: words,
  until: minutesAtLeast1,
  every: minutesAtLeast1,
  ask: minutesAtLeast1,
});

export const watch = z.strictObject({
  horizons: z
    .array(horizon)
    .max(6, 'must be at most 6')
    .refine((horizons) => horizons.every(({ until }, n) => n === 0 || until > (horizons[n - 1]?.until ?? 0)), {
      error: 'must each end later than the one before',
    })
    .refine((horizons) => new Set(horizons.map(({ id }) => id)).size === horizons.length, { error: 'must have different ids' })
    .refine((horizons) => horizons.every(({ until, every, ask }) => until / Math.min(every, ask) <= MOST_CHECKS), {
      error: `must have at most ${String(MOST_CHECKS)} checks each`,
    }),
  minimumRequests: z.int().min(0, 'must not be negative'),
  consecutive: z.int().min(1, 'must be at least 1').max(20, 'must be at most 20'),
  investigateWithin: minutesAtLeast1,
  rollback: z.enum(['ask', 'automatic']),
  criteria: z.array(words).max(10, 'must have at most 10 lines'),
});
