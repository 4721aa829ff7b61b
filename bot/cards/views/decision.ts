import type { Plan } from '../../domain/plan.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { hoursInStaging } from '../../domain/staging.ts';
import type { Context } from '../context.ts';
import { calendarDay, exactSpan } from '../moments.ts';
import { fact, factRow, type Fact, type FactRow } from '../pieces.ts';
import { optionTitle } from './options.ts';

/** What a decision needs, in six facts: when, how to get back, how risky, how tested. */
export function decisionFacts({ plan, risk }: Pick<DeployRequest, 'plan' | 'risk'>, context: Context): readonly FactRow[] {
  const { facts, units } = context.words;
  const back = units.lasting(plan.rollbackMinutes);
  const third =
    plan.stagedOn === ''
      ? fact(facts.customers, optionTitle('customerImpact', plan.customerImpact, context))
      : fact(facts.staging, stagingOf(plan, context));
  return [
    factRow(
      fact(facts.window, exactSpan(plan.window, context), 2),
      fact(facts.wayBack, plan.rollbackTested ? facts.tested(back) : facts.untested(back)),
    ),
    factRow(riskFact(plan, risk, context), fact(facts.tests, facts.testsPass(plan.unitTests, plan.unitCoverage)), third),
  ];
}

function riskFact({ riskLevel }: Plan, { level }: DeployRequest['risk'], context: Context): Fact {
  const { facts, risk } = context.words;
  const [stated, computed] = [riskLevel, level].map((one) => optionTitle('riskLevel', one, context));
  const text = riskLevel === level ? (stated ?? '') : risk.computed(stated ?? '', computed ?? '');
  const high = [riskLevel, level].some((one) => one === 'high' || one === 'critical');
  return { ...fact(facts.risk, text), color: high ? 'Attention' : 'Default' };
}

function stagingOf(plan: Plan, { words, locale }: Context): string {
  const hours = hoursInStaging(plan);
  const since = hours === undefined ? calendarDay(plan.stagedOn, { locale }) : words.units.stay(hours);
  const found = plan.stagingIssues === '' ? words.facts.noIssues : plan.stagingIssues;
  return words.facts.inStaging(since, plan.stagingSucceeded, found);
}
