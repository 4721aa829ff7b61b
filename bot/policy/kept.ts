const MOST_KEPT = 1_000;

/** Remembers what was worked out; zones and holidays do not change while the program runs. */
export function kept<Key extends string | number, Value>(workOut: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = workOut(key);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, value);
    return value;
  };
}
