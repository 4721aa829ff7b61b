import { field, isFieldId, type Answers, type FieldId } from '../domain/fields.ts';
import { optionsOf } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import { usualAnswers } from '../domain/simulation.ts';

/** What the words after `/deploy simulate` suppose, and those that mean nothing there. */
export interface SupposedWords {
  readonly answers: Answers;
  readonly unread: readonly string[];
}

/**
 * `security-patch prod payments database customerImpact=high`: change types, an environment, a service, and answers that
 * policy's conditions ask about, by their value where only one question has it. Order does not matter; several values of
 * one question count together where it takes several. Without an environment, the last one of the policy.
 */
export function readSupposed(words: readonly string[], policy: Policy): SupposedWords {
  const answers: Partial<Record<FieldId, string>> = {};
  const unread: string[] = [];
  for (const word of words) {
    const meaning = meaningOf(word.toLowerCase(), policy);
    if (meaning === undefined) unread.push(word);
    else answers[meaning.field] = joined(answers[meaning.field], meaning);
  }
  return { answers: { ...usualAnswers(policy), ...answers }, unread };
}

interface Meaning {
  readonly field: FieldId;
  readonly value: string;
}

function meaningOf(word: string, policy: Policy): Meaning | undefined {
  const named = /^([a-z]+)=([a-z0-9-]+)$/.exec(word);
  const meanings = meaningsIn(policy);
  const found =
    named === null
      ? meanings.filter(({ value }) => value === word && value !== 'yes' && value !== 'no')
      : meanings.filter(({ field, value }) => field.toLowerCase() === named[1] && value === named[2]);
  if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  return meanings.find(({ field, value }) => field.toLowerCase() === word && value === 'yes');
}

/** Every value that can be supposed, with the question it answers. */
function meaningsIn(policy: Policy): readonly Meaning[] {
  const { services, environments, changeTypes, conditions } = policy;
  const of = (id: FieldId, values: Iterable<string>) => [...values].map((value) => ({ field: id, value }));
  const asked = new Set(conditions.flatMap(({ when }) => [...when.keys()]).filter(isFieldId));
  return [
    ...of('service', services.keys()),
    ...of('environment', environments.keys()),
    ...of('changeTypes', changeTypes.keys()),
    ...[...asked].filter((id) => !PLACES.includes(id)).flatMap((id) => of(id, valuesOf(id, policy))),
  ];
}

const PLACES: readonly FieldId[] = ['service', 'environment', 'changeTypes'];

const valuesOf = (id: FieldId, policy: Policy): readonly string[] =>
  field(id).kind === 'yes-no' ? ['yes', 'no'] : optionsOf(field(id), policy);

function joined(before: string | undefined, { field: id, value }: Meaning): string {
  return before === undefined || field(id).kind !== 'choices' ? value : `${before},${value}`;
}
