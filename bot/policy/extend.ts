type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `changes` on top of `base`: maps are merged key by key, all the way down; anything else takes the place of what was there. */
export function extend(base: unknown, changes: unknown): unknown {
  if (!isFields(base) || !isFields(changes)) return changes;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(changes)) {
    merged.set(key, merged.has(key) ? extend(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}
