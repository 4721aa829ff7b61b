import type { Measure } from '../../domain/alert.ts';
import type { AlertGroup } from '../../domain/alert-group.ts';
import type { Context } from '../context.ts';
import { shortened } from '../pieces.ts';

type Named = Pick<AlertGroup, 'leading' | 'rule'>;

/** What is measured, where that is the name of a metric that people know; else the rule's name. */
export function alertTitle(group: Named, context: Context): string {
  const { measure } = group.leading;
  return shortened(measure !== undefined && isTitle(group) ? measureName(measure, context) : ruleName(group, context), 120);
}

/** A rule that Azure does not name is called by its kind. */
export function ruleName({ leading, rule }: Named, { words: { alert } }: Context): string {
  return rule === '' || rule === leading.signal ? alert.kinds[leading.signal] : rule;
}

/** Azure's own names for what it measures, where they are no words. */
export const measureName = ({ name }: Measure, { words: { alert } }: Context): string =>
  alert.measures[name.toLowerCase()] ?? name;

/** A log search counts whatever it finds, and a Prometheus rule has an expression: only their rules have a name. */
export const isTitle = ({ leading: { signal, measure } }: Pick<AlertGroup, 'leading'>): boolean =>
  measure !== undefined && signal !== 'log' && !/[<>={}()]|^(resultcount|count|detectedvalue)$/i.test(measure.name);
