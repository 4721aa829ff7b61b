import { FIELDS, isAsked, listOf, type Answers, type Field, type FieldId } from './fields.ts';
import { parsePersonId, type ChangeTypeId, type EnvironmentId, type PersonId, type ServiceId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { FieldProblem, FieldRefusal } from './refusal.ts';
import { accept, refuse, type Result } from './result.ts';
import { plusMinutes, type Calendar, type Span } from './time.ts';

type Read<F extends Field> = F['kind'] extends 'choices' | 'people' | 'lines'
  ? readonly string[]
  : F['kind'] extends 'number' | 'percentage' | 'minutes'
    ? number
    : F['kind'] extends 'yes-no'
      ? boolean
      : string;

type ReadFields = { readonly [F in Field as F['id']]: Read<F> };

/**
 * What a request asks for, read from its answers. A field that was not asked, or left empty, is `''`, `0`,
 * `false` or `[]`. Moments are UTC; durations are minutes; percentages are 0–100.
 */
export interface Plan extends Omit<
  ReadFields,
  | 'service'
  | 'environment'
  | 'changeTypes'
  | 'reviewers'
  | 'onCallEngineer'
  | 'backupEngineer'
  | 'managerOnCall'
  | 'date'
  | 'time'
> {
  readonly service: ServiceId;
  readonly environment: EnvironmentId;
  readonly changeTypes: readonly ChangeTypeId[];
  readonly reviewers: readonly PersonId[];
  readonly onCallEngineer: PersonId;
  readonly backupEngineer: PersonId;
  readonly managerOnCall: PersonId;
  readonly window: Span;
}

export interface PlanContext {
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** Everyone the bot has met where it is installed, or whom policy names. */
  readonly people: ReadonlySet<PersonId>;
}

/** As much of a plan as the answers give so far, and what is wrong with the rest. */
export interface Reading {
  readonly read: Partial<Plan>;
  readonly problems: readonly FieldProblem[];
}

/** The shape of each answer, not yet its sense (that is rules.ts). */
export function readAnswers(answers: Answers, context: PlanContext): Reading {
  const problems: FieldProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const field of FIELDS) {
    const read = isAsked(field.id, answers, context.policy)
      ? readField(field, answers[field.id] ?? '', context)
      : accept(EMPTY[field.kind]);
    if (read.ok) values[field.id] = read.value;
    else problems.push({ field: field.id, refusal: read.problem });
  }

  const { date, time, ...rest } = values;
  if (typeof date !== 'string' || typeof time !== 'string') return { read: rest, problems };
  const start = context.calendar.instantOf({ date, time });
  if (start === undefined) return { read: rest, problems: [...problems, { field: 'time', refusal: { code: 'not-a-time' } }] };
  if (typeof rest['duration'] !== 'number') return { read: rest, problems };
  return { read: { ...rest, window: { start, end: plusMinutes(start, rest['duration']) } }, problems };
}

/** The answers that would give this plan again: what an edit or a copy starts from. */
export function answersOf(plan: Plan, calendar: Calendar): Answers {
  const { date, time } = calendar.localOf(plan.window.start);
  const typed: Partial<Record<FieldId, string>> = { date, time };
  const values = plan as unknown as Readonly<Record<string, unknown>>;
  for (const { id, kind } of FIELDS) {
    if (id === 'date' || id === 'time') continue;
    const value = values[id];
    if (Array.isArray(value)) typed[id] = value.join(kind === 'lines' ? '\n' : ',');
    else if (typeof value === 'boolean') typed[id] = value ? 'yes' : 'no';
    else typed[id] = String(value);
  }
  return typed;
}

const EMPTY: Readonly<Record<Field['kind'], unknown>> = {
  line: '',
  paragraph: '',
  lines: [],
  choice: '',
  choices: [],
  'yes-no': false,
  number: 0,
  percentage: 0,
  minutes: 0,
  date: '',
  time: '',
  person: '',
  people: [],
  link: '',
};

function readField(field: Field, typed: string, context: PlanContext): Result<unknown, FieldRefusal> {
  const text = typed.trim();
  if (text === '') return field.need === 'required' ? refuse({ code: 'missing' }) : accept(EMPTY[field.kind]);
  const most = 'most' in field ? field.most : 400;
  if (text.length > most) return refuse({ code: 'too-long', most });

  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return accept(text);
    case 'lines':
      return accept(
        text
          .split(/\r?\n/)
          .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
          .filter((line) => line !== ''),
      );
    case 'choice':
      return optionsOf(field, context.policy).includes(text) ? accept(text) : refuse({ code: 'not-an-option' });
    case 'choices': {
      const options = optionsOf(field, context.policy);
      const chosen = [...new Set(listOf(text))];
      return chosen.every((one) => options.includes(one)) ? accept(chosen) : refuse({ code: 'not-an-option' });
    }
    case 'yes-no':
      return text === 'yes' || text === 'no' ? accept(text === 'yes') : refuse({ code: 'not-an-option' });
    case 'number':
    case 'minutes':
      return /^\d{1,9}$/.test(text) && (field.kind === 'number' || (Number(text) > 0 && Number(text) <= 1440))
        ? accept(Number(text))
        : refuse({ code: 'not-a-number' });
    case 'percentage': {
      const number = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%?$/.exec(text)?.[1]?.replace(',', '.');
      return number !== undefined && Number(number) <= 100 ? accept(Number(number)) : refuse({ code: 'not-a-percentage' });
    }
    case 'date':
      return context.calendar.instantOf({ date: text, time: '12:00' }) === undefined
        ? refuse({ code: 'not-a-date' })
        : accept(text);
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? accept(text) : refuse({ code: 'not-a-time' });
    case 'person': {
      const person = parsePersonId(text);
      return person !== undefined && context.people.has(person) ? accept(person) : refuse({ code: 'unknown-person' });
    }
    case 'people': {
      const people = [...new Set(listOf(text).map(parsePersonId))];
      return people.every((person) => person !== undefined && context.people.has(person))
        ? accept(people)
        : refuse({ code: 'unknown-person' });
    }
    case 'link':
      return /^https:\/\/[^\s<>"]+$/.test(text) ? accept(text) : refuse({ code: 'not-a-link' });
  }
}

/** The values that a choice may have under this policy, in its order. */
export function optionsOf(field: { readonly options?: unknown }, policy: Policy): readonly string[] {
  switch (field.options) {
    case 'services':
      return [...policy.services.keys()];
    case 'environments':
      return [...policy.environments.keys()];
    case 'change-types':
      return [...policy.changeTypes.keys()];
    default:
      return Array.isArray(field.options) ? (field.options as readonly string[]) : [];
  }
}
