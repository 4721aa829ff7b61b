import { IANAZone } from 'luxon';
import * as z from 'zod';
import { ALERT_SEVERITIES } from '../domain/alert.ts';
import { FIELDS } from '../domain/fields.ts';
import {
  parseChangeTypeId,
  parseChannelKey,
  parseEntraGroupId,
  parseEnvironmentId,
  parsePersonId,
  parseRoleId,
  parseServiceId,
} from '../domain/ids.ts';
import { ON_CALL, WEEKDAYS } from '../domain/policy.ts';
import { gatesShape } from './gates-schema.ts';
import { isCron } from './recurring.ts';
import { isCountry } from './holidays.ts';
import { checked, ID, passes, words } from './scalars.ts';
import { template } from './template-schema.ts';
import { minuteOfDay, parseWindow } from './windows.ts';

/** The shape of a policy file, after `extends`. Which names may stand where is checked by references.ts. */

const role = checked(parseRoleId, ID);
const channel = checked(parseChannelKey, ID);
const environmentId = checked(parseEnvironmentId, ID);
const person = checked(parsePersonId, 'is not an Entra object id such as 00000000-0000-0000-0000-000000000023');
const group = checked(parseEntraGroupId, 'is not the object id of an Entra group such as 00000000-0000-0000-0000-000000000023');
const link = checked(
  passes((text) => /^https:\/\/[^\s<>"]+$/.test(text)),
  'must be an https:// address',
);
const window = checked(
  passes((text) => parseWindow(text) !== undefined),
  'is not a window such as mon-thu 09:00-16:00',
);

/** A number of `unit`, which is written after it. */
const amount = (unit: string, example: string, most: number) =>
  checked((text) => {
    const digits = text.endsWith(unit) ? text.slice(0, -unit.length).trim() : '';
    return /^\d{1,9}(\.\d{1,2})?$/.test(digits) && Number(digits) <= most ? Number(digits) : undefined;
  }, `must be written like ${example}`);
const percentage = amount('%', '5%', 100);
const milliseconds = amount('ms', '1000ms', 3_600_000);

const MINUTES = { m: 1, h: 60, d: 1440 } as const;
/** Minutes. */
const duration = checked((text) => {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * MINUTES[unit as keyof typeof MINUTES];
}, 'must be written like 30m, 2h or 7d');

/** Whole days of the calendar, and minutes besides: a day is 23 hours long when summer time begins. */
const lasting = checked((text) => {
  const [, count, unit] = /^(\d{1,3})([mhd])$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) return undefined;
  return unit === 'd' ? { days: Number(count), minutes: 0 } : { days: 0, minutes: Number(count) * (unit === 'h' ? 60 : 1) };
}, 'must be written like 90m, 12h or 3d');

/** How many different people approve as one of the roles. */
const count = z.int().min(1, 'must be at least 1').max(9, 'must be at most 9').default(1);
const times = <Role>({ anyOf, count: n }: { readonly anyOf: readonly Role[]; readonly count: number }) =>
  Array.from({ length: n }, () => anyOf);
const roleChoice = z.union(
  [
    role.transform((one) => [[one]]),
    z.strictObject({ anyOf: z.array(role).min(1), count }).transform(times),
    z.strictObject({ role, count }).transform(({ role: one, count: n }) => times({ anyOf: [one], count: n })),
  ],
  {
    error: 'must be a role, { role: role, count: 2 } or { anyOf: [role, role] }',
  },
);
const roleChoices = z.array(roleChoice).transform((choices) => choices.flat());
const links = z.strictObject({ statusPage: link.exactOptional(), dashboard: link.exactOptional() });

const time = z.strictObject({
  zone: checked(
    passes((text) => IANAZone.isValidZone(text)),
    'must be the name of a time zone, such as Europe/Madrid',
  ),
  workdays: z.array(z.enum(WEEKDAYS)),
  hours: checked(passes(areHours), 'must be written like 09:00-18:00'),
  holidays: checked(passes(isCountry), 'must be a country code whose holidays are known, such as ES').exactOptional(),
});

function areHours(text: string): boolean {
  const [from, to, ...more] = text.split('-').map(minuteOfDay);
  return from !== undefined && to !== undefined && from < to && more.length === 0;
}

const roleEntry = z.strictObject({
  title: words,
  group: group.exactOptional(),
  members: z.array(person).exactOptional(),
  channel: channel.exactOptional(),
  deputies: z.array(role).exactOptional(),
});

const severity = z.enum(ALERT_SEVERITIES);

const ARM_ID = /^\/subscriptions\/[0-9a-f-]{36}(\/resourcegroups\/[\w.()-]{1,90}(\/providers\/[\w.]+(\/[\w.-]+\/[^/\s]+)+)?)?$/;

const armId = checked(
  (text) => (ARM_ID.test(text.toLowerCase()) ? text.toLowerCase() : undefined),
  'is not an Azure resource id such as /subscriptions/…/resourceGroups/rg-pay-prod',
);

const service = z.strictObject({
  title: words,
  owner: words.exactOptional(),
  repository: words.exactOptional(),
  channels: z.record(channel, channel).default({}),
  resources: z.record(environmentId, z.array(armId)).default({}),
  links: links.default({}),
});

const environment = z.strictObject({
  title: words,
  order: z.int(),
  rules: z.enum(['none', 'light', 'full']),
  requires: roleChoices.default([]),
  proof: z.enum(['none', 'attested']).default('none'),
  after: environmentId.exactOptional(),
  windows: z.array(window).default([]),
  earlyStart: duration.default(0),
});

const phase = z.strictObject({
  id: checked(parseRoleId, ID),
  title: words,
  sla: z.strictObject({ days: z.int().min(1, 'must be at least 1') }).exactOptional(),
  roles: z.array(role),
  checklists: z.record(role, z.array(words)).default({}),
});

const CHOICES = FIELDS.filter(({ kind }) => kind === 'choice' || kind === 'choices' || kind === 'yes-no');
const asked = checked(
  (text) => CHOICES.find(({ id }) => id === text)?.id,
  `is not a question with choices; those are ${CHOICES.map(({ id }) => id).join(', ')}`,
);
const condition = z.strictObject({
  when: z.record(
    asked,
    z.union([z.string().transform((one) => [one]), z.array(z.string())], { error: 'must be an answer, or a list of answers' }),
  ),
  requires: roleChoices,
});

const thresholds = z.strictObject({
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

/** An example of the file's own: what a request would be asked. It changes nothing; `npm run policy -- test` checks it. */
const example = z.strictObject({ name: words, request: condition.shape.when, needs: roleChoices });

const after = z
  .strictObject({ days: z.number().min(0, 'must not be negative').max(30, 'must be at most 30') })
  .default({ days: 1 });
const level = z.union(
  [
    role.transform((one) => ({ role: one, afterDays: 1 }) as const),
    z
      .strictObject({ role, after, channel: channel.exactOptional() })
      .transform(({ role: one, after: { days }, ...rest }) => ({ role: one, afterDays: days, ...rest }) as const),
  ],
  { error: 'must be a role, or { role: …, after: { days: 1 } } with a channel where wanted' },
);
const minutesAtLeast1 = duration.refine((minutes) => minutes >= 1, { error: 'must be at least 1m' });

const execution = z.strictObject({
  rollCall: z.strictObject({
    people: z.int().min(0, 'must not be negative').max(20, 'must be at most 20'),
    named: z.array(z.enum(ON_CALL)),
  }),
  checklist: z.array(words).max(20, 'must have at most 20 lines'),
  rollback: z.strictObject({ confirmations: z.union([z.literal(0), z.literal(1)], { error: 'must be 0 or 1' }) }),
  quiet: minutesAtLeast1,
});

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

const alerts = z.strictObject({
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

const MOST_CHECKS = 200;
const horizon = z.strictObject({
  id: checked(parseRoleId, ID),
  title: words,
  until: minutesAtLeast1,
  every: minutesAtLeast1,
  ask: minutesAtLeast1,
});

const watch = z.strictObject({
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

export const policyFile = z.strictObject({
  version: z.literal(1, 'must be 1'),
  extends: z.literal('default', 'can only be default').exactOptional(),
  organisation: words,
  locale: checked(passes(isLocale), 'must be a language tag such as en or es-ES').default('en-GB'),
  time,
  links: links.default({}),
  roles: z.record(role, roleEntry),
  channels: z.record(channel, words),
  services: z.record(checked(parseServiceId, ID), service).default({}),
  environments: z.record(environmentId, environment),
  changeTypes: z.record(
    checked(parseChangeTypeId, ID),
    z.strictObject({ title: words, requires: roleChoices, expedited: z.boolean().default(false) }),
  ),
  conditions: z.array(condition).default([]),
  templates: z
    .record(
      checked(
        passes((text) => parseServiceId(text) !== undefined),
        ID,
      ),
      template,
    )
    .default({}),
  phases: z.array(phase).min(1, 'must name at least one phase'),
  personFills: z.enum(['one-role', 'several-roles']).default('one-role'),
  deployers: z.array(role),
  escalation: z.array(level),
  expedited: z.strictObject({
    voices: roleChoices.refine((choices) => choices.length > 0, 'must name whoever approves by voice'),
    verify: roleChoices.refine((choices) => choices.length > 0, 'must name whoever verifies that it is safe'),
    window: duration,
    complete: duration,
    review: duration,
    confirm: duration,
    standby: z.strictObject({ lasting: duration, every: duration.refine((minutes) => minutes > 0, 'must be longer than 0m') }),
  }),
  freezes: z.strictObject({
    declare: z.array(role),
    override: z.array(role),
    submission: z.enum(['block', 'warn']),
    recurring: z
      .record(
        checked(parseRoleId, ID),
        z.strictObject({
          reason: words,
          cron: checked(passes(isCron), 'is not five fields of cron such as 0 18 28 * *'),
          lasts: lasting,
          services: z.array(checked(parseServiceId, ID)).default([]),
          environments: z.array(environmentId).default([]),
        }),
      )
      .default({}),
  }),
  logins: z
    .record(
      checked(
        (text) => (/^\S{1,100}$/.test(text.trim()) ? text.trim().toLowerCase() : undefined),
        'must be a login such as megan-b, or the address of an Azure DevOps account',
      ),
      person,
    )
    .default({}),
  locks: z.strictObject({ most: duration, warnBefore: duration }),
  gates: gatesShape,
  thresholds,
  examples: z.array(example).default([]),
  execution,
  alerts,
  watch,
});

export type PolicyFile = z.output<typeof policyFile>;

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
