import { ALERT_SEVERITIES } from '../domain/alert.ts';
import { parseServiceId } from '../domain/ids.ts';
import { ID, checked, words } from './scalars.ts';
import { amount, armId, channel, duration, environmentId, role } from './values-schema.ts';
import * as z from 'zod';

/** Alerts: when something is said of them, where, and to whom. */

const severity = z.enum(ALERT_SEVERITIES);

/** One value, or a list of them. */
const oneOrMore = <Value extends z.ZodType>(value: Value) => z.union([value.transform((one) => [one]), z.array(value)]);

const alertRoute = z.strictObject({
  when: z.strictObject({
    service: oneOrMore(checked(parseServiceId, ID)).default([]),
    environment: oneOrMore(environmentId).default([]),
    severity: oneOrMore(severity).default([]),
    properties: z.record(words, oneOrMore(z.string())).default({}),
    resource: armId.exactOptional(),
  }),
  to: z.array(channel).min(1, 'must name at least one channel'),
  mention: z.array(role).default([]),
});

const SUBSCRIPTION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const alerts = z.strictObject({
  wait: amount('s', '30s', 3_600),
  interval: duration,
  repeat: duration,
  storm: z.int().min(1, 'must be at least 1'),
  escalateAfter: z.partialRecord(severity, duration),
  updateEvery: z.partialRecord(severity, duration),
  longestSilence: duration,
  subscriptions: z
    .array(
      checked(
        (text) => (SUBSCRIPTION.test(text.toLowerCase()) ? text.toLowerCase() : undefined),
        'is not the id of an Azure subscription',
      ),
    )
    .default([]),
  keepBodies: duration,
  routes: z.array(alertRoute).default([]),
});
