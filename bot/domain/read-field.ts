import { MOST_EVIDENCE, readEvidence, writeEvidence } from './evidence.ts';
import { listOf, type Field } from './fields.ts';
import { parseFindings, writeFindings } from './findings.ts';
import { parsePersonId, type PersonId } from './ids.ts';
import { readMinutes, readNumber, readPercentage } from './numbers.ts';
import type { Policy } from './policy.ts';
import type { FieldRefusal } from './refusal.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Calendar, WallClock } from './time.ts';

export interface FieldContext {
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** The clock by which the answers were typed. */
  readonly wall: WallClock;
  /** Everyone the bot has met where it is installed, or whom policy names. */
  readonly people: ReadonlySet<PersonId>;
}

/** What a field holds that was not asked, or not answered. */
export const EMPTY: Readonly<Record<Field['kind'], unknown>> = {
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
  findings: '',
  evidence: '',
};

/** The shape of one answer; what is not asked is not read. */
export function readField(field: Field, typed: string, context: FieldContext): Result<unknown, FieldRefusal> {
  const text = typed.trim();
  if (text === '') return field.need === 'required' ? refuse({ code: 'missing' }) : accept(EMPTY[field.kind]);
  const most = 'most' in field ? field.most : 400;
  if (text.length > most) return refuse({ code: 'too-long', most });

  switch (field.kind) {
    case 'line':
      return accept(text.replace(/\s*[\r\n]+\s*/g, ' '));
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
      return orRefuse(readNumber(text), { code: 'not-a-number' });
    case 'minutes':
      return orRefuse(readMinutes(text), { code: 'not-minutes' });
    case 'percentage': {
      const upTo = 'upTo' in field ? field.upTo : 100;
      return orRefuse(readPercentage(text, upTo), { code: 'not-a-percentage', upTo });
    }
    case 'findings': {
      const findings = parseFindings(text);
      return findings === undefined ? refuse({ code: 'not-findings' }) : accept(writeFindings(findings));
    }
    case 'evidence': {
      const evidence = readEvidence(text);
      return evidence === undefined ? refuse({ code: 'not-evidence', most: MOST_EVIDENCE }) : accept(writeEvidence(evidence));
    }
    case 'date':
      return isDay(text) ? accept(text) : refuse({ code: 'not-a-date' });
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

const orRefuse = <Value>(value: Value | undefined, problem: FieldRefusal): Result<Value, FieldRefusal> =>
  value === undefined ? refuse(problem) : accept(value);

/** The values that a choice may have under this policy, in its order. */
export function optionsOf(field: { readonly options?: unknown }, policy: Policy): readonly string[] {
  switch (field.options) {
    case 'services':
      return [...policy.services.keys()];
    case 'environments':
      return [...policy.environments.keys()];
    case 'change-types':
      return [...policy.changeTypes.keys()];
    case 'templates':
      return [...policy.templates.keys()];
    default:
      return Array.isArray(field.options) ? (field.options as readonly string[]) : [];
  }
}

/** A day of the calendar, 2026-11-26; no clock has a part in it. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const noon = Date.parse(`${text}T12:00:00Z`);
  return !Number.isNaN(noon) && new Date(noon).toISOString().startsWith(text);
}
