import { listOf, type Field } from '../../domain/fields.ts';
import { parseChangeTypeId, parseEnvironmentId, parsePersonId, parseServiceId, type PersonId } from '../../domain/ids.ts';
import type { Context } from '../context.ts';
import { nameOf, shortened } from '../pieces.ts';
import { optionTitle } from './options.ts';

interface InputBase {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** What was typed, whether or not it can be read. */
  readonly value: string;
}

export interface TextInput extends InputBase {
  readonly multiline: boolean;
  readonly most: number;
}

export interface ChoiceInput extends InputBase {
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly multiple: boolean;
  readonly style: 'compact' | 'expanded' | 'filtered';
}

/** Exactly one of the lists has an entry: the input that is drawn. */
export interface Input {
  readonly texts: readonly TextInput[];
  readonly choices: readonly ChoiceInput[];
  readonly dates: readonly InputBase[];
  readonly times: readonly InputBase[];
  /** People whom Teams also looks up in the organisation; those listed are for clients that cannot. */
  readonly searches: readonly ChoiceInput[];
}

interface Given {
  readonly typed: string;
  /** Values of a choice, policy's or fixed. */
  readonly options: readonly string[];
  readonly people: readonly PersonId[];
}

/** More people than this are not sent with the card: three pickers of them still leave it under 28 KB. */
const MOST_PEOPLE = 60;
const MOST_BYTES = 6 * 1024;
const MOST_CHOSEN = 20;
const LONGEST_NAME = 60;

const NONE: Input = { texts: [], choices: [], dates: [], times: [], searches: [] };

export function inputOf(field: Field, { typed, options, people }: Given, context: Context): Input {
  const { words } = context;
  const { label, hint } = words.fields[field.id];
  const base = { id: field.id, label: field.need === 'optional' ? words.form.optional(label) : label, hint, value: typed };
  switch (field.kind) {
    case 'line':
    case 'link':
    case 'number':
    case 'percentage':
    case 'minutes':
    case 'findings':
      return { ...NONE, texts: [{ ...base, multiline: false, most: field.most }] };
    case 'paragraph':
    case 'lines':
    case 'evidence':
      return { ...NONE, texts: [{ ...base, multiline: true, most: field.most }] };
    case 'date':
      return { ...NONE, dates: [base] };
    case 'time':
      return { ...NONE, times: [base] };
    case 'yes-no': {
      const choices = (['yes', 'no'] as const).map((value) => ({ title: words.yesNo[value], value }));
      return { ...NONE, choices: [{ ...base, choices, multiple: false, style: 'compact' }] };
    }
    case 'choice':
    case 'choices': {
      const choices = options.map((value) => ({ title: choiceTitle(field.id, value, context), value }));
      const style = field.id === 'changes' ? 'expanded' : 'compact';
      return { ...NONE, choices: [{ ...base, choices, multiple: field.kind === 'choices', style }] };
    }
    case 'person':
    case 'people':
      return pickerOf(base, field.kind, people, context);
  }
}

/** One of the people, or several: looked up by Teams, and from a plain list of those who fit on a card in any other client. */
export function pickerOf(base: InputBase, kind: 'person' | 'people', people: readonly PersonId[], context: Context): Input {
  const chosen = listOf(base.value)
    .flatMap((typed) => parsePersonId(typed) ?? [])
    .slice(0, MOST_CHOSEN);
  const choiceOf = (person: PersonId) => ({ title: shortened(nameOf(person, context), LONGEST_NAME), value: person });
  const everybody = [...new Set([...people, ...chosen])].map(choiceOf);
  const fits = people.length <= MOST_PEOPLE && Buffer.byteLength(JSON.stringify(everybody)) <= MOST_BYTES;
  const choices = fits ? everybody : chosen.map(choiceOf);
  const input: ChoiceInput = { ...base, choices, multiple: kind === 'people', style: 'filtered' };
  return context.client === 'teams' ? { ...NONE, searches: [input] } : { ...NONE, choices: [input] };
}

/** What a choice is called: by policy, or by the words; its value when neither knows it. */
export function choiceTitle(field: Field['id'], value: string, context: Context): string {
  const { services, environments, changeTypes } = context.policy;
  const [service, environment, changeType] = [parseServiceId(value), parseEnvironmentId(value), parseChangeTypeId(value)];
  switch (field) {
    case 'service':
      return (service && services.get(service)?.title) ?? value;
    case 'environment':
      return (environment && environments.get(environment)?.title) ?? value;
    case 'template':
      return context.policy.templates.get(value)?.title ?? value;
    case 'changeTypes':
      return (changeType && changeTypes.get(changeType)?.title) ?? value;
    default:
      return optionTitle(field, value, context);
  }
}
