import { cards } from './es/cards.ts';
import { chat } from './es/chat.ts';
import { asked } from './es/fields.ts';
import * as day from './es/day.ts';
import { form } from './es/form.ts';
import { slots } from './es/slots.ts';
import { thread } from './es/thread.ts';
import { explaining } from './es/why.ts';
import type { Translation } from './translation.ts';

/** Every Spanish word that a person reads, so far. */
export const es: Translation = { ...cards, ...chat, ...form, ...asked, ...thread, ...explaining, ...day, slots };
