import { listOf, type Answers, type FieldId, type Section } from '../../domain/fields.ts';
import { optionsOf } from '../../domain/plan.ts';
import { field } from '../../domain/fields.ts';
import { parsePersonId } from '../../domain/ids.ts';
import type { Context } from '../context.ts';
import { calendarDay } from '../moments.ts';
import { nameOf, shortened } from '../pieces.ts';
import { inputOf } from './inputs.ts';
import type { Field } from '../../domain/fields.ts';

/** The answers that stand for their section on the last page. */
const SHOWN: Readonly<Record<Section, readonly FieldId[]>> = {
  what: ['service', 'version', 'environment', 'title', 'changeTypes'],
  impact: ['changes', 'customerImpact', 'visibility'],
  risk: ['riskLevel', 'confidence'],
  testing: ['unitCoverage', 'unitTests', 'reviewers'],
  rollback: ['rollbackMinutes', 'rollbackTested'],
  window: ['date', 'time', 'duration'],
  'on-call': ['onCallEngineer', 'backupEngineer', 'managerOnCall'],
};

/** Answers that say by themselves what they answer. */
const PLAIN: readonly FieldId[] = ['service', 'version', 'environment', 'title', 'changeTypes', 'changes', 'date', 'time'];

const MOST_CHARACTERS = 120;

/** What a section says, in one line. What cannot be read is as it was typed. */
export function summaryOf(section: Section, answers: Answers, context: Context): string {
  const said = SHOWN[section].flatMap((id) => {
    const answer = answerOf(id, answers[id] ?? '', context);
    if (answer === '') return [];
    return [PLAIN.includes(id) ? answer : `${context.words.shortLabel(id)}: ${answer}`];
  });
  return shortened(said.join(' · '), MOST_CHARACTERS);
}

function answerOf(id: FieldId, typed: string, context: Context): string {
  const { kind, options } = field(id);
  if (typed === '') return '';
  switch (kind) {
    case 'person':
    case 'people':
      return listOf(typed)
        .flatMap((one) => parsePersonId(one) ?? [])
        .map((person) => nameOf(person, context))
        .join(', ');
    case 'choice':
    case 'choices': {
      const values = optionsOf({ options }, context.policy);
      const [input] = inputOf(field(id) as Field, { typed, options: values, people: [] }, context).choices;
      return listOf(typed)
        .map((value) => input?.choices.find((choice) => choice.value === value)?.title ?? value)
        .join(', ');
    }
    case 'yes-no':
      return typed === 'yes' ? context.words.yesNo.yes : context.words.yesNo.no;
    case 'percentage':
      return `${typed} %`;
    case 'date':
      return calendarDay(typed, context);
    default:
      return typed;
  }
}
