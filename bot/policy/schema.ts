import { FIELDS } from '../domain/fields.ts';
import { parseChangeTypeId, parseRoleId, parseServiceId } from '../domain/ids.ts';
import { alerts } from './alerts-schema.ts';
import { execution, thresholds, watch } from './deployment-schema.ts';
import { environment, service, time } from './estate-schema.ts';
import { gatesShape } from './gates-schema.ts';
import { isCron } from './recurring.ts';
import { level, roleChoices, roleEntry } from './roles-schema.ts';
import { ID, checked, passes, words } from './scalars.ts';
import { template } from './template-schema.ts';
import { channel, duration, environmentId, lasting, links, person, role } from './values-schema.ts';
import * as z from 'zod';

/** The shape of a policy file, after `extends`. Which names may stand where is checked by references.ts. */

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

/** An example of the file's own: what a request would be asked. It changes nothing; `npm run policy -- test` checks it. */
const example = z.strictObject({ name: words, request: condition.shape.when, needs: roleChoices });

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
  asking: z.strictObject({
    alone: z.boolean(),
    digestAbove: z.int().min(1, 'must be at least 1').max(100, 'must be at most 100').default(3),
    outOfOffice: z.enum(['ignore', 'presence']),
  }),
  onCall: z.array(role),
});

export type PolicyFile = z.output<typeof policyFile>;

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
