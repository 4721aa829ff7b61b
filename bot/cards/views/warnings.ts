import type { Freeze } from '../../domain/freeze.ts';
import { stillFrozen } from '../../domain/met-freeze.ts';
import type { Plan } from '../../domain/plan.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { isUnderstated, type Risk } from '../../domain/risk.ts';
import { warningsOf, type Warning } from '../../domain/warnings.ts';
import type { Context } from '../context.ts';
import { moment } from '../moments.ts';
import { conflictText } from './conflicts.ts';
import { listedNames } from './pull.ts';
import { paragraph, plain, row, strong, type Box, type List, type Paragraph } from '../pieces.ts';

/** Warnings that stand on a card which must be read at one glance. */
const MOST_WARNINGS = 3;

/** What should make an approver look twice: more risk than stated, then the gravest warnings. None when there is nothing. */
export function warningBox(
  { plan, risk, freezes }: Pick<DeployRequest, 'plan' | 'risk' | 'freezes'>,
  context: Context,
): readonly Box[] {
  const { cautions } = context.words;
  const warnings = warningsOf(plan, context.policy.thresholds);
  const left = warnings.length - MOST_WARNINGS;
  const lines = [
    ...frozenLines(stillFrozen(freezes, plan.window), context).slice(0, 1),
    ...understatedLine(plan, risk, context),
    ...conflictLines(plan, risk, context).slice(0, 1),
    ...warnings.slice(0, MOST_WARNINGS).map((warning) => paragraph(plain(cautionText(warning, context)))),
    ...(left > 0 ? [paragraph(plain(cautions.more(left)))] : []),
  ];
  return lines.length === 0 ? [] : [{ style: 'warning', lines }];
}

/** Every warning, for its requester before submission and for whoever reads everything. */
export function warningList(plan: Plan, risk: Risk, context: Context): readonly List[] {
  const warnings = warningsOf(plan, context.policy.thresholds);
  const lines = [
    ...frozenLines(risk.frozen ?? [], context),
    ...understatedLine(plan, risk, context),
    ...conflictLines(plan, risk, context),
    ...warnings.map((warning) => paragraph(plain(cautionText(warning, context)))),
  ];
  if (lines.length === 0) return [];
  return [{ heading: context.words.cautions.heading, rows: lines.map((line) => row('point', [line])) }];
}

/** It was let in, and cannot start unless somebody sets the freeze aside. */
const frozenLines = (freezes: readonly Freeze[], context: Context): readonly Paragraph[] =>
  freezes.map(({ reason, span }) =>
    paragraph(strong(context.words.frozen.until(moment(span.end, context))), plain(context.words.frozen.because(reason))),
  );

const conflictLines = (plan: Plan, { conflicts = [] }: Risk, context: Context): readonly Paragraph[] =>
  conflicts.map((conflict) => paragraph(plain(conflictText(conflict, { plan }, context))));

function understatedLine(plan: Plan, risk: Risk, { words }: Context): readonly Paragraph[] {
  if (!isUnderstated(plan.riskLevel, risk)) return [];
  const reasons = words.join.and(risk.reasons.map((reason) => words.riskReasons[reason]));
  return [paragraph(strong(words.risk.understated), plain(words.risk.because(reasons)))];
}

function cautionText(warning: Warning, { words }: Context): string {
  const fields = 'fields' in warning ? words.join.and(warning.fields.map((id) => words.fields[id].label.toLowerCase())) : '';
  return words.caution(warning, 'names' in warning ? listedNames(warning.names, { words }) : fields);
}
