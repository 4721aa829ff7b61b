import type { Context } from '../cards/context.ts';
import { exactMoment } from '../cards/moments.ts';
import type { Refusal } from '../domain/refusal.ts';

/** What was wrong and what to do about it, as one line of text. */
export function refusalText(refusal: Refusal, context: Context): string {
  const { wrong, next } = context.words.refusal(refusal, {
    role: (id) => context.policy.roles.get(id)?.title ?? id,
    moment: (at) => exactMoment(at, context),
  });
  return `${wrong} ${next}`;
}
