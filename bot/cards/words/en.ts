import * as alerting from './en/alerts.ts';
import * as cards from './en/cards.ts';
import * as chat from './en/chat.ts';
import * as doctor from './en/doctor.ts';
import * as forms from './en/form.ts';
import * as editing from './en/edit.ts';
import { fieldRefusal } from './en/field-refusals.ts';
import * as fields from './en/fields.ts';
import * as judgement from './en/judgement.ts';
import * as holding from './en/holds.ts';
import * as options from './en/options.ts';
import * as owing from './en/owed.ts';
import * as expediting from './en/emergency.ts';
import * as day from './en/day.ts';
import * as delegating from './en/delegate.ts';
import * as policy from './en/policy.ts';
import * as running from './en/running.ts';
import { refusal } from './en/refusals.ts';
import { pull } from './en/pull.ts';
import { slots } from './en/slots.ts';
import * as thread from './en/thread.ts';
import * as watching from './en/watch.ts';
import * as explaining from './en/why.ts';

const english = {
  ...cards,
  ...alerting,
  ...thread,
  ...running,
  ...watching,
  ...forms,
  ...fields,
  ...options,
  ...judgement,
  ...editing,
  ...chat,
  ...explaining,
  pull,
  slots,
  ...owing,
  ...policy,
  ...delegating,
  ...expediting,
  ...doctor,
  ...day,
  ...holding,
  fieldRefusal,
  refusal,
};

/** Every word that a person reads: the same names in each language, the same values filled in, other sentences. */
export type Words = WordsOf<typeof english>;

type WordsOf<Of> = Of extends string
  ? string
  : Of extends (...given: infer Given) => infer Said
    ? (...given: Given) => Said extends string ? string : Said
    : Of extends readonly unknown[]
      ? Of
      : { readonly [Key in keyof Of]: WordsOf<Of[Key]> };

export const en: Words = english;
