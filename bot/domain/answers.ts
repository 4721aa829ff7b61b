import type { FieldId } from './field-table.ts';

/** What was typed so far, as it was typed. */
export type Answers = Readonly<Partial<Record<FieldId, string>>>;

/** The parts of an answer that holds several, as a form sends them: comma-separated. */
export const listOf = (typed: string | undefined): readonly string[] =>
  (typed ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
