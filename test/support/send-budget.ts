/** What Teams allows one bot per conversation: so many messages, edits and new threads within so many milliseconds. */
const LIMITS = [
  { most: 7, withinMs: 1_000 },
  { most: 8, withinMs: 2_000 },
  { most: 60, withinMs: 30_000 },
  { most: 1_800, withinMs: 3_600_000 },
] as const;

/** And in a whole tenant, whatever the call. */
const TENANT = { most: 50, withinMs: 1_000 } as const;

/** A call that came too early. */
export interface Breach {
  readonly conversation: string;
  readonly at: number;
  readonly most: number;
  readonly withinMs: number;
}

export interface SendBudget {
  /** Counts one call now; gives what it breaks. */
  readonly spend: (conversation: string | undefined) => Breach | undefined;
  readonly breaches: () => readonly Breach[];
}

/** Counts what a bot sends, over sliding windows that end with each call. */
export function createSendBudget(now: () => number): SendBudget {
  const calls = new Map<string, number[]>();
  const broken: Breach[] = [];

  const count = (conversation: string, limits: readonly { readonly most: number; readonly withinMs: number }[]) => {
    const at = now();
    const times = calls.get(conversation) ?? [];
    times.push(at);
    calls.set(conversation, times);
    const over = limits.find(({ most, withinMs }) => (times.at(-1 - most) ?? -Infinity) > at - withinMs);
    if (over === undefined) return undefined;
    const breach = { conversation, at, ...over };
    broken.push(breach);
    return breach;
  };

  return {
    spend: (conversation) => {
      const inConversation = conversation === undefined ? undefined : count(conversation, LIMITS);
      return count('the whole tenant', [TENANT]) ?? inConversation;
    },
    breaches: () => broken,
  };
}
