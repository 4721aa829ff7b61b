import * as z from 'zod';
import { isFields } from './extend.ts';
import { policyFile } from './schema.ts';

/**
 * The JSON Schema (2020-12) of a policy file, made of what the parser itself reads it with: for editors that complete and
 * check YAML. A file that `extends: default` may leave out what it does not change. What only the parser can tell (names
 * that lead nowhere, windows, ids) it goes on telling, with its line.
 */
export function policyJsonSchema(): object {
  const whole = z.toJSONSchema(policyFile, { io: 'input', unrepresentable: 'any' }) as Readonly<Record<string, unknown>>;
  const { $schema, ...full } = whole;
  const extending = { ...(loosened(full) as object), required: ['version', 'extends'] };
  return { $schema, title: 'Signoff policy', anyOf: [full, extending] };
}

/** Maps are merged key by key, so none of their keys is needed; a list replaces a list, so its items are whole. */
function loosened(node: unknown): unknown {
  if (!isFields(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'required')
      .map(([key, value]) => [key, loosenedAt(key, value)]),
  );
}

function loosenedAt(key: string, value: unknown): unknown {
  if (key === 'properties' && isFields(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, loosened(one)]));
  }
  return key === 'additionalProperties' ? loosened(value) : value;
}
