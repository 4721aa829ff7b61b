import { type Answers, FIELDS, type FieldId, SECTIONS, type Section } from '../domain/fields.ts';
import { type DraftId, type RequestId, parseDraftId, parseRequestId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { counted, momentOf, oneOf, typed, type Sent } from './sent.ts';

/** Where a form goes after what was typed has been saved; the name of a page jumps there. */
export type Go = 'next' | 'back' | 'later' | 'submit' | 'discard' | 'check' | Section;

/** A button of the form. */
export type DraftTap =
  /** Starts a request, or goes on with the one that was left. */
  | { readonly verb: 'draft/open' }
  /** What was typed after /deploy, with a word that was unclear put right. */
  | { readonly verb: 'draft/words'; readonly words: string }
  /** Starts from a request although another draft is open, which goes for it. */
  | { readonly verb: 'draft/from'; readonly request: RequestId; readonly from: 'edit' | 'copy'; readonly draft: DraftId }
  | {
      readonly verb: 'draft/save';
      readonly draft: DraftId;
      readonly revision: number;
      readonly section: Section | 'check';
      readonly go: Go;
      /** Only the fields that were on the card; an emptied one is `''`. */
      readonly answers: Answers;
      /** A start that was offered; undefined for what was typed. */
      readonly slot: Instant | undefined;
    };

/** Anything that no button of the form sends is undefined. */
export function parseDraftTap(verb: unknown, sent: Sent): DraftTap | undefined {
  switch (verb) {
    case 'draft/open':
      return { verb };
    case 'draft/words':
      return { verb, words: typed(sent, 'words') ?? '' };
    case 'draft/save':
      return parseSave(sent);
    case 'draft/from': {
      const request = parseRequestId(sent['request']);
      const draft = parseDraftId(sent['draft']);
      const from = oneOf(['edit', 'copy'] as const, sent['from']);
      return request && draft && from && { verb, request, from, draft };
    }
    default:
      return undefined;
  }
}

function parseSave(sent: Sent): DraftTap | undefined {
  const draft = parseDraftId(sent['draft']);
  const revision = counted(sent['revision']);
  const section = oneOf([...SECTIONS, 'check'] as const, sent['section']);
  const go = oneOf(['next', 'back', 'later', 'submit', 'discard', 'check', ...SECTIONS] as const, sent['go']);
  if (draft === undefined || revision === undefined || section === undefined || go === undefined) return undefined;
  return {
    verb: 'draft/save',
    draft,
    revision,
    section,
    go,
    answers: parseAnswers(section, sent),
    slot: momentOf(sent['slot']),
  };
}

/** Characters more than a field takes that are kept, so that its rule can say so and the page stays small. */
const TOO_MANY = 100;
const MOST_CHOSEN = 4_000;
const mostOf = (field: (typeof FIELDS)[number]): number => ('most' in field ? field.most + TOO_MANY : MOST_CHOSEN);

/** The fields of the section that was on the card; a field of another section was not, whatever was sent. */
function parseAnswers(section: Section | 'check', sent: Sent): Answers {
  const answers: Partial<Record<FieldId, string>> = {};
  for (const field of FIELDS) {
    const text = field.section === section ? typed(sent, field.id, mostOf(field)) : undefined;
    if (text !== undefined) answers[field.id] = text;
  }
  return answers;
}
