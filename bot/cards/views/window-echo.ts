import type { FieldProblem } from '../../domain/refusal.ts';
import { minutesBetween, type Span } from '../../domain/time.ts';
import type { WindowLook } from '../../domain/window-look.ts';
import type { Context } from '../context.ts';
import { exactSpan } from '../moments.ts';
import { namingFor } from '../naming.ts';
import { paragraph, plain, strong, subtle, type Box, type Paragraph } from '../pieces.ts';

/**
 * A window in its writer's words and by their clock, and whether anything is in its way. `said` are the problems that
 * stand beside their fields already.
 */
export function windowBox({ span, wrong }: WindowLook, said: readonly FieldProblem[], context: Context): readonly Box[] {
  if (span === undefined) return [];
  const lines = [...spanLines(span, context), ...verdictLines(wrong, said, context)];
  return [{ style: wrong === undefined ? 'emphasis' : 'warning', lines }];
}

/** By the clock of whoever reads, and by the policy's where that is another one. */
export function spanLines(span: Span, context: Context): readonly Paragraph[] {
  const { zone } = context.policy.time;
  const lasting = context.words.units.lasting(minutesBetween(span.start, span.end));
  const own = paragraph(strong(exactSpan(span, context)), subtle(`  ${lasting}`));
  if (zone === context.zone) return [own];
  return [own, paragraph(subtle(`${zoneTitle(zone)}  `), plain(exactSpan(span, { ...context, zone })))];
}

/** `America/New York`. */
export const zoneTitle = (zone: string): string => zone.replaceAll('_', ' ');

function verdictLines(wrong: WindowLook['wrong'], said: readonly FieldProblem[], context: Context): readonly Paragraph[] {
  if (wrong === undefined) return [paragraph(plain(context.words.form.free))];
  if (said.some(({ field }) => field === 'time')) return [];
  const { wrong: what, next } = context.words.fieldRefusal({ field: 'time', refusal: wrong }, namingFor(context));
  return [paragraph(plain(`${what} `), strong(next))];
}
