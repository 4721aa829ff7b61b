import { checksIn, type Coder, type PullReading, type PullRequest } from '../../domain/pull-request.ts';
import type { Context } from '../context.ts';
import { nameOf, paragraph, strong, subtle, type Paragraph } from '../pieces.ts';

/** What came of reading the pull request, for the one who fills in the form; empty without one. */
export function pullNote(reading: PullReading | undefined, context: Context): string {
  const { words } = context;
  if (reading === undefined) return '';
  if (reading.kind === 'unread') return words.pull.unread[reading.because];
  const { pull } = reading;
  return words.pull.read(words.pull.commits(pull.commits), coders(pull.authors, context), checksSentence(pull, context));
}

/** What the pull request says, for whoever reads everything. */
export function pullLines(pull: PullRequest | undefined, context: Context): readonly Paragraph[] {
  if (pull === undefined) return [];
  const { labels, states, commits, upTo } = context.words.pull;
  const line = (label: string, text: string) => (text === '' ? [] : [paragraph(subtle(`${label}  `), strong(text))]);
  return [
    ...line(labels.commits, upTo(commits(pull.commits), pull.head.slice(0, 7), states[pull.state])),
    ...line(labels.authors, coders(pull.authors, context)),
    ...line(labels.approvers, coders(pull.approvers, context)),
    ...line(labels.checks, checksText(pull, context)),
  ];
}

/** Names on one line; the rest are counted. */
const MOST_NAMES = 5;

export function listedNames(names: readonly string[], { words: { join } }: Pick<Context, 'words'>): string {
  const left = names.length - MOST_NAMES;
  return join.and(left > 0 ? [...names.slice(0, MOST_NAMES), join.more(left)] : names);
}

const coders = (some: readonly Coder[], context: Context): string =>
  listedNames(
    some.map(({ person, login, name }) =>
      person === undefined ? context.words.pull.stranger(login || name) : nameOf(person, context),
    ),
    context,
  );

function checksText(pull: PullRequest, { words }: Context): string {
  if (pull.checks === 'unreadable') return words.pull.checksHidden;
  if (pull.checks.length === 0) return words.pull.noChecks;
  const [passed, failed, running] = (['passed', 'failed', 'running'] as const).map((state) => checksIn(pull, state).length);
  return words.pull.checks(passed ?? 0, failed ?? 0, running ?? 0);
}

const checksSentence = (pull: PullRequest, context: Context): string => {
  const text = checksText(pull, context);
  return pull.checks === 'unreadable' || pull.checks.length === 0 ? text : context.words.pull.checksSentence(text);
};
