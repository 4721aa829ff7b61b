import * as z from 'zod';

export const ID = 'must be lower-case letters, digits and hyphens, starting with a letter';

/** A text that `parse` turns into a value, or does not know. */
export const checked = <Value>(parse: (text: string) => Value | undefined, message: string) =>
  z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

export const passes = (test: (text: string) => boolean) => (text: string) => (test(text) ? text : undefined);

export const words = checked(
  passes((text) => text.trim() !== '' && text.length <= 200),
  'must be a text of 1 to 200 characters',
);
