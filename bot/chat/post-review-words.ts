import type { TypedReview } from '../cards/post-review-actions.ts';
import type { PersonId } from '../domain/ids.ts';

/** A review in one message, but for its timeline. */
export type ReviewWords = Pick<TypedReview, 'happened' | 'cause' | 'actions'>;

/**
 * `Checkout failed. cause: a missing index action: test migrations on a copy, Adele Vance, 2026-12-04`. Undefined
 * without a cause. A part of an action that cannot be read is left out, which refuses the action later.
 */
export function readReviewWords(text: string, names: ReadonlyMap<PersonId, string>): ReviewWords | undefined {
  const [happened = '', ...parts] = text.split(/\b(?=(?:cause|action):)/i);
  const after = (name: string) =>
    parts.filter((part) => part.toLowerCase().startsWith(name)).map((part) => part.slice(name.length).trim());
  const [cause] = after('cause:');
  if (happened.trim() === '' || cause === undefined || cause === '') return undefined;
  return { happened: happened.trim(), cause, actions: after('action:').map((action) => readAction(action, names)) };
}

function readAction(text: string, names: ReadonlyMap<PersonId, string>): ReviewWords['actions'][number] {
  const parts = text.split(',').map((part) => part.trim().replace(/\.$/, ''));
  const due = /^\d{4}-\d\d-\d\d$/.test(parts.at(-1) ?? '') ? (parts.pop() ?? '') : '';
  const owner = parts.length > 1 ? personNamed(parts.pop() ?? '', names) : undefined;
  return { what: parts.join(', '), owner, due };
}

/** Whose whole name it is, or who alone has it as a first or last name. */
function personNamed(typed: string, names: ReadonlyMap<PersonId, string>): PersonId | undefined {
  const wanted = typed.toLowerCase();
  const whole = [...names].find(([, name]) => name.toLowerCase() === wanted);
  if (whole !== undefined) return whole[0];
  const parts = [...names].filter(([, name]) => name.toLowerCase().split(/\s+/).includes(wanted));
  return parts.length === 1 ? parts[0]?.[0] : undefined;
}
