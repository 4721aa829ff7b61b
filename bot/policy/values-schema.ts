import { parseChannelKey, parseEntraGroupId, parseEnvironmentId, parsePersonId, parseRoleId } from '../domain/ids.ts';
import { ID, checked, passes } from './scalars.ts';
import { parseWindow } from './windows.ts';
import * as z from 'zod';

/** Ids, amounts and spans as a policy file writes them. */

export const role = checked(parseRoleId, ID);
export const channel = checked(parseChannelKey, ID);
export const environmentId = checked(parseEnvironmentId, ID);
export const person = checked(parsePersonId, 'is not an Entra object id such as 00000000-0000-0000-0000-000000000023');
export const group = checked(
  parseEntraGroupId,
  'is not the object id of an Entra group such as 00000000-0000-0000-0000-000000000023',
);
const link = checked(
  passes((text) => /^https:\/\/[^\s<>"]+$/.test(text)),
  'must be an https:// address',
);
export const window = checked(
  passes((text) => parseWindow(text) !== undefined),
  'is not a window such as mon-thu 09:00-16:00',
);

/** A number of `unit`, which is written after it. */
export const amount = (unit: string, example: string, most: number) =>
  checked((text) => {
    const digits = text.endsWith(unit) ? text.slice(0, -unit.length).trim() : '';
    return /^\d{1,9}(\.\d{1,2})?$/.test(digits) && Number(digits) <= most ? Number(digits) : undefined;
  }, `must be written like ${example}`);
export const percentage = amount('%', '5%', 100);
export const milliseconds = amount('ms', '1000ms', 3_600_000);

const MINUTES = { m: 1, h: 60, d: 1440 } as const;

/** Minutes. */
export const duration = checked((text) => {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * MINUTES[unit as keyof typeof MINUTES];
}, 'must be written like 30m, 2h or 7d');

/** Whole days of the calendar, and minutes besides: a day is 23 hours long when summer time begins. */
export const lasting = checked((text) => {
  const [, count, unit] = /^(\d{1,3})([mhd])$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) return undefined;
  return unit === 'd' ? { days: Number(count), minutes: 0 } : { days: 0, minutes: Number(count) * (unit === 'h' ? 60 : 1) };
}, 'must be written like 90m, 12h or 3d');
export const links = z.strictObject({ statusPage: link.exactOptional(), dashboard: link.exactOptional() });

const ARM_ID = /^\/subscriptions\/[0-9a-f-]{36}(\/resourcegroups\/[\w.()-]{1,90}(\/providers\/[\w.]+(\/[\w.-]+\/[^/\s]+)+)?)?$/;

export const armId = checked(
  (text) => (ARM_ID.test(text.toLowerCase()) ? text.toLowerCase() : undefined),
  'is not an Azure resource id such as /subscriptions/…/resourceGroups/rg-pay-prod',
);
export const minutesAtLeast1 = duration.refine((minutes) => minutes >= 1, { error: 'must be at least 1m' });
