import { FIELDS, type Field, type FieldId } from './field-table.ts';
import type { FieldShape, Section } from './field-shape.ts';

export { SECTIONS, type FieldKind, type Section } from './field-shape.ts';
export { FIELDS, type Field, type FieldId } from './field-table.ts';
export { listOf, type Answers } from './answers.ts';
export { isAsked, isShown, sectionsShown } from './relevance.ts';

export const fieldsOf = (section: Section): readonly Field[] => FIELDS.filter((field) => field.section === section);

export const field = (id: FieldId): FieldShape & { readonly id: FieldId } =>
  FIELDS.find((known) => known.id === id) as FieldShape & { readonly id: FieldId };

export const isFieldId = (raw: string): raw is FieldId => FIELDS.some(({ id }) => id === raw);
