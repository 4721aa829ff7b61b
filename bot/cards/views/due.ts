import { promisedNow } from '../../domain/chasing.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { exactMoment } from '../moments.ts';

/** `Answers are due Wed 25 Nov, 10:00 CET (09:00 UTC).`, or since when they are overdue. */
export const dueText = (due: Instant, context: Context): string =>
  (context.now < due ? context.words.owed.dueBy : context.words.owed.dueSince)(exactMoment(due, context));

/** The same for the phase whose turn it is; `''` where nothing is promised. */
export function dueLine(request: DeployRequest, context: Context): string {
  const promised = promisedNow(request, context.policy);
  return promised === undefined ? '' : dueText(promised.due, context);
}

/** `due Wed 25 Nov, 10:00 CET (09:00 UTC)`, where there is little room; nothing where nothing is promised. */
export function dueShort(request: DeployRequest, context: Context): readonly string[] {
  const promised = promisedNow(request, context.policy);
  if (promised === undefined) return [];
  const { owed } = context.words;
  return [(context.now < promised.due ? owed.dueShort : owed.overdueShort)(exactMoment(promised.due, context))];
}
