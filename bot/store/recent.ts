/** What was found or saved here last, a few kilobytes each: people go on with the same within minutes. */
export interface Recent<Id, Stored> {
  readonly keep: (id: Id, stored: Stored) => Stored;
  /** Undefined where it is not at hand any more. Another process may have changed it since. */
  readonly recall: (id: Id) => Stored | undefined;
  readonly drop: (id: Id) => void;
}

const MOST = 1_000;

export function createRecent<Id, Stored>(): Recent<Id, Stored> {
  const known = new Map<Id, Stored>();
  return {
    keep: (id, stored) => {
      known.delete(id);
      known.set(id, stored);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return stored;
    },
    recall: (id) => known.get(id),
    drop: (id) => {
      known.delete(id);
    },
  };
}
