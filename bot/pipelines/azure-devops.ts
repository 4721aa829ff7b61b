import { jsonOf, listAt, objectAt, textAt, type Json } from '../domain/json.ts';
import type { Check } from '../domain/pull-request.ts';
import type { StrangeCoder } from '../flows/ports.ts';
import { mergedAs } from './merged.ts';
import { distinct } from './people.ts';
import { parseAzurePull, type AzurePull } from './pull-links.ts';
import { isHidden, NotShown, type PullSource } from './read-source.ts';

export interface AzureDevOpsOptions {
  /** The organisation, `https://dev.azure.com/contoso`. */
  readonly url: string;
  /** A personal access token with the scope Code (read). */
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
}

type Ask = (path: string) => Promise<Json>;

export function azureDevOpsPulls({ url: organisation, token, fetch }: AzureDevOpsOptions): PullSource {
  const base = new URL(organisation);
  const authorization = `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
  return {
    open: (link) => {
      const pull = parseAzurePull(link, base);
      if (pull === undefined) return undefined;
      return (signal) =>
        read(pull, async (path) => {
          const address = `${organisation}/${path}${path.includes('?') ? '&' : '?'}api-version=${VERSION}`;
          const headers = { authorization, accept: 'application/json' };
          // Somebody who is not signed in is redirected to a page, or answered 203 with one.
          const response = await fetch(address, { headers, redirect: 'manual', signal });
          if (isHidden(response.status) || response.status === 203 || response.status === 302) {
            throw new NotShown('Azure DevOps does not show it');
          }
          if (!response.ok) throw new Error('asking Azure DevOps');
          return jsonOf(await response.json());
        });
    },
  };
}

const VERSION = '7.1-preview';

async function read({ project, repository, id }: AzurePull, ask: Ask): ReturnType<NonNullable<ReturnType<PullSource['open']>>> {
  const at = `${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(repository)}/pullRequests/${String(id)}`;
  const [pull, commits, statuses] = await Promise.all([ask(at), ask(`${at}/commits?$top=200`), ask(`${at}/statuses`)]);
  const head = textAt(objectAt(pull, 'lastMergeSourceCommit'), 'commitId', 40);
  if (!/^[0-9a-f]{40}$/.test(head)) throw new Error('Azure DevOps named no commit');
  const written = listAt(commits, 'value').map((commit) => writerOf(objectAt(jsonOf(commit), 'author')));
  const reviewers = listAt(pull, 'reviewers').map(jsonOf);
  const state = stateOf(pull);
  return {
    title: textAt(pull, 'title', 200),
    state,
    head,
    ...mergedAs(state, textAt(objectAt(pull, 'lastMergeCommit'), 'commitId', 40)),
    commits: written.length,
    authors: distinct([identityOf(objectAt(pull, 'createdBy')), ...written]),
    approvers: voting(reviewers, [5, 10]),
    objectors: voting(reviewers, [-5, -10]),
    checks: newest(listAt(statuses, 'value').map(jsonOf)),
  };
}

function stateOf(pull: Json): 'draft' | 'open' | 'merged' | 'closed' {
  const status = textAt(pull, 'status');
  if (status === 'completed') return 'merged';
  if (status === 'abandoned') return 'closed';
  return pull.get('isdraft') === true ? 'draft' : 'open';
}

/** The address with which somebody signs in is their login here. */
const identityOf = (identity: Json): StrangeCoder => ({
  login: textAt(identity, 'uniqueName', 100),
  name: textAt(identity, 'displayName', 100),
});

const writerOf = (author: Json): StrangeCoder => ({ login: textAt(author, 'email', 100), name: textAt(author, 'name', 100) });

/** Approved is 10, with suggestions 5; waiting for the author is -5, rejected -10. A group is nobody. */
const voting = (reviewers: readonly Json[], votes: readonly number[]): readonly StrangeCoder[] =>
  reviewers
    .filter((reviewer) => reviewer.get('iscontainer') !== true && votes.some((vote) => reviewer.get('vote') === vote))
    .map(identityOf);

/** Statuses of one context follow each other; the last one counts. */
function newest(statuses: readonly Json[]): readonly Check[] {
  const checks = new Map<string, Check>();
  for (const status of statuses) {
    const context = objectAt(status, 'context');
    const name = [textAt(context, 'genre', 40), textAt(context, 'name', 80)].filter((part) => part !== '').join('/');
    const state = textAt(status, 'state');
    if (state === 'notApplicable' || name === '') checks.delete(name);
    else checks.set(name, { name, state: stateOfStatus(state) });
  }
  return [...checks.values()];
}

const stateOfStatus = (state: string): Check['state'] =>
  state === 'succeeded' ? 'passed' : state === 'failed' || state === 'error' ? 'failed' : 'running';
