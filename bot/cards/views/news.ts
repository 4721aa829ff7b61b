import type { CardOf } from '../parts.ts';

/** Something that is told of alerts besides their card: an escalation, an update, the end of a silence. */
export type NewsView = CardOf<'head' | 'paragraphs' | 'facts' | 'told' | 'lists' | 'notes' | 'first' | 'asks' | 'entities'>;
