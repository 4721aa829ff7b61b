import type { Plan } from './plan.ts';
import type { ReleaseTrigger } from './policy.ts';

/** Where a pipeline says that what it deploys comes from; `''` for what it does not say. */
export interface Origin {
  /** The whole commit id, lower case. */
  readonly commit: string;
  /** What set the pipeline off: one of `TRIGGER_EVENTS`, or the pipeline's own word for something else. */
  readonly trigger: string;
  /** The branch that was pushed, or that the pull request goes into, without `refs/heads/`. */
  readonly branch: string;
}

export type OriginProblem = CommitProblem | TriggerProblem;

export type CommitProblem =
  /** The request names a commit, and the pipeline does not. */
  { readonly code: 'commit-unsaid' } | { readonly code: 'other-commit'; readonly approved: string };

export type TriggerProblem =
  { readonly code: 'trigger-unsaid' } | { readonly code: 'other-trigger'; readonly trigger: string; readonly branch: string };

/** What is approved is one commit: the request's, or what its pull request was merged as. A request may name none. */
export function commitProblem({ commit, pull }: Pick<Plan, 'commit' | 'pull'>, said: Origin): CommitProblem | undefined {
  const approved = (commit === '' ? (pull?.head ?? '') : commit).toLowerCase();
  if (approved === '') return undefined;
  if (said.commit === '') return { code: 'commit-unsaid' };
  const merged = pull?.head.startsWith(approved) === true ? pull.merge : undefined;
  return said.commit.startsWith(approved) || said.commit === merged ? undefined : { code: 'other-commit', approved };
}

/** Whether what set the pipeline off is what the environment takes (seeds/003, "Deployment Triggers"). */
export function triggerProblem(wanted: ReleaseTrigger | undefined, { trigger, branch }: Origin): TriggerProblem | undefined {
  if (wanted === undefined) return undefined;
  if (trigger === '' || branch === '') return wanted.unsaid === 'allow' ? undefined : { code: 'trigger-unsaid' };
  const { event, branches, except } = wanted;
  const isTaken = trigger === event && (branches.length === 0 || isAmong(branch, branches)) && !isAmong(branch, except);
  return isTaken ? undefined : { code: 'other-trigger', trigger, branch };
}

const isAmong = (branch: string, names: readonly string[]): boolean =>
  names.some((name) => (name.endsWith('*') ? branch.startsWith(name.slice(0, -1)) : branch === name));
