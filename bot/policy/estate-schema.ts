import { TRIGGER_EVENTS, WEEKDAYS } from '../domain/policy.ts';
import { parseGateItemId } from '../domain/ids.ts';
import { isCountry } from './holidays.ts';
import { outgoing, probe } from './probe-schema.ts';
import { roleChoices } from './roles-schema.ts';
import { ID, checked, passes, words } from './scalars.ts';
import { armId, channel, duration, environmentId, links, role, window } from './values-schema.ts';
import { minuteOfDay } from './windows.ts';
import { IANAZone } from 'luxon';
import * as z from 'zod';

/** The organisation: its hours, its services and its environments. */

export const time = z.strictObject({
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

export const service = z.strictObject({
  title: words,
  owner: words.exactOptional(),
  repository: words.exactOptional(),
  channels: z.record(channel, channel).default({}),
  resources: z.record(environmentId, z.array(armId)).default({}),
  links: links.default({}),
  rollbackHooks: z.record(environmentId, outgoing).default({}),
  probes: z.record(checked(parseGateItemId, ID), probe).default({}),
  onCall: z.array(role).exactOptional(),
});

const branch = checked(
  passes((text) => /^[^\s*]{1,200}\*?$/.test(text)),
  'must be the name of a branch, or its beginning such as release/*',
);
const trigger = z.strictObject({
  event: z.enum(TRIGGER_EVENTS),
  branches: z.array(branch).default([]),
  except: z.array(branch).default([]),
  unsaid: z.enum(['allow', 'refuse']).default('allow'),
});

export const environment = z.strictObject({
  title: words,
  order: z.int(),
  rules: z.enum(['none', 'light', 'full']),
  requires: roleChoices.default([]),
  proof: z.enum(['none', 'attested', 'reported']).default('none'),
  after: environmentId.exactOptional(),
  trigger: trigger.exactOptional(),
  windows: z.array(window).default([]),
  earlyStart: duration.default(0),
});
