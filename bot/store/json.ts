/** What PostgreSQL cannot store inside jsonb, and RFC 8785 will not sign: NUL and halves of surrogate pairs. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** The value as JSON that jsonb takes; characters that it does not take become U+FFFD. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSTORABLE.test(text) ? JSON.stringify(value, (_key, part: unknown) => storable(part)) : text;
}

/** Text as a `text` column takes it. */
export const toText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

const storable = (part: unknown): unknown => (typeof part === 'string' ? toText(part) : part);
