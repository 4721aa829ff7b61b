import type { PullRequest } from '../domain/pull-request.ts';

/** Before it is merged, both hosts name a commit that only tries whether it could be. */
export const mergedAs = (state: PullRequest['state'], commit: string): Pick<PullRequest, 'merge'> =>
  state === 'merged' && /^[0-9a-f]{40}$/.test(commit) ? { merge: commit } : {};
