import type { PullReading } from '../../../domain/pull-request.ts';
import type { PullWarning } from '../../../domain/pull-warnings.ts';

type Unread = Extract<PullReading, { kind: 'unread' }>['because'];

/** The pull request behind a request. */
export const pull = {
  read: (commits: string, authors: string, checks: string) =>
    `The pull request was read: ${commits}, written by ${authors}. Authors who are known here cannot approve it. ${checks}`,
  unread: {
    hidden: 'The pull request could not be read: it is private, or not there. Fill in what it would have said.',
    unreachable: 'The pull request could not be read: its host did not answer in time. Fill in what it would have said.',
  } satisfies Readonly<Record<Unread, string>>,
  commits: (n: number) => (n === 1 ? 'one commit' : `${n} commits`),
  /** A login that nobody has been found for. */
  stranger: (login: string) => `${login} (not known here)`,
  checks: (passed: number, failed: number, running: number) =>
    [
      `${passed} passed`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(running > 0 ? [`${running} still running`] : []),
    ].join(', '),
  checksSentence: (counts: string) => `Checks: ${counts}.`,
  noChecks: 'It has no checks.',
  checksHidden: 'Its checks may not be read.',
  labels: { commits: 'Commits', authors: 'Written by', approvers: 'Approved there by', checks: 'Checks' },
  states: { draft: 'draft', open: 'open', merged: 'merged', closed: 'closed without merging' },
  upTo: (commits: string, head: string, state: string) => `${commits}, up to ${head}, ${state}`,
};

/** `names` are joined already. */
export function pullCaution(warning: PullWarning, names: string): string {
  switch (warning.code) {
    case 'pull-closed':
      return 'The pull request was closed without merging.';
    case 'pull-draft':
      return 'The pull request is still a draft.';
    case 'commit-not-head':
      return `The commit is not the newest of the pull request, which is ${warning.head}.`;
    case 'changes-wanted':
      return `A reviewer of the pull request asks for changes: ${names}.`;
    case 'checks-failing':
      return `Checks of the pull request fail: ${names}.`;
    case 'checks-running':
      return `Checks of the pull request still run: ${names}.`;
    case 'checks-missing':
      return 'The pull request has no checks.';
    case 'checks-unreadable':
      return 'The checks of the pull request may not be read.';
    case 'authors-unknown':
      return `Nobody knows who these authors are here, so nothing keeps them from approving: ${names}.`;
  }
}
