import { conflictsOf, type Conflict } from '../../domain/conflict.ts';
import type { DeployRequest } from '../../domain/request.ts';
import type { Context } from '../context.ts';
import { clock, day } from '../moments.ts';
import { nameOf, paragraph, plain, row, serviceTitle, type List } from '../pieces.ts';

/** One line for what is deployed at the same time: who is on call twice, or that it is the same service. */
export function conflictText(conflict: Conflict, of: Pick<DeployRequest, 'plan'>, context: Context): string {
  const { conflicts, join } = context.words;
  const { people, service, version, window } = conflict;
  const other = `${conflict.with} ${serviceTitle({ plan: { service } }, context)} ${version}`;
  const when = `${day(window.start, context)}, ${clock(window.start, context)}–${clock(window.end, context)}`;
  if (people.length > 0) return conflicts.people(join.and(people.map((person) => nameOf(person, context))), other, when);
  return (service === of.plan.service ? conflicts.service : conflicts.window)(other, when);
}

/** None or one. */
export function conflictList(
  conflicts: readonly Conflict[],
  of: Pick<DeployRequest, 'plan'>,
  context: Context,
): readonly List[] {
  const rows = conflicts.map((conflict) => row('point', [paragraph(plain(conflictText(conflict, of, context)))]));
  return rows.length === 0 ? [] : [{ heading: context.words.conflicts.heading, rows }];
}

/** `shares people with DEP-1043`, for a line of the calendar; `''` when it shares none. */
export function sharingText(request: DeployRequest, others: readonly DeployRequest[], context: Context): string {
  const sharing = conflictsOf(request, others).filter(({ people }) => people.length > 0);
  const { conflicts, join } = context.words;
  return sharing.length === 0 ? '' : conflicts.short(join.and(sharing.map((conflict) => conflict.with)));
}
