import type { Reply } from '../chat/inbound.ts';
import type { Message } from '../flows/ports.ts';

/** A message as the connector takes it. */
export interface Draft {
  readonly type: 'message';
  readonly [field: string]: unknown;
}

/** Plain: nothing that somebody typed becomes bold, a link or a mention. */
const textDraft = (text: string): Draft => ({ type: 'message', textFormat: 'plain', text });

export const cardDraft = ({ card, summary }: Message): Draft => ({
  type: 'message',
  summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});

export const draftOf = (say: Reply['say']): Draft => (say.kind === 'text' ? textDraft(say.text) : cardDraft(say.message));
