import { isDeepStrictEqual } from 'node:util';

/** What is otherwise in the second than in the first, as the second has it: who compares it says that the rest is the same. */
export function changesIn<Value extends object>(before: Value, after: Value): Partial<Value> {
  const was: ReadonlyMap<string, unknown> = new Map(Object.entries(before));
  const changed = Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(was.get(name), value));
  return Object.fromEntries(changed) as Partial<Value>;
}
