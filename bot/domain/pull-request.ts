import { listOf, type Answers } from './answers.ts';
import type { PersonId } from './ids.ts';
import type { Instant } from './time.ts';

/** Somebody as their code host knows them. */
export interface Coder {
  readonly login: string;
  readonly name: string;
  /** Undefined while nobody knows who that is here. */
  readonly person: PersonId | undefined;
}

export interface Check {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'running';
}

/** A pull request as its host told it at `readAt`. Texts are other people's, cut to what a card can show. */
export interface PullRequest {
  readonly url: string;
  readonly title: string;
  readonly state: 'draft' | 'open' | 'merged' | 'closed';
  /** The newest commit, 40 hex digits. */
  readonly head: string;
  /** What it became on the branch that it went into, 40 hex digits; absent until it is merged. */
  readonly merge?: string;
  readonly commits: number;
  /** Whoever opened it, wrote or co-wrote a commit. */
  readonly authors: readonly Coder[];
  /** Those whose last word is an approval. */
  readonly approvers: readonly Coder[];
  /** Those whose last word asks for changes. */
  readonly objectors: readonly Coder[];
  /** `unreadable` where the host does not show them to the bot. */
  readonly checks: readonly Check[] | 'unreadable';
  readonly readAt: Instant;
}

/** What came of reading the link of a request. */
export type PullReading =
  | { readonly kind: 'read'; readonly pull: PullRequest }
  /** `hidden`: the host does not know it, or does not show it to the bot. */
  | { readonly kind: 'unread'; readonly url: string; readonly because: 'hidden' | 'unreachable' };

/** What a pull request fills in, where nobody has typed anything; its authors and approvers are added to those typed. */
export function fillFromPull(answers: Answers, pull: PullRequest): Answers {
  const authors = withPeople(answers.authors, pull.authors);
  const reviewers = pull.approvers.filter(({ person }) => person !== undefined && !listOf(authors).includes(person));
  return {
    ...answers,
    title: answers.title?.trim() ? answers.title : pull.title.slice(0, MOST_TITLE),
    commit: answers.commit?.trim() ? answers.commit : pull.head,
    reviewers: withPeople(answers.reviewers, reviewers),
    authors,
  };
}

/** The form's limit for a title. */
const MOST_TITLE = 80;

/** Nobody takes an author of the pull request off the list: they may not approve, whatever the form says. */
export const keepAuthors = (answers: Answers, reading: PullReading | undefined): Answers =>
  reading?.kind === 'read' ? { ...answers, authors: withPeople(answers.authors, reading.pull.authors) } : answers;

const withPeople = (typed: string | undefined, coders: readonly Pick<Coder, 'person'>[]): string =>
  [...new Set([...listOf(typed), ...coders.flatMap(({ person }) => person ?? [])])].join(',');

export const checksIn = ({ checks }: PullRequest, state: Check['state']): readonly Check[] =>
  checks === 'unreadable' ? [] : checks.filter((check) => check.state === state);

/** Authors of whom nobody knows who they are here, so that nothing keeps them from approving. */
export const strangersIn = ({ authors }: PullRequest): readonly Coder[] => authors.filter(({ person }) => person === undefined);
