import { field, listOf, type Answers, type FieldId } from '../../domain/fields.ts';
import { parseFindings } from '../../domain/findings.ts';
import { parsePersonId } from '../../domain/ids.ts';
import { readMinutes, readNumber, readPercentage } from '../../domain/numbers.ts';
import type { Context } from '../context.ts';
import { calendarDay, exactMoment } from '../moments.ts';
import { nameOf } from '../pieces.ts';
import { choiceTitle } from './inputs.ts';

/** What was typed, in the reader's words; what cannot be read is as it was typed. */
export function answerText(id: FieldId, typed: string, context: Context): string {
  if (typed === '') return '';
  const { words } = context;
  switch (field(id).kind) {
    case 'person':
    case 'people':
      return listOf(typed)
        .flatMap((one) => parsePersonId(one) ?? [])
        .map((person) => nameOf(person, context))
        .join(', ');
    case 'choice':
    case 'choices':
      return listOf(typed)
        .map((value) => choiceTitle(id, value, context))
        .join(', ');
    case 'yes-no':
      return typed === 'yes' ? words.yesNo.yes : typed === 'no' ? words.yesNo.no : typed;
    case 'percentage':
      return spoken(
        readPercentage(typed, Number.POSITIVE_INFINITY),
        (number) => words.units.percent(number, context.locale),
        typed,
      );
    case 'minutes':
      return spoken(readMinutes(typed), words.units.lasting, typed);
    case 'number':
      return spoken(readNumber(typed), (number) => counted(id, number, context), typed);
    case 'findings':
      return foundText(typed, context);
    case 'date':
      return calendarDay(typed, context);
    default:
      return typed;
  }
}

/** Answers that are told in one breath with another one: `412, all pass`, `Adele Vance, +34 600 000 000`. */
export const FOLLOWS: Readonly<Partial<Record<FieldId, FieldId>>> = {
  unitStatus: 'unitTests',
  integrationStatus: 'integrationTests',
  e2eStatus: 'e2eTests',
  performanceDetails: 'performanceTests',
  securityTestDetails: 'securityTests',
  accessibilityDetails: 'accessibilityTests',
  loadResults: 'loadTests',
  stagedTime: 'stagedOn',
  stagingTestedTime: 'stagingTestedOn',
  onCallContact: 'onCallEngineer',
  backupContact: 'backupEngineer',
  managerContact: 'managerOnCall',
};

/** Days that say a moment together with their time. */
const MOMENTS: Readonly<Partial<Record<FieldId, FieldId>>> = { stagedOn: 'stagedTime', stagingTestedOn: 'stagingTestedTime' };

/**
 * The moment that a day and its time say, by the clock of the zone in which they are written, with UTC; undefined for any
 * other answer, and for a day alone.
 */
export function momentText(id: FieldId, answers: Answers, zone: string, context: Context): string | undefined {
  const time = MOMENTS[id];
  const at = time && context.clockIn(zone).instantOf({ date: answers[id] ?? '', time: answers[time] ?? '' });
  return at && exactMoment(at, context);
}

const spoken = (number: number | undefined, say: (number: number) => string, typed: string): string =>
  number === undefined ? typed : say(number);

function counted(id: FieldId, number: number, { words, locale }: Context): string {
  const written = new Intl.NumberFormat(locale).format(number);
  if (id === 'rollbackResponseMs') return words.units.ms(written);
  return id === 'rollbackFailedCalls' ? words.units.perMinute(written) : written;
}

function foundText(typed: string, { words }: Context): string {
  const findings = parseFindings(typed);
  if (findings === undefined) return typed;
  return findings.map(({ count, severity }) => words.found(count, severity)).join(', ');
}
