import { noticeCard, withBanner } from '../cards/cards.ts';
import type { CardMessage } from '../cards/context.ts';
import type { Reply, TapReply } from './inbound.ts';

export const card = (message: CardMessage): TapReply => ({ kind: 'card', card: message.card });
/** A line in place of the form, and the last one of a dialog. */
export const ending = (text: string): TapReply => ({ kind: 'card', card: noticeCard(text).card, ends: text });
export const notice = (text: string): TapReply => ({ kind: 'notice', text });

export const privately = (message: CardMessage): Reply => ({ to: 'privately', say: { kind: 'card', message } });
export const privateText = (text: string): Reply => ({ to: 'privately', say: { kind: 'text', text } });
export const publicly = (message: CardMessage): Reply => ({ to: 'here', say: { kind: 'card', message } });
export const publicText = (text: string): Reply => ({ to: 'here', say: { kind: 'text', text } });

/** A card with a sentence above it that says why it is not what was expected. */
export const explained = ({ card: drawn, summary }: CardMessage, sentence: string): CardMessage => ({
  card: withBanner(drawn, sentence),
  summary,
});
