import type { PullRequests } from '../flows/ports.ts';
import { azureDevOpsPulls, type AzureDevOpsOptions } from './azure-devops.ts';
import { gitHubPulls, type GitHubOptions } from './github.ts';
import { createPulls, type PullsPorts } from './pulls.ts';

export interface Hosts {
  readonly gitHub: Omit<GitHubOptions, 'fetch'> | undefined;
  readonly azureDevOps: Omit<AzureDevOpsOptions, 'fetch'> | undefined;
}

/** Pull requests of the hosts that are configured, over this `fetch`, and of no other. */
export function configuredPulls(
  { gitHub, azureDevOps }: Hosts,
  { fetch, ...ports }: Omit<PullsPorts, 'sources'> & { readonly fetch: typeof globalThis.fetch },
): PullRequests {
  const sources = [
    ...(gitHub === undefined ? [] : [gitHubPulls({ ...gitHub, fetch })]),
    ...(azureDevOps === undefined ? [] : [azureDevOpsPulls({ ...azureDevOps, fetch })]),
  ];
  return createPulls({ sources, ...ports });
}
