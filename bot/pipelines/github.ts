import { App } from '@octokit/app';
import { Octokit } from '@octokit/core';
import { jsonOf, listAt, objectAt, textAt, textOf, type Json } from '../domain/json.ts';
import type { Check } from '../domain/pull-request.ts';
import { mergedAs } from './merged.ts';
import { authorsOf, distinct, reviewsOf } from './people.ts';
import { parseGitHubPull, type GitHubPull } from './pull-links.ts';
import { isHidden, NotShown, type PullSource } from './read-source.ts';

/** As whom GitHub is asked. */
export type GitHubIdentity =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: string; readonly privateKey: string };

export interface GitHubOptions {
  readonly identity: GitHubIdentity;
  /** `https://api.github.com`, or `https://github.contoso.com/api/v3`. */
  readonly apiUrl: string;
  readonly fetch: typeof globalThis.fetch;
}

/** GET a path of the API: its JSON. */
type Ask = (path: string) => Promise<unknown>;

/** Needs to read pull requests, commit statuses and checks, and nothing else. */
export function gitHubPulls({ identity, apiUrl, fetch }: GitHubOptions): PullSource {
  const host = hostOf(apiUrl);
  const request = { fetch: (url: string, init: RequestInit) => fetch(url, { ...init, redirect: 'error' }) };
  const octokitFor = authenticated(identity, Octokit.defaults({ baseUrl: apiUrl, request, log: SILENT }));
  return {
    open: (url) => {
      const pull = parseGitHubPull(url, host);
      if (pull === undefined) return undefined;
      return async (signal) => {
        const octokit = await octokitFor(pull).catch(rethrown);
        return read(pull, async (path) => {
          const answer: { readonly data: unknown } = await octokit
            .request(`GET ${path}`, { request: { signal } })
            .catch(rethrown);
          return answer.data;
        });
      };
    },
  };
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The pages of api.github.com are on github.com; a server of one's own has both on one host. */
const hostOf = (apiUrl: string): string => {
  const { host } = new URL(apiUrl);
  return host === 'api.github.com' ? 'github.com' : host;
};

function authenticated(identity: GitHubIdentity, Configured: typeof Octokit): (pull: GitHubPull) => Promise<Octokit> {
  if (identity.kind === 'token') {
    const octokit = new Configured({ auth: identity.token });
    return () => Promise.resolve(octokit);
  }
  const { appId, privateKey } = identity;
  const app = new App({ appId, privateKey, Octokit: Configured, log: SILENT });
  return async ({ owner, repo }) => {
    const { data } = await app.octokit.request('GET /repos/{owner}/{repo}/installation', { owner, repo });
    return app.getInstallationOctokit(data.id);
  };
}

/** The message of an error of GitHub's may quote what was asked; only what it means goes on. */
function rethrown(error: unknown): never {
  const { status } = error as { readonly status?: unknown };
  throw typeof status === 'number' && isHidden(status) ? new NotShown('GitHub does not show it') : new Error('asking GitHub');
}

async function read({ owner, repo, number }: GitHubPull, ask: Ask): ReturnType<NonNullable<ReturnType<PullSource['open']>>> {
  const repository = `/repos/${owner}/${repo}`;
  const at = `${repository}/pulls/${String(number)}`;
  const [pull, commits, reviews] = await Promise.all([
    ask(at).then(jsonOf),
    pages(`${at}/commits`, ask),
    pages(`${at}/reviews`, ask),
  ]);
  const head = textAt(objectAt(pull, 'head'), 'sha', 40);
  if (!/^[0-9a-f]{40}$/.test(head)) throw new Error('GitHub named no commit');
  const checks = await checksAt(`${repository}/commits/${head}`, ask);
  const state = stateOf(pull);
  return {
    title: textAt(pull, 'title', 200),
    state,
    head,
    ...mergedAs(state, textAt(pull, 'merge_commit_sha', 40)),
    commits: Number(textAt(pull, 'commits')) || commits.length,
    authors: distinct(authorsOf(pull, commits)),
    ...reviewsOf(reviews),
    checks,
  };
}

/** GitHub lists at most 250 commits of a pull request. */
const PAGE = 100;
const MOST_PAGES = 3;

async function pages(path: string, ask: Ask): Promise<readonly Json[]> {
  const found: Json[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(`${path}?per_page=${String(PAGE)}&page=${String(page)}`);
    const list = Array.isArray(answer) ? answer.map(jsonOf) : [];
    found.push(...list);
    if (list.length < PAGE) break;
  }
  return found;
}

function stateOf(pull: Json): 'draft' | 'open' | 'merged' | 'closed' {
  if (pull.get('merged') === true) return 'merged';
  if (textAt(pull, 'state') === 'closed') return 'closed';
  return pull.get('draft') === true ? 'draft' : 'open';
}

/** Check runs and, from older systems, commit statuses; the newest of each name. */
async function checksAt(commit: string, ask: Ask): Promise<readonly Check[] | 'unreadable'> {
  try {
    const [runs, statuses] = await Promise.all([
      ask(`${commit}/check-runs?per_page=${String(PAGE)}`).then(jsonOf),
      ask(`${commit}/status?per_page=${String(PAGE)}`).then(jsonOf),
    ]);
    return [...listAt(runs, 'check_runs').map(runOf), ...listAt(statuses, 'statuses').map(statusOf)];
  } catch (error) {
    if (error instanceof NotShown) return 'unreadable';
    throw error;
  }
}

const PASSED = ['success', 'neutral', 'skipped'];

function runOf(raw: unknown): Check {
  const run = jsonOf(raw);
  const state =
    textAt(run, 'status') !== 'completed' ? 'running' : PASSED.includes(textAt(run, 'conclusion')) ? 'passed' : 'failed';
  return { name: textAt(run, 'name', 80), state };
}

function statusOf(raw: unknown): Check {
  const status = jsonOf(raw);
  const state = textAt(status, 'state');
  return {
    name: textOf(status.get('context'), 80),
    state: state === 'success' ? 'passed' : state === 'pending' ? 'running' : 'failed',
  };
}
