import type { AdaptiveCard } from './context.ts';

/**
 * The same card as the page of a dialog, in which Teams knows no `Action.Execute`: the verb rides along with the data.
 * What would open another dialog is left out.
 */
export const dialogCard = (card: AdaptiveCard): AdaptiveCard => converted(card) as AdaptiveCard;

function converted(part: unknown): unknown {
  if (Array.isArray(part)) return part.filter((item) => !opensDialog(item)).map(converted);
  if (typeof part !== 'object' || part === null) return part;
  const own = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, converted(value)]));
  if (own['type'] !== 'Action.Execute') return own;
  const { verb, ...action } = own;
  return { ...action, type: 'Action.Submit', data: { ...(own['data'] as object | undefined), verb } };
}

function opensDialog(item: unknown): boolean {
  const { type, data } = (item ?? {}) as { readonly type?: unknown; readonly data?: { readonly msteams?: unknown } };
  return type === 'Action.Submit' && data?.msteams !== undefined;
}
