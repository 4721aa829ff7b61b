import type { AlertGroup } from '../../domain/alert-group.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { minutesBetween } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { exactMoment, moment, stamp } from '../moments.ts';
import { breakable, fact, factRow, shortened, type FactRow } from '../pieces.ts';

/** Since when, where, by which rule, how many, and what was deployed last on what it affects. */
export function factsOf(group: AlertGroup, last: DeployRequest | undefined, context: Context): readonly FactRow[] {
  const { alert } = context.words;
  const { targets, rule, firing, total } = group;
  const rows = [
    timesOf(group, context),
    factRow(
      fact(alert.where, breakable(whereOf(targets, context))),
      fact(alert.rule, rule === '' ? alert.notSaid : breakable(shortened(rule, 120))),
    ),
  ];
  const more = [
    ...(total > 1 ? [fact(alert.alerts, alert.counts(firing, total))] : []),
    ...(last === undefined ? [] : [fact(alert.lastDeployment, lastDeployment(last, context))]),
  ];
  return more.length === 0 ? rows : [...rows, factRow(...more)];
}

function timesOf({ firedAt, resolvedAt, firing }: AlertGroup, context: Context): FactRow {
  const { alert, units } = context.words;
  if (resolvedAt === undefined || firing > 0) return factRow(fact(alert.since, exactMoment(firedAt, context)));
  return factRow(
    fact(alert.since, moment(firedAt, context)),
    fact(alert.until, moment(resolvedAt, context)),
    fact(alert.lasted, units.lasting(Math.max(0, minutesBetween(firedAt, resolvedAt)))),
  );
}

function lastDeployment(request: DeployRequest, context: Context): string {
  const { alert } = context.words;
  const { version } = request.plan;
  const ended = 'rollout' in request ? request.rollout.ended : undefined;
  return ended === undefined ? alert.underWay(version) : alert.deployed(version, stamp(ended.at, context));
}

/** The last part of an ARM id is what people call the resource. */
function whereOf(targets: readonly string[], { words: { alert, join } }: Context): string {
  const names = targets.map((target) => shortened(target.split('/').at(-1) ?? target, 60));
  if (names.length === 0) return alert.notSaid;
  return join.and(names.length > 3 ? [...names.slice(0, 3), join.more(names.length - 3)] : names);
}
