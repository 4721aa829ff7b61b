import { words } from './scalars.ts';
import { channel, group, person, role } from './values-schema.ts';
import * as z from 'zod';

/** Roles: who holds one, who is asked, and who is told when nobody answers. */

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
export const roleChoices = z.array(roleChoice).transform((choices) => choices.flat());

export const roleEntry = z.strictObject({
  title: words,
  group: group.exactOptional(),
  members: z.array(person).exactOptional(),
  channel: channel.exactOptional(),
  deputies: z.array(role).exactOptional(),
});

const after = z
  .strictObject({ days: z.number().min(0, 'must not be negative').max(30, 'must be at most 30') })
  .default({ days: 1 });
const told = { after, channel: channel.exactOptional() };
const paced = <Level extends { readonly after: { readonly days: number } }>({ after: { days }, ...level }: Level) => ({
  ...level,
  afterDays: days,
});
export const level = z.union(
  [
    role.transform((one) => ({ role: one, afterDays: 1 })),
    z.strictObject({ role, ...told }).transform(paced),
    z.strictObject({ managerOf: z.literal('missing'), ...told }).transform(paced),
  ],
  {
    error:
      'must be a role, or { role: …, after: { days: 1 } } or { managerOf: missing }, with after and a channel where wanted',
  },
);
