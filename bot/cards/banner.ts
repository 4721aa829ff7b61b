import type { AdaptiveCard } from './context.ts';
import { strong } from './pieces.ts';

/** The same card with a line at its top that cannot be missed: whom somebody acts as, in the demo. */
export function withBanner(card: AdaptiveCard, text: string): AdaptiveCard {
  const body = Array.isArray(card['body']) ? (card['body'] as readonly unknown[]) : [];
  const line = { type: 'RichTextBlock', inlines: [{ ...strong(text), size: 'Small' }] };
  return { ...card, body: [{ type: 'Container', style: 'accent', bleed: true, items: [line] }, ...body] };
}
