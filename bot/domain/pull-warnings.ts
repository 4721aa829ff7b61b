import type { Plan } from './plan.ts';
import { checksIn, strangersIn } from './pull-request.ts';

/** What a pull request says that approvers should know before they trust it. Names are other people's. */
export type PullWarning =
  | { readonly code: 'pull-closed' }
  | { readonly code: 'pull-draft' }
  | { readonly code: 'commit-not-head'; readonly head: string }
  | { readonly code: 'changes-wanted'; readonly names: readonly string[] }
  | { readonly code: 'checks-failing'; readonly names: readonly string[] }
  | { readonly code: 'checks-running'; readonly names: readonly string[] }
  | { readonly code: 'checks-missing' }
  | { readonly code: 'checks-unreadable' }
  | { readonly code: 'authors-unknown'; readonly names: readonly string[] };

/** The gravest first; none without a pull request that was read. */
export function pullWarnings({ pull, commit }: Pick<Plan, 'pull' | 'commit'>): readonly PullWarning[] {
  if (pull === undefined) return [];
  const failed = checksIn(pull, 'failed').map(({ name }) => name);
  const running = checksIn(pull, 'running').map(({ name }) => name);
  return [
    ...(failed.length > 0 ? [{ code: 'checks-failing', names: failed } as const] : []),
    ...(pull.checks === 'unreadable' ? [{ code: 'checks-unreadable' } as const] : []),
    ...(pull.checks.length === 0 ? [{ code: 'checks-missing' } as const] : []),
    ...(pull.head.startsWith(commit.toLowerCase()) ? [] : [{ code: 'commit-not-head', head: pull.head.slice(0, 7) } as const]),
    ...(pull.objectors.length > 0 ? [{ code: 'changes-wanted', names: pull.objectors.map(calledBy) } as const] : []),
    ...(pull.state === 'closed' ? [{ code: 'pull-closed' } as const] : []),
    ...(pull.state === 'draft' ? [{ code: 'pull-draft' } as const] : []),
    ...(running.length > 0 ? [{ code: 'checks-running', names: running } as const] : []),
    ...(strangersIn(pull).length > 0 ? [{ code: 'authors-unknown', names: strangersIn(pull).map(calledBy) } as const] : []),
  ];
}

const calledBy = ({ login, name }: { readonly login: string; readonly name: string }): string => login || name;
