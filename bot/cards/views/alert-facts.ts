import type { AlertGroup } from '../../domain/alert-group.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { minutesBetween } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { exactMoment, moment, stamp } from '../moments.ts';
import { breakable, fact, factRow, shortened, type FactRow } from '../pieces.ts';
import { alertTitle, ruleName } from './alert-title.ts';
import type { Around } from './alert.ts';

/** Since when, where, by which rule, how many, and what was deployed last on what it affects. */
export function factsOf(group: AlertGroup, { last, affected }: Around, context: Context): readonly FactRow[] {
  const { alert } = context.words;
  const { firing, total } = group;
  const rule = shortened(ruleName(group, context), 120);
  const rows = [
    timesOf(group, context),
    factRow(
      fact(alert.where, breakable(whereOf(group, affected, context))),
      ...(rule === alertTitle(group, context) ? [] : [fact(alert.rule, breakable(rule))]),
    ),
  ];
  const more = [
    ...(total > 1 ? [fact(alert.alerts, alert.counts(firing, total))] : []),
    ...(last === undefined ? [] : [fact(alert.lastDeployment, lastDeployment(last, context))]),
  ];
  return more.length === 0 ? rows : [...rows, factRow(...more)];
}

function timesOf({ firedAt, resolvedAt, firing, isMoment }: AlertGroup, context: Context): FactRow {
  const { alert, units } = context.words;
  if (resolvedAt === undefined || firing > 0)
    return factRow(fact(isMoment ? alert.when : alert.since, exactMoment(firedAt, context)));
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

const MOST_NAMES = 3;

/** The first few by name, and how many more there are. */
function whereOf({ targets }: AlertGroup, affected: number, context: Context): string {
  const { alert, join } = context.words;
  const names = [...new Set(targets.map((target) => resourceName(target, context)))];
  if (names.length === 0) return alert.notSaid;
  const left = Math.max(affected, names.length) - MOST_NAMES;
  return join.and(names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), join.more(left)] : names);
}

/** The last part of an ARM id is what people call the resource; of a subscription that is a number. */
function resourceName(target: string, { words: { alert } }: Context): string {
  const parts = target.split('/');
  const name = shortened(parts.at(-1) ?? target, 60);
  return parts.length === 3 ? alert.subscription(name.slice(0, 8)) : name;
}
