import { isPerson, type Doer, type RoleId } from '../domain/ids.ts';
import type { StandIn } from '../domain/delegation.ts';
import type { DeployRequest, Vote } from '../domain/request.ts';
import type { CardButton } from './actions.ts';
import type { Context } from './context.ts';
import { inert } from './inert.ts';

/** The language that all cards share: a head, facts, one box, lists, notes, buttons. cards/parts/ draws it. */
export type Tone = 'accent' | 'good' | 'attention' | 'quiet';

export interface Badge {
  readonly text: string;
  readonly style: 'Accent' | 'Good' | 'Attention' | 'Informative';
  readonly color: Color;
}

export interface Head {
  readonly over: string;
  readonly title: string;
  /** None or one. */
  readonly badge: readonly Badge[];
}

export type Color = 'Default' | 'Accent' | 'Good' | 'Attention';

/** Words as they are, never Markdown: the only element that words people typed are put into. */
export interface Run {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly isSubtle?: true;
  readonly size?: 'Small' | 'ExtraLarge';
  readonly strikethrough?: true;
  readonly color?: Color;
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

export interface Paragraph {
  readonly runs: readonly Run[];
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly color: Color;
  /** Its share of the row. */
  readonly width: number;
}

export interface FactRow {
  readonly cells: readonly Fact[];
}

export interface Box {
  readonly style: 'attention' | 'warning' | 'good' | 'emphasis';
  readonly lines: readonly Paragraph[];
}

export interface Row {
  readonly glyph: string;
  readonly color: Color;
  readonly lines: readonly Paragraph[];
  /** A line with mentions, which only a TextBlock can show; everything in it is escaped. */
  readonly mentions: readonly { readonly text: string }[];
  readonly aside: readonly { readonly text: string }[];
}

export interface List {
  readonly heading: string;
  readonly rows: readonly Row[];
}

export interface Note {
  readonly text: string;
}

/** A button that first asks for a line of text. */
export interface Ask {
  readonly title: string;
  readonly style: 'default' | 'positive' | 'destructive';
  readonly input: { readonly id: string; readonly label: string; readonly hint: string };
  readonly send: CardButton;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

const TONES = {
  accent: { style: 'Accent', color: 'Accent' },
  good: { style: 'Good', color: 'Good' },
  attention: { style: 'Attention', color: 'Attention' },
  quiet: { style: 'Informative', color: 'Default' },
} as const satisfies Record<Tone, Omit<Badge, 'text'>>;

export const badge = (text: string, tone: Tone): readonly Badge[] => [{ text, ...TONES[tone] }];

export const plain = (text: string): Run => ({ type: 'TextRun', text: inert(text) });
export const strong = (text: string): Run => ({ type: 'TextRun', text: inert(text), weight: 'Bolder' });
export const subtle = (text: string): Run => ({ type: 'TextRun', text: inert(text), isSubtle: true });

export const paragraph = (...runs: readonly Run[]): Paragraph => ({ runs });

export const fact = (label: string, value: string, width = 1): Fact => ({ label, value, color: 'Default', width });
export const factRow = (...cells: readonly Fact[]): FactRow => ({ cells });

const GLYPHS = {
  done: { glyph: '✓', color: 'Good' },
  open: { glyph: '○', color: 'Default' },
  running: { glyph: '▸', color: 'Accent' },
  wrong: { glyph: '✗', color: 'Attention' },
  ended: { glyph: '–', color: 'Default' },
  point: { glyph: '•', color: 'Default' },
} as const satisfies Record<string, Pick<Row, 'glyph' | 'color'>>;

export type Mark = keyof typeof GLYPHS;

export const row = (mark: Mark, lines: readonly Paragraph[], aside = ''): Row => ({
  ...GLYPHS[mark],
  lines,
  mentions: [],
  aside: aside === '' ? [] : [{ text: aside }],
});

export const note = (...texts: readonly string[]): readonly Note[] => [{ text: texts.filter((text) => text !== '').join(' ') }];

/** A last line that begins with what it is about: `DEP-1042 · Confirmed by Adele Vance`. */
export const noteOn = (subject: string, ...texts: readonly string[]): readonly Note[] => {
  const said = texts.filter((text) => text !== '').join(' ');
  return [{ text: said === '' ? subject : `${subject} · ${said}` }];
};

export function nameOf(doer: Doer, { names, words }: Pick<Context, 'names' | 'words'>): string {
  if (doer === 'watch') return words.watch.name;
  return isPerson(doer) ? (names.get(doer) ?? words.somebody) : words.pipeline(doer.slice('pipeline:'.length));
}

/** `Patti Fernandez for Megan Bowen`, where somebody answered for another. */
export function voterName({ by, standIn }: Pick<Vote, 'by' | 'standIn'>, context: Pick<Context, 'names' | 'words'>): string {
  const name = nameOf(by, context);
  return standIn === undefined ? name : standInName(name, standIn, context);
}

/** Who answers, and for whom. */
export function standInName(name: string, standIn: StandIn, context: Pick<Context, 'names' | 'words'>): string {
  const { delegate } = context.words;
  return standIn.kind === 'delegate' ? delegate.standsIn(name, nameOf(standIn.of, context)) : delegate.deputises(name);
}

export const roleTitle = (role: RoleId, { policy }: Pick<Context, 'policy'>): string => policy.roles.get(role)?.title ?? role;

export const serviceTitle = (
  { plan }: { readonly plan: Pick<DeployRequest['plan'], 'service'> },
  { policy }: Pick<Context, 'policy'>,
): string => policy.services.get(plan.service)?.title ?? plan.service;

export const environmentTitle = ({ plan }: Pick<DeployRequest, 'plan'>, { policy }: Pick<Context, 'policy'>): string =>
  policy.environments.get(plan.environment)?.title ?? plan.environment;

/** `Payments API 2.4.1`. */
export const release = (request: Pick<DeployRequest, 'plan'>, context: Context): string =>
  `${serviceTitle(request, context)} ${request.plan.version}`;

/** `DEP-1042 · Payments API 2.4.1`, for a notification. */
export const named = (request: DeployRequest, context: Context): string =>
  context.words.summaries.what(request.id, serviceTitle(request, context), request.plan.version);

/** A name as long as Azure's can be, with places where its line may break; as it came where it is short. */
export const breakable = (name: string): string =>
  name.replace(/\S{25,}/g, (word) => word.replace(/[/._:](?=\w)/g, '$&\u200b'));

/** The first characters of a long text, for where the whole is a tap away. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${beginning(text, most - 1).trimEnd()}…`;

/** At most so many characters from the front, an emoji never cut in two. */
const beginning = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
