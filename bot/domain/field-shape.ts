/** How a field is asked and read. A form sends strings; lists arrive comma-separated. */
export type FieldKind =
  | 'line'
  | 'paragraph'
  | 'lines'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'number'
  | 'percentage'
  | 'minutes'
  | 'date'
  | 'time'
  | 'person'
  | 'people'
  | 'link'
  /** What was found, by number and severity: `2 low, 1 high`. */
  | 'findings'
  /** Names and links, one a line. */
  | 'evidence';

/** The sections of design §5, in the order of the form. One whose fields are all beside the point is not shown. */
export const SECTIONS = [
  'what',
  'impact',
  'changes',
  'scalability',
  'risk',
  'testing',
  'staging',
  'review',
  'rollback',
  'window',
  'on-call',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface FieldShape {
  readonly id: string;
  readonly section: Section;
  readonly kind: FieldKind;
  readonly need: 'required' | 'optional';
  /** Fixed choices, or where they come from. */
  readonly options?: readonly string[] | 'services' | 'environments' | 'change-types' | 'templates';
  /** Longest text, in characters. */
  readonly most?: number;
  /** Largest percentage; 100 unless told. */
  readonly upTo?: number;
  readonly start?: string;
  /** Stated by each request for itself: neither a copy nor a template brings it along. */
  readonly anew?: true;
}
