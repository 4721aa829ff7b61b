import type { Words } from './en.ts';
import { alerting } from './es/alerts.ts';
import { cards } from './es/cards.ts';
import { chat } from './es/chat.ts';
import { delegating } from './es/delegate.ts';
import { diagnosing } from './es/doctor.ts';
import { editing } from './es/edit.ts';
import { expediting } from './es/emergency.ts';
import { fieldRefusal } from './es/field-refusals.ts';
import { asked } from './es/fields.ts';
import * as day from './es/day.ts';
import { form } from './es/form.ts';
import { holding } from './es/holds.ts';
import { judgement } from './es/judgement.ts';
import { owing } from './es/owed.ts';
import { policy } from './es/policy.ts';
import { pull } from './es/pull.ts';
import { refusal } from './es/refusals.ts';
import { running } from './es/running.ts';
import { slots } from './es/slots.ts';
import { thread } from './es/thread.ts';
import { watching } from './es/watch.ts';
import { explaining } from './es/why.ts';

/** Every Spanish word that a person reads. People are addressed as usted. */
export const es: Words = {
  ...cards,
  ...alerting,
  ...thread,
  ...running,
  ...watching,
  ...form,
  ...asked,
  ...judgement,
  ...editing,
  ...chat,
  ...explaining,
  pull,
  slots,
  ...day,
  ...owing,
  ...policy,
  ...delegating,
  ...expediting,
  ...diagnosing,
  ...holding,
  fieldRefusal,
  refusal,
};
