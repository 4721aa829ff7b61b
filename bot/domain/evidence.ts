import type { PersonId } from './ids.ts';
import type { Refusal } from './refusal.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** What shows that a request says the truth: a report, a file. It stays where it is; Signoff keeps its name and its link. */
export interface Evidence {
  readonly name: string;
  /** An https address, written as a browser would. */
  readonly link: string;
}

/** Evidence that came to a request after it was handed in, from anybody. */
export interface Attached extends Evidence {
  readonly by: PersonId;
  readonly at: Instant;
}

export interface AttachCommand {
  readonly kind: 'attach';
  readonly by: PersonId;
  readonly evidence: readonly Evidence[];
}

export interface AttachedEvent {
  readonly kind: 'evidence-attached';
  readonly by: PersonId;
  readonly evidence: readonly Evidence[];
  readonly at: Instant;
}

/** Pieces that a draft, and afterwards its request, takes. */
export const MOST_EVIDENCE = 10;
const LONGEST_NAME = 100;
const LONGEST_LINK = 500;

/** Characters that make a name read otherwise than it is: controls, line separators, and those that turn its direction. */
const DECEIVING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** Undefined for a name or a link that could deceive whoever reads it, or that leads nowhere. */
export function parseEvidence(given: { readonly name: string; readonly link: string }): Evidence | undefined {
  const link = parseLink(given.link);
  const name = given.name.trim() || (link === undefined ? '' : titleOf(link));
  const isName = name !== '' && name.length <= LONGEST_NAME && name.isWellFormed() && !/https?:/i.test(name);
  return link === undefined || !isName || DECEIVING.test(name) ? undefined : { name, link };
}

/** One piece a line, its name before or after its link; undefined unless every line is one. */
export function readEvidence(text: string): readonly Evidence[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const read = lines.flatMap((line) => readLine(line) ?? []);
  return read.length === lines.length && read.length <= MOST_EVIDENCE ? distinct(read) : undefined;
}

/** As a form has it: `load-test.pdf https://…`, one a line. */
export const writeEvidence = (evidence: readonly Evidence[]): string =>
  evidence.map(({ name, link }) => `${name} ${link}`).join('\n');

/** The first of those with the same link. */
export const distinct = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.filter(({ link }, n) => evidence.findIndex((one) => one.link === link) === n);

/** `pdf`, as the name has it; empty when it has none. */
export const typeOf = ({ name }: Evidence): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** Anybody who sees the request, at any time, as with comments; what is known already is not added again. */
export function decideAttachment(
  { attached }: Pick<DeployRequest, 'attached'>,
  { by, evidence }: AttachCommand,
  now: Instant,
): Result<readonly AttachedEvent[], Refusal> {
  const fresh = evidence.filter(({ link }) => !attached.some((one) => one.link === link));
  if (fresh.length === 0) return accept([]);
  if (attached.length + fresh.length > MOST_EVIDENCE) return refuse({ code: 'evidence-full', most: MOST_EVIDENCE });
  return accept([{ kind: 'evidence-attached', by, evidence: fresh, at: now }]);
}

function readLine(line: string): Evidence | undefined {
  const words = line.trim().split(/\s+/);
  const at = words.findIndex((word) => /^https:\/\//i.test(word));
  if (at !== 0 && at !== words.length - 1) return undefined;
  return parseEvidence({ name: words.toSpliced(at, 1).join(' '), link: words[at] ?? '' });
}

function parseLink(raw: string): string | undefined {
  if (DECEIVING.test(raw) || /["<>\\]/.test(raw) || !raw.isWellFormed() || !URL.canParse(raw)) return undefined;
  const { protocol, username, password, href } = new URL(raw);
  return protocol === 'https:' && username === '' && password === '' && href.length <= LONGEST_LINK ? href : undefined;
}

/** The last part of an address, or its host. */
function titleOf(link: string): string {
  const { pathname, hostname } = new URL(link);
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  return /^[\w.-]{1,100}$/.test(last) ? last : hostname;
}
