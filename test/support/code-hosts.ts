import type { Clock } from '../../bot/flows/ports.ts';
import { configuredPulls, type Hosts } from '../../bot/pipelines/configured.ts';
import { silent } from '../http/silent.ts';

/** What a code host answers, by path without the query; a number is a status. */
export type Answers = Readonly<Record<string, unknown>>;

export interface FakeHosts {
  readonly fetch: typeof globalThis.fetch;
  /** Every address that was asked for. */
  readonly asked: string[];
  readonly headers: Headers[];
  answers: Answers;
  /** Set, every call fails like this. */
  fails: (() => Promise<Response>) | undefined;
}

/** Code hosts behind an injected `fetch`: nothing leaves the test. */
export function fakeHosts(answers: Answers): FakeHosts {
  const hosts: FakeHosts = {
    asked: [],
    headers: [],
    answers,
    fails: undefined,
    fetch: (address, init) => {
      const url = new URL(address instanceof Request ? address.url : address);
      hosts.asked.push(url.href);
      hosts.headers.push(new Headers(init?.headers));
      if (hosts.fails !== undefined) return hosts.fails();
      const answer = hosts.answers[decodeURIComponent(url.pathname)] ?? 404;
      if (typeof answer === 'number') return Promise.resolve(Response.json({ message: 'no' }, { status: answer }));
      return Promise.resolve(Response.json(answer));
    },
  };
  return hosts;
}

export const GITHUB: Hosts = {
  gitHub: { identity: { kind: 'token', token: 'hush' }, apiUrl: 'https://api.github.com' },
  azureDevOps: { url: 'https://dev.azure.com/contoso', token: 'hush' },
};

export const pullsOf = (hosts: FakeHosts, clock: Clock, configured: Hosts = GITHUB, timeout = 5_000) =>
  configuredPulls(configured, { fetch: hosts.fetch, clock, log: silent, timeout });

export const HEAD = '5275a45b7e99c7fd7265b790392c10a74101a67a';
export const GITHUB_LINK = 'https://github.com/contoso/payments/pull/12';
export const AZURE_LINK = 'https://dev.azure.com/contoso/Web%20Shop/_git/payments/pullrequest/12';

/** A pull request of two authors with an approval, a check that passed and one that failed. */
export const GITHUB_ANSWERS: Answers = {
  '/repos/contoso/payments/pulls/12': {
    title: 'Move checkout to the new ledger',
    state: 'open',
    merged: false,
    draft: false,
    commits: 2,
    head: { sha: HEAD },
    user: { login: 'megan-b' },
  },
  '/repos/contoso/payments/pulls/12/commits': [
    { author: { login: 'megan-b' }, commit: { message: 'Write', author: { name: 'Megan Bowen' } } },
    {
      author: null,
      commit: {
        message: 'Read\n\nCo-authored-by: Octo Cat <12+octocat@users.noreply.github.com>',
        author: { name: 'Patti Fernandez' },
      },
    },
  ],
  '/repos/contoso/payments/pulls/12/reviews': [
    { user: { login: 'nestor-w' }, state: 'CHANGES_REQUESTED' },
    { user: { login: 'nestor-w' }, state: 'APPROVED' },
    { user: { login: 'isaiah-l' }, state: 'APPROVED' },
    { user: { login: 'isaiah-l' }, state: 'COMMENTED' },
  ],
  [`/repos/contoso/payments/commits/${HEAD}/check-runs`]: {
    check_runs: [
      { name: 'test', status: 'completed', conclusion: 'success' },
      { name: 'lint', status: 'completed', conclusion: 'failure' },
    ],
  },
  [`/repos/contoso/payments/commits/${HEAD}/status`]: { statuses: [{ context: 'legacy', state: 'pending' }] },
};

const AZURE = '/contoso/Web Shop/_apis/git/repositories/payments/pullRequests/12';

export const AZURE_ANSWERS: Answers = {
  [AZURE]: {
    title: 'Move checkout',
    status: 'completed',
    createdBy: { displayName: 'Megan Bowen', uniqueName: 'megan@contoso.com' },
    lastMergeSourceCommit: { commitId: HEAD },
    reviewers: [
      { displayName: 'Isaiah Langer', uniqueName: 'isaiah@contoso.com', vote: 10 },
      { displayName: 'Nestor Wilke', uniqueName: 'nestor@contoso.com', vote: -5 },
      { displayName: 'Payments team', uniqueName: 'team', vote: 10, isContainer: true },
    ],
  },
  [`${AZURE}/commits`]: { value: [{ author: { name: 'Megan Bowen', email: 'megan@contoso.com' } }] },
  [`${AZURE}/statuses`]: {
    value: [
      { context: { genre: 'ci', name: 'build' }, state: 'failed' },
      { context: { genre: 'ci', name: 'build' }, state: 'succeeded' },
    ],
  },
};
