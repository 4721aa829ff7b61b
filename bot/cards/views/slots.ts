import type { Section } from '../../domain/fields.ts';
import type { DraftId } from '../../domain/ids.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Instant } from '../../domain/time.ts';
import type { WindowLook } from '../../domain/window-look.ts';
import { button, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment } from '../moments.ts';
import { minuteOf } from '../sent.ts';
import { paragraph, subtle, type Paragraph } from '../pieces.ts';

/** Starts that can be taken with one tap, below the page of a form. */
export interface SlotOffer {
  readonly lines: readonly Paragraph[];
  readonly buttons: readonly CardButton[];
}

/** None or one; a tap keeps what was typed besides, and stays on the page. */
export function slotOffer(
  { span, slots }: WindowLook,
  { id, revision, section }: { readonly id: DraftId; readonly revision: number; readonly section: Section | 'check' },
  context: Context,
): readonly SlotOffer[] {
  if (slots.length === 0) return [];
  const take = (slot: Instant) =>
    button(moment(slot, context), 'draft/save', {
      draft: id,
      revision,
      section,
      go: section === 'check' ? 'next' : section,
      slot: minuteOf(slot),
    });
  return [
    {
      lines: [paragraph(subtle(span === undefined ? context.words.slots.next : context.words.slots.free))],
      buttons: slots.map(take),
    },
  ];
}

/** Moves a request that was handed in. */
export const moveButtons = (
  { id }: Pick<DeployRequest, 'id'>,
  slots: readonly Instant[],
  context: Context,
): readonly CardButton[] =>
  slots.map((slot) =>
    button(context.words.slots.move(moment(slot, context)), 'request/move', { request: id, to: minuteOf(slot) }),
  );
