import { isAsked, type Answers, type FieldId, type Section } from '../../domain/fields.ts';
import type { Context } from '../context.ts';
import { shortened } from '../pieces.ts';
import { answerText, FOLLOWS, momentText } from './answers.ts';

/** The answers that stand for their section on the last page. */
const SHOWN: Readonly<Record<Section, readonly FieldId[]>> = {
  what: ['service', 'version', 'environment', 'title', 'changeTypes'],
  impact: ['changes', 'customerImpact', 'visibility', 'trafficIncrease'],
  changes: ['keyChanges'],
  scalability: ['capacity', 'loadTests'],
  risk: ['riskLevel', 'confidence'],
  testing: ['unitCoverage', 'unitTests', 'unitStatus', 'performanceTests', 'securityTests'],
  staging: ['stagedOn', 'stagingSucceeded', 'stagingIssues'],
  review: ['securityReviewed', 'vulnerabilities', 'reviewers'],
  rollback: ['rollbackMinutes', 'rollbackTested'],
  window: ['date', 'time', 'duration'],
  'on-call': ['onCallEngineer', 'backupEngineer', 'managerOnCall'],
};

/** Answers that say by themselves what they answer. */
const PLAIN: readonly FieldId[] = [
  'service',
  'version',
  'environment',
  'title',
  'changeTypes',
  'changes',
  'keyChanges',
  'date',
  'time',
];

const MOST_CHARACTERS = 120;

/** What a section says, in one line. What cannot be read is as it was typed. */
export function summaryOf(section: Section, answers: Answers, context: Context): string {
  const said = SHOWN[section].flatMap((id) => {
    const answer = isAsked(id, answers, context.policy)
      ? (momentText(id, answers, context.zone, context) ?? answerText(id, (answers[id] ?? '').trim(), context))
      : '';
    if (answer === '') return [];
    return [PLAIN.includes(id) || id in FOLLOWS ? answer : `${context.words.shortLabel(id)}: ${answer}`];
  });
  return shortened(said.join(' · ').replaceAll(/\s*\n\s*/g, ' / '), MOST_CHARACTERS);
}
