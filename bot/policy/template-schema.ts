import * as z from 'zod';
import { isFieldId } from '../domain/fields.ts';
import { parseServiceId } from '../domain/ids.ts';
import { isStatedAnew } from '../domain/template.ts';
import { checked, ID, words } from './scalars.ts';

/** A standard change that requests start from. */
export const template = z.strictObject({
  title: words,
  services: z.array(checked(parseServiceId, ID)).default([]),
  answers: z.record(
    checked(
      (text) => (isFieldId(text) && !isStatedAnew(text) ? text : undefined),
      'is not a question that a template may answer',
    ),
    z.string(),
  ),
});
