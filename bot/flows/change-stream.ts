import type { Wish } from '../domain/posts.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Streams } from './ports.ts';

/** How one kind of stream moves on, and what follows from where it stands. */
export interface StreamRules<State, Event> {
  readonly evolve: (before: State | undefined, event: Event) => State;
  readonly isOpen: (state: State) => boolean;
  readonly due: (state: State) => Instant | undefined;
  /** Cards that it must have; those that it had before stay and are redrawn. `seq` tells its messages apart. */
  readonly wishes: (state: State, seq: number) => readonly Wish[];
}

/** Whoever is faster goes first; the slower one decides again on what is true then. */
const ATTEMPTS = 8;

/** Reads, decides and saves, once more when somebody else was faster; refuses with `busy` in the end. */
export async function changeStream<Id, State, Event>(
  id: Id,
  streams: Pick<Streams<Id, State, Event>, 'find' | 'save'>,
  { evolve, isOpen, due, wishes }: StreamRules<State, Event>,
  decide: (state: State | undefined) => Result<readonly Event[], Refusal>,
): Promise<Result<State | undefined, Refusal>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await streams.find(id);
    const decided = decide(stored?.state);
    if (!decided.ok) return decided;
    if (decided.value.length === 0) return accept(stored?.state);
    const state = decided.value.reduce<State | undefined>(evolve, stored?.state);
    if (state === undefined) throw new Error('a change needs at least one event');
    const seq = (stored?.place.seq ?? 0) + decided.value.length;
    const change = { state, expected: stored?.place, events: decided.value, isOpen: isOpen(state), due: due(state) };
    if ((await streams.save(id, { ...change, wishes: wishes(state, seq) })) === 'saved') return accept(state);
  }
  return refuse({ code: 'busy' });
}
